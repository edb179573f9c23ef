import type { Expression, FlowUnit } from '../../flow/program.ts';
import { allStatements, type FixContext } from '../fix-context.ts';
import { namesOf } from '../occurrences.ts';
import { assigned, bindingOf, plainOf } from './values.ts';

/** What the types of a document say that rows have. */

interface Declared {
  /** Null for one that is written where it is used. */
  readonly name: string | null;
  readonly parents: readonly string[];
  readonly fields: readonly string[];
}

/** The fields of the type that rows of an array are declared with; null where nobody says. */
export function declaredRow(rows: Expression, unit: FlowUnit, context: FixContext): readonly string[] | null {
  const annotation = annotationOf(rows, unit, context);
  return annotation === null ? null : fieldsOfType(annotation, context);
}

/** May a row that has one field have the other, too? Not where types say so of the one, and none of them of both. */
export function areDeclaredTogether(field: string, other: string, context: FixContext): boolean {
  const all = typesIn(context).map((type) => allFields(type, context));
  const own = all.filter((fields) => fields.includes(field));
  return own.length === 0 || own.some((fields) => fields.includes(other));
}

/** `Row[]` of the array, or of the one that it was chosen from or mapped. */
function annotationOf(rows: Expression, unit: FlowUnit, context: FixContext, depth = 0): string | null {
  if (depth > 6) return null;
  const node = plainOf(rows, unit, context);
  if (node.kind === 'name') {
    const own = bindingOf(node, unit, context)?.annotation ?? parameterType(node, unit, context);
    if (own !== null) return own;
  }
  const value = assigned(node, unit, context);
  const isChosen =
    value.kind === 'call' &&
    value.callee.kind === 'attribute' &&
    /^(filter|slice|sort|toSorted|reverse|toReversed)$/.test(value.callee.name);
  return isChosen && value.callee.kind === 'attribute'
    ? annotationOf(value.callee.object, unit, context, depth + 1)
    : null;
}

function parameterType(node: Expression, unit: FlowUnit, context: FixContext): string | null {
  const names = namesOf(context);
  const at = names.at(unit, node);
  const [binding, ...more] = at ? names.bindings(names.variableOf(at)) : [];
  if (!binding?.node || more.length > 0) return null;
  for (const { statement } of allStatements(context.module)) {
    const definition =
      statement.kind === 'define-function'
        ? statement.function
        : statement.kind === 'assign' && statement.value.kind === 'function'
          ? statement.value.function
          : null;
    const parameter = definition?.parameters.find(({ target }) => target === binding.node);
    if (parameter) return parameter.annotation;
  }
  return null;
}

/** `{ score: number }[]`, `readonly Row[]`, `Array<Row>`: the fields of one; null where the document does not declare it. */
function fieldsOfType(annotation: string, context: FixContext): readonly string[] | null {
  const array = /^(?:readonly\s+)?(?:Readonly)?(?:Array<([\s\S]+)>|\(?([\s\S]+?)\)?\[\])$/.exec(annotation.trim());
  const row = (array?.[1] ?? array?.[2])?.trim();
  if (row === undefined) return null;
  if (row.startsWith('{') && endOfBraces(row, 0) === row.length) return fieldsIn(row.slice(1, -1));
  const type = typesIn(context).find(({ name }) => name === row);
  return type && isKnown(type, context) ? allFields(type, context) : null;
}

const isKnown = (type: Declared, context: FixContext, depth = 0): boolean =>
  type.parents.every((parent) => {
    const found = typesIn(context).find(({ name }) => name === parent);
    return found !== undefined && depth < 5 && isKnown(found, context, depth + 1);
  });

const allFields = (type: Declared, context: FixContext, depth = 0): readonly string[] => [
  ...type.fields,
  ...typesIn(context).flatMap((other) =>
    depth < 5 && other.name !== null && type.parents.includes(other.name) ? allFields(other, context, depth + 1) : [],
  ),
];

const HEAD =
  /(?:\binterface\s+(\w+)(?:\s+extends\s+([\w\s,]+))?|\btype\s+(\w+)\s*=\s*((?:\w+\s*&\s*)*)|[:<]\s*(?:readonly\s+)?)\{/g;

function typesIn({ document }: FixContext): readonly Declared[] {
  return document.units.flatMap(({ text }) =>
    [...text.matchAll(HEAD)].flatMap((head) => {
      const [whole, interfaceName, bases, typeName, parts] = head;
      const start = head.index + whole.length - 1;
      const end = endOfBraces(text, start);
      const behind = /^\s*&\s*([\w\s&]+)/.exec(text.slice(end))?.[1];
      const parents = [bases, parts, behind].flatMap((each) => each?.match(/\w+/g) ?? []);
      const fields = fieldsIn(text.slice(start + 1, end - 1));
      return fields.length > 0 ? [{ name: interfaceName ?? typeName ?? null, parents, fields }] : [];
    }),
  );
}

/** The place behind the bracket that closes the one at a place. */
function endOfBraces(text: string, start: number): number {
  let depth = 0;
  for (let at = start; at < text.length; at++) {
    if (text[at] === '{') depth++;
    else if (text[at] === '}' && --depth === 0) return at + 1;
  }
  return text.length;
}

/** The names before a colon, but those of inner objects. */
function fieldsIn(body: string): readonly string[] {
  let flat = body.replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '');
  for (let at = flat.indexOf('{'); at >= 0; at = flat.indexOf('{'))
    flat = `${flat.slice(0, at)}object${flat.slice(endOfBraces(flat, at))}`;
  return [...flat.matchAll(/(?:^|[\n;,])\s*(?:readonly\s+)?['"]?([A-Za-z_$][\w$]*)['"]?\??\s*:/g)].map(
    ([, name]) => name!,
  );
}
