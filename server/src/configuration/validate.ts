import { nearest } from '@unpool/shared/data/nearest.ts';
import { GLOB, globProblem } from './glob.ts';
import { QUALIFIED_NAME, type Schema, schema as whole } from './schema.ts';
import type { ConfigurationNode, ListNode, PlainNode, Span, TableNode } from './tree.ts';

export interface Complaint extends Span {
  readonly message: string;
}

/** What is left when everything wrong is left out; `undefined` when nothing is. */
interface Checked {
  readonly value: unknown;
  /** Nothing in it is wrong. */
  readonly isWhole: boolean;
}

/**
 * Holds what is written against the schema. A wrong entry of a table is told and left out; a list's item goes as a whole,
 * since half of a declaration says something else.
 */
export function validate(
  node: ConfigurationNode,
  schema: Schema,
  complain: (complaint: Complaint) => void,
  name = 'the configuration',
): Checked {
  const { start, end } = node;
  const wrong = (message: string): Checked => {
    complain({ message, start, end });
    return { value: undefined, isWhole: false };
  };
  const form = formFor(node, schema);
  if (!form) return wrong(`${name} takes ${expected(schema)}; got ${shown(node)}.`);
  if ('oneOf' in form) return wrong(unknownKind(form.oneOf, node, name));
  if (node.kind === 'table') return checkTable(node, form, complain, name);
  if (node.kind === 'list') return checkList(node, form, complain, name);
  const problem = problemOf(node, form, name);
  return problem ? wrong(problem) : { value: node.value, isWhole: true };
}

/** Follows references, and chooses among forms by the type of what is there; undefined where none fits. */
function formFor(node: ConfigurationNode, given: Schema): Schema | { readonly oneOf: readonly Schema[] } | undefined {
  const schema = resolve(given);
  if (schema.anyOf) {
    for (const option of schema.anyOf) {
      const form = formFor(node, option);
      if (form) return form;
    }
    return undefined;
  }
  if (schema.oneOf) {
    if (node.kind !== 'table') return undefined;
    const kind = kindOf(node);
    return schema.oneOf.find(({ properties }) => properties?.kind?.const === kind) ?? { oneOf: schema.oneOf };
  }
  return isOfType(node, schema) ? schema : undefined;
}

export function resolve(schema: Schema): Schema {
  const name = schema.$ref?.split('/').at(-1);
  return name === undefined ? schema : { ...whole.definitions![name]!, ...withoutReference(schema) };
}

const withoutReference = ({ $ref: _, ...rest }: Schema): Schema => rest;

function kindOf(node: TableNode): unknown {
  const kind = node.entries.find(({ key }) => key === 'kind')?.value;
  return kind?.kind === 'plain' ? kind.value : undefined;
}

function unknownKind(forms: readonly Schema[], node: ConfigurationNode, name: string): string {
  const kinds = forms.map(({ properties }) => properties!.kind!.const!);
  const kind = node.kind === 'table' ? kindOf(node) : undefined;
  if (typeof kind !== 'string') return `${name} needs a "kind": one of ${list(kinds)}.`;
  return `${name} has no kind "${kind}".${didYouMean(kind, kinds) || ` Expected one of ${list(kinds)}.`}`;
}

function isOfType(node: ConfigurationNode, { type, enum: words, const: word }: Schema): boolean {
  if (node.kind === 'table') return type === 'object';
  if (node.kind === 'list') return type === 'array';
  const { value } = node;
  if (words || word !== undefined) return typeof value === 'string';
  if (type === 'null') return value === undefined;
  return type === 'integer' ? Number.isInteger(value) : type === typeof value;
}

/** What is wrong with a plain value of the right type. */
function problemOf({ value }: PlainNode, schema: Schema, name: string): string | null {
  const words = schema.enum ?? (schema.const === undefined ? undefined : [schema.const]);
  if (words && !words.includes(value as string))
    return `${name} takes ${list(words)}; got ${JSON.stringify(value)}.${didYouMean(String(value), words)}`;
  if (typeof value === 'string') {
    if (schema.minLength && value.length < schema.minLength) return `${name} is empty.`;
    if (schema.pattern && !new RegExp(schema.pattern).test(value))
      return `${name} ${wrongForm(value, schema.pattern)}; got ${JSON.stringify(value)}.`;
  }
  if (typeof value === 'number') {
    if (schema.exclusiveMinimum !== undefined && !(value > schema.exclusiveMinimum && Number.isFinite(value)))
      return `${name} is a number above ${schema.exclusiveMinimum}; got ${value}.`;
    if (schema.minimum !== undefined && value < schema.minimum)
      return `${name} is at least ${schema.minimum}; got ${value}.`;
  }
  return null;
}

