import { valueEvidence, words } from '../provenance/names.ts';
import { has, MEASURED } from '../provenance/origins.ts';
import { rememberingOf } from '../recent.ts';
import type { Expression, FlowUnit, Statement } from './program.ts';
import { descendants, expressionsFrom, nameOf, statementsIn } from './walk.ts';

/**
 * What columns, and entries of records, are filled with, by name alone: `df["hit"] = df["gold"] == df["answer"]` in a
 * loop over tables of which nobody can say which they are.
 */
export const fillings = rememberingOf((units: readonly FlowUnit[]): ReadonlyMap<string, readonly Expression[]> => {
  const found = new Map<string, Expression[]>();
  for (const { body } of units)
    for (const [name, value] of body.flatMap(filledIn)) {
      const same = found.get(name);
      if (same) same.push(value);
      else found.set(name, [value]);
    }
  return found;
});

type Filling = readonly [column: string, value: Expression];

/** The most of a file stays when it is edited. */
const filledIn = rememberingOf((statement: Statement): readonly Filling[] => {
  const found: Filling[] = [];
  const add = (name: string | null, value: Expression): void => {
    if (name !== null) found.push([name, value]);
  };
  for (const part of statementsIn([statement]))
    if (part.kind === 'assign')
      for (const target of part.targets) if (target.kind !== 'name') add(columnName(target), part.value);
  for (const node of expressionsFrom(statement)) {
    if (node.kind === 'mapping')
      for (const { key, value } of node.entries) if (key && isEntry(value, wordOf(key))) add(wordOf(key), value);
    if (node.kind === 'call' && nameOf(node.callee) === 'assign')
      for (const { name, value } of node.arguments) add(name, value);
  }
  return found;
});

/** `{"hit": "mean"}` and `{"hit": df["hit"].mean()}` are about a column, and fill none. */
const isEntry = (value: Expression, name: string | null): boolean =>
  value.kind !== 'constant' && !descendants(value).some((node) => columnName(node) === name);

/** Are all entries of the columns, wherever the code fills it, whether two others are the same, one of which people gave? */
export const areHeldAgainstPeople = (names: readonly string[], units: readonly FlowUnit[]): boolean =>
  names.length > 0 &&
  names.every((name) => {
    const filled = fillings(units).get(name) ?? [];
    return filled.length > 0 && filled.every((value) => isComparison(value, (part) => namesPeople(columnName(part))));
  });

/** The columns that one is worked out from, also by way of others. */
export function workedOutFrom(name: string, units: readonly FlowUnit[]): ReadonlySet<string> {
  const found = new Set<string>();
  const pending = [name];
  for (let next = pending.pop(); next !== undefined; next = pending.pop())
    for (const node of (fillings(units).get(next) ?? []).flatMap(descendants)) {
      const from = node.kind === 'name' ? node.name : columnName(node);
      if (from === null || from === name || found.has(from)) continue;
      found.add(from);
      pending.push(from);
    }
  return found;
}

/** The columns that a number is of, by its code: `df.hit.astype(int)`, `df.groupby("model").agg(rate=("hit", "mean"))` */
export function columnsTaken(node: Expression): string[] {
  if (node.kind !== 'call') return [columnName(node) ?? []].flat();
  if (node.callee.kind !== 'attribute' || node.callee.name === 'groupby') return [];
  const named = /^agg(regate)?$/.test(node.callee.name)
    ? node.arguments.flatMap(({ value }) => columnsNamed(value))
    : [];
  return named.length > 0 ? named : columnsTaken(node.callee.object);
}

/** `("hit", "mean")`, `{"hit": "mean"}` */
function columnsNamed(node: Expression): string[] {
  if (node.kind === 'mapping') return node.entries.flatMap(({ key }) => (key && wordOf(key)) ?? []);
  return node.kind === 'sequence' ? [wordOf(node.items[0]) ?? []].flat() : [];
}

/** `df["hit"]`, `df.hit`, `df.loc[rows, "hit"]`, `row.get("hit")` */
function columnName(node: Expression): string | null {
  if (node.kind === 'attribute') return node.name;
  if (node.kind === 'call')
    return nameOf(node.callee) === 'get' && node.arguments[0] ? wordOf(node.arguments[0].value) : null;
  if (node.kind !== 'subscript') return null;
  return wordOf(node.index.kind === 'sequence' ? node.index.items.at(-1)! : node.index);
}

const wordOf = (node: Expression | undefined): string | null =>
  node?.kind === 'constant' && typeof node.value === 'string' ? node.value : null;

const namesPeople = (name: string | null): boolean =>
  name !== null && (has(valueEvidence(name), MEASURED) || words(name).includes('truth'));

/** `a == b`, `(a == b).astype(int)`, `a.eq(b)`, `np.where(a == b, 1, 0)`, `rows.apply(lambda row: a == b, axis=1)`, `1 if a == b else 0` */
function isComparison(node: Expression, isOne: (part: Expression) => boolean): boolean {
  if (node.kind === 'conditional')
    return node.then.kind === 'constant' && node.otherwise.kind === 'constant' && isComparison(node.test, isOne);
  if (node.kind === 'function') {
    const [only, ...others] = node.function.body.filter(({ kind }) => kind !== 'outer');
    return others.length === 0 && only?.kind === 'return' && !!only.value && isComparison(only.value, isOne);
  }
  if (node.kind === 'operation')
    return node.operator === '==' && node.operands.length === 2 && holdsTwo(node.operands, isOne);
  if (node.kind !== 'call') return false;
  const [first, ...others] = node.arguments;
  const name = nameOf(node.callee);
  const of = node.callee.kind === 'attribute' ? node.callee.object : null;
  if (of && name === 'eq') return !!first && holdsTwo([of, first.value], isOne);
  if (of && /^(astype|fillna)$/.test(name)) return isComparison(of, isOne);
  if (!first || !/^(where|apply|int|float|bool)$/.test(name)) return false;
  const rest = others.filter(({ name: keyword }) => keyword === null);
  return rest.every(({ value }) => value.kind === 'constant') && isComparison(first.value, isOne);
}

/** Two columns, and not one and a value: `df["gold"] == "yes"` is what people said. */
const holdsTwo = (sides: readonly Expression[], isOne: (part: Expression) => boolean): boolean =>
  sides.every((side) => columnName(plain(side)) !== null) && sides.some((side) => isOne(plain(side)));

/** `row["gold"].strip().lower()`, `str(row["gold"])` */
function plain(node: Expression): Expression {
  if (node.kind !== 'call') return node;
  if (node.callee.kind === 'name' && /^(str|int|bool|float)$/.test(node.callee.name) && node.arguments[0])
    return plain(node.arguments[0].value);
  if (node.callee.kind !== 'attribute' || !/^(strip|lower|upper|astype|casefold|str)$/.test(node.callee.name))
    return node;
  const { object } = node.callee;
  return plain(object.kind === 'attribute' && object.name === 'str' ? object.object : object);
}
