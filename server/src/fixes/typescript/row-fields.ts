import type { Expression, FlowUnit, Parameter } from '../../flow/program.ts';
import { expressionsIn } from '../../flow/walk.ts';
import { allStatements, type FixContext, textOf } from '../fix-context.ts';
import { inPattern } from '../in-pattern.ts';
import { namesOf, type Occurrence } from '../occurrences.ts';
import { assigned, plainOf } from './values.ts';

/** A field of the rows of an array, as the code uses it. */
export interface RowField {
  /** `humanScore`, `human.score` */
  readonly path: string;
  /** What the field itself is part of. */
  readonly parent: Expression | null;
}

const CHOOSING = /^(filter|slice|sort|toSorted|reverse|toReversed|concat)$/;
const GOING_THROUGH = /^(map|filter|forEach|some|every|find|findLast|flatMap|reduce|sort|toSorted|groupBy)$/;

/** The fields that the code takes of the rows of an array, or of some of them. */
export function fieldsOf(rows: Expression, unit: FlowUnit, context: FixContext): readonly RowField[] {
  const wanted = rootText(rows, unit, context);
  return bindersIn(context).flatMap((binder) =>
    rootText(binder.rows, binder.unit, context) === wanted ? fieldsUsed(binder, context) : [],
  );
}

interface Binder {
  readonly unit: FlowUnit;
  readonly rows: Expression;
  readonly target: Expression;
}

/** Names that stand for one row after the other: parameters of callbacks, and of loops. */
function bindersIn(context: FixContext): readonly Binder[] {
  const found: Binder[] = [];
  for (const { unit, statement } of allStatements(context.module))
    if (statement.kind === 'loop' && statement.iterable && statement.target)
      found.push({ unit, rows: statement.iterable, target: statement.target });
  for (const unit of context.module.units)
    for (const node of expressionsIn(unit.body)) {
      if (node.kind !== 'call') continue;
      const [first, second] = node.arguments.map(({ value }) => value);
      const isMethod =
        first?.kind === 'function' && node.callee.kind === 'attribute' && GOING_THROUGH.test(node.callee.name);
      if (isMethod && first.kind === 'function' && node.callee.kind === 'attribute') {
        const parameter = first.function.parameters[node.callee.name === 'reduce' ? 1 : 0];
        if (parameter) found.push({ unit, rows: node.callee.object, target: parameter.target });
      } else if (first && second?.kind === 'function') {
        const [parameter] = second.function.parameters;
        if (parameter) found.push({ unit, rows: first, target: parameter.target });
      }
    }
  return found;
}

function fieldsUsed({ unit, target }: Binder, context: FixContext): readonly RowField[] {
  const names = namesOf(context);
  if (target.kind === 'mapping')
    return target.entries.flatMap(({ key, value }) => {
      if (key?.kind !== 'constant') return [];
      const [use] = names.reads(unit, value);
      return [{ path: String(key.value), parent: use?.parents[0] ?? null }];
    });
  return names.reads(unit, target).flatMap((use) => fieldAt(use) ?? []);
}

/** `humanScore` of `row.humanScore`, without the method that is called of it. */
function fieldAt({ node, parents }: Occurrence): RowField | null {
  const path: string[] = [];
  let inner = node;
  let index = 0;
  for (; index < parents.length; index++) {
    const parent = parents[index]!;
    const around = parents[index + 1];
    if (parent.kind !== 'attribute' || parent.object !== inner || (around?.kind === 'call' && around.callee === parent))
      break;
    path.push(parent.name);
    inner = parent;
  }
  return path.length === 0 ? null : { path: path.join('.'), parent: parents[index] ?? null };
}

/** The array that rows were chosen from, as text. */
export function rootText(rows: Expression, unit: FlowUnit, context: FixContext, depth = 0): string {
  const node = plainOf(rows, unit, context);
  const value = assigned(node, unit, context);
  const chosen = isChoice(node) ? node : isChoice(value) ? value : null;
  if (chosen && depth < 6) return rootText(chosen.callee.object, unit, context, depth + 1);
  return textOf(context, unit, node).replace(/\s+/g, '');
}

const isChoice = (
  node: Expression,
): node is Expression & { kind: 'call'; callee: Expression & { kind: 'attribute' } } =>
  node.kind === 'call' && node.callee.kind === 'attribute' && CHOOSING.test(node.callee.name);

/** What a type in the text says of a field of this name; null where none does. */
export function declaredType(field: string, context: FixContext): string | null {
  const pattern = new RegExp(`(?:^|[\\s{;,])(?:readonly\\s+)?${inPattern(field)}(\\??)\\s*:\\s*([^;,}\\n=]+)`);
  for (const { text } of context.document.units) {
    const [, , type] = pattern.exec(text) ?? [];
    if (type && /^(string|number|boolean|null|undefined|0|1|true|false|['"\w]+|[\s|])+$/.test(type.trim()))
      return type.trim();
  }
  return null;
}

/** Fields that a type in the text declares, by a test of their names and types. */
export function declaredFields(context: FixContext, holds: (name: string, type: string) => boolean): readonly string[] {
  return context.document.units.flatMap(({ text }) =>
    [
      ...text.matchAll(
        /(?:^|[\s{;,])(?:readonly\s+)?([A-Za-z_$][\w$]*)\??\s*:\s*(\b(?:number|boolean|string|0|1|null)\b|['"])/g,
      ),
    ].flatMap(([, name, type]) => (holds(name!, type!) ? [name!] : [])),
  );
}

/** The text of a parameter, with its type. */
export const parameterText = ({ start, end }: Parameter, unit: FlowUnit, context: FixContext): string =>
  textOf(context, unit, { start, end });
