import { HOLE } from '../provenance/hole.ts';
import { ROWS } from '../provenance/marks.ts';
import { namesSettings } from '../provenance/names.ts';
import { constant, dataOrigins, NOTHING, Value } from '../provenance/value.ts';
import type { Setting } from '../workspace/settings-files.ts';
import type { CallSite } from './call-site.ts';
import { evaluate } from './evaluate.ts';
import type { Frame } from './frame.ts';
import { oneOfSettings } from './parts.ts';
import type { Expression } from './program.ts';
import { nameOf } from './walk.ts';

/** What programs are told: tables of settings, texts of several parts, the environment by a schema. */

/** `Object.keys(MODELS)`: the names of settings are known; those of data say nothing. */
export function namesOfSettings(value: Value): Value {
  const isTable = oneOfSettings(value) !== null && [...value.fields!.keys()].every((name) => !name.startsWith('$'));
  return isTable ? new Value({ items: [...value.fields!.keys()].map(constant), marks: ROWS }) : NOTHING;
}

/** What a file of settings says, with data beside them. */
export function settingsRead(setting: Setting, data: Value): Value {
  if (setting === null) return data;
  if (typeof setting !== 'object') return constant(setting);
  const read = (part: Setting): Value => settingsRead(part, data);
  if (Array.isArray(setting)) return new Value({ items: setting.map(read), marks: ROWS });
  return new Value({ fields: new Map(Object.entries(setting).map(([name, part]) => [name, read(part)])) });
}

const SEPARATORS = /^[:/,|;@]$/;
const MAX_PARTS = 8;

/** `"anthropic:claude-…".split(":")`; null where the text is no such name, or is not known. */
export function partsOfName({ constant: text }: Value, { positional }: CallSite): Value | null {
  const separator = positional[0]?.constant;
  if (typeof text !== 'string' || typeof separator !== 'string' || !SEPARATORS.test(separator)) return null;
  if (text.includes(HOLE) || /\s/.test(text)) return null;
  const parts = text.split(separator);
  return parts.length <= MAX_PARTS ? new Value({ items: parts.map(constant) }) : null;
}

/** `z.object({ MODEL: z.string().default("gpt-4o") })`; null where no entry has one. */
export function defaultsIn({ fields }: Value, { name }: CallSite): Value | null {
  const known = [...(fields ?? [])].filter(([, { constant: text }]) => typeof text === 'string');
  return known.length === 0 ? null : new Value({ target: { kind: 'external', name }, fields: new Map(known) });
}

const ENVIRONMENT = /^(?:\?\.)?(?:process\.argv|(?:process|import\.meta|Bun|Deno)\.env)$/;

/**
 * `schema.parse(process.env)`, `program.parse(process.argv)`, `schema.parse(config)`: a setting that nobody sets is what
 * the schema says.
 */
export function checkedBy(schema: Value | null, given: Value): Value {
  if (!schema?.fields) return given;
  const isEnvironment = given.target?.kind === 'external' && ENVIRONMENT.test(given.target.name);
  const isOfSettings = given.fields !== null && given.target === null && dataOrigins(given) === 0;
  if (!isEnvironment && !isOfSettings) return given;
  return given.with({ fields: isEnvironment ? schema.fields : new Map([...schema.fields, ...given.fields!]) });
}

/** `config.judge`: what a program is told of its judge is no label of it. */
export const isOfSettings = (node: Expression): boolean =>
  node.kind === 'attribute' && namesSettings(nameOf(node.object));

/** `MODELS.find((one) => one.name === "big")`: the setting for which it holds; null where that cannot be known. */
export function settingFound(test: Value, rows: Value, frame: Frame): Value | null {
  const asked = entryAsked(test, frame);
  if (!asked || asked.isOther) return null;
  return rows.items?.find((row) => asked.of(row) === asked.sought) ?? null;
}

/** `MODELS.filter((one) => one.name !== JUDGE)`: the settings for which it holds; null where that cannot be known. */
export function settingsChosen(test: Value, rows: Value, frame: Frame): Value | null {
  const asked = rows.items && entryAsked(test, frame);
  if (!asked || !rows.items?.every((row) => typeof asked.of(row) === 'string')) return null;
  const items = rows.items.filter((row) => (asked.of(row) === asked.sought) !== asked.isOther);
  return items.length > 0 && items.length < rows.items.length ? rows.with({ items }) : null;
}

/** What `one.name === "big"` asks of each setting; null for another test. */
function entryAsked({ target }: Value, frame: Frame) {
  const definition = target?.kind === 'function' ? target.definition : null;
  const [only] = definition?.body ?? [];
  const [row] = definition?.parameters ?? [];
  if (definition?.body.length !== 1 || only?.kind !== 'return' || only.value?.kind !== 'operation') return null;
  const { operator, operands } = only.value;
  if (!/^[=!]==?$/.test(operator) || row?.target.kind !== 'name') return null;
  const { name } = row.target;
  const entry = operands.find(
    (node) => node.kind === 'attribute' && node.object.kind === 'name' && node.object.name === name,
  );
  const other = operands.find((node) => node !== entry);
  if (entry?.kind !== 'attribute' || !other) return null;
  const sought = evaluate(other, frame).constant;
  const of = ({ fields }: Value) => fields?.get(entry.name)?.constant;
  return typeof sought === 'string' ? { of, sought, isOther: operator.startsWith('!') } : null;
}