function wrongForm(value: string, pattern: string): string {
  if (pattern === GLOB) return globProblem(value);
  if (pattern === QUALIFIED_NAME) return 'is a qualified name, such as "my_lib.load" or "*.load"';
  return `has the form ${pattern}`;
}

function checkTable(node: TableNode, schema: Schema, complain: (complaint: Complaint) => void, name: string): Checked {
  const { properties = {}, additionalProperties: others, required = [], dependencies = {}, minProperties = 0 } = schema;
  const names = Object.keys(properties);
  const result: Record<string, unknown> = {};
  let isWhole = true;
  const wrong = (message: string, { start, end }: Span) => {
    complain({ message, start, end });
    isWhole = false;
  };
  const seen = new Set<string>();
  for (const { key, keySpan, value } of node.entries) {
    const known = Object.hasOwn(properties, key) ? properties[key] : others || undefined;
    if (!known) wrong(`${name} has no "${key}".${didYouMean(key, names) || ` Expected ${list(names)}.`}`, keySpan);
    else if (seen.has(key)) wrong(`"${key}" is there twice.`, keySpan);
    else {
      const checked = validate(value, known, complain, `"${key}"`);
      if (checked.value !== undefined) Object.defineProperty(result, key, { value: checked.value, enumerable: true });
      isWhole &&= checked.isWhole;
    }
    seen.add(key);
  }
  for (const needed of required.filter((key) => !seen.has(key))) wrong(`${name} needs "${needed}".`, node);
  for (const [key, needed] of Object.entries(dependencies)) {
    const missing = needed.filter((other) => !seen.has(other));
    if (!seen.has(key) || missing.length === 0) continue;
    const { keySpan } = node.entries.find((entry) => entry.key === key)!;
    wrong(`"${key}" needs ${missing.map((other) => `"${other}"`).join(' and ')} beside it.`, keySpan);
  }
  if (node.entries.length < minProperties) wrong(`${name} is empty; expected ${list(names)}.`, node);
  return { value: result, isWhole };
}

function checkList(node: ListNode, schema: Schema, complain: (complaint: Complaint) => void, name: string): Checked {
  const { items, minItems = 0, maxItems = Number.POSITIVE_INFINITY } = schema;
  const length = node.items.length;
  if (length < minItems || length > maxItems) {
    const { start, end } = node;
    complain({ message: `${name} takes ${expected(schema)}; got a list of ${length}.`, start, end });
    return { value: undefined, isWhole: false };
  }
  const one = name.startsWith('"') ? `an entry of ${name}` : name;
  const checked = node.items.map((item, index) => {
    const itemSchema = Array.isArray(items) ? items[index] : items;
    return itemSchema ? validate(item, itemSchema, complain, one) : { value: undefined, isWhole: false };
  });
  return {
    value: checked.flatMap(({ value, isWhole }) => (isWhole ? [value] : [])),
    isWhole: checked.every(({ isWhole }) => isWhole),
  };
}

const list = (words: readonly string[]): string => words.map((word) => `"${word}"`).join(', ');

function didYouMean(typed: string, words: readonly string[]): string {
  const word = nearest(typed, words);
  return word === undefined ? '' : ` Did you mean "${word}"?`;
}

/** In words, what a schema takes. */
function expected(given: Schema): string {
  const { anyOf, oneOf, enum: words, const: word, type, items, minItems, maxItems } = resolve(given);
  if (anyOf) return anyOf.map(expected).join(', or ');
  if (words) return list(words);
  if (word !== undefined) return `"${word}"`;
  if (oneOf || type === 'object') return 'a table';
  if (type === 'array' && !Array.isArray(items) && (items as Schema | undefined)?.type === 'object')
    return 'a list of tables, which TOML writes as [[…]]';
  if (type === 'array')
    return minItems === maxItems && minItems
      ? `a list of ${minItems}`
      : `a list${minItems ? ' that is not empty' : ''}`;
  return { string: 'a text', number: 'a number', integer: 'a whole number', boolean: 'true or false', null: 'null' }[
    type!
  ];
}

function shown(node: ConfigurationNode): string {
  if (node.kind !== 'plain') return node.kind === 'table' ? 'a table' : 'a list';
  const { value } = node;
  if (typeof value === 'string') return `the text ${JSON.stringify(value)}`;
  return value === undefined ? 'something else' : `${value}`;
}
