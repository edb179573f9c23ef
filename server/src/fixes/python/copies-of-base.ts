import type { Call, Expression } from '../../flow/program.ts';
import { nameOf, statementsIn } from '../../flow/walk.ts';
import { calledName } from '../called-name.ts';
import type { FixContext } from '../fix-context.ts';
import { namesOf } from '../occurrences.ts';
import { type Held, isHeld, StraightLine } from './straight-line.ts';
import { listOf } from './union.ts';

/** A table that rows of another one are put together in, some of them several times. */
export interface Copies {
  /** The number of the statement that puts them together. */
  readonly pool: number;
  /** The table that all of them are chosen from. */
  readonly base: Held;
  /** The numbers of the statements that lead from that table to the pool, in order. */
  readonly steps: readonly number[];
}

/** `up = pd.concat([majority, resample(minority)])`, where both are rows of one table. */
export function copiesAt(pool: number, line: StraightLine, context: FixContext): Copies | null {
  const value = concatIn(pool, line, context);
  if (value && !listOf(value)) return copiesByCall(value, pool, line, context);
  const parts = value && listOf(value)?.items;
  if (!parts || parts.length < 2) return null;
  const chains = parts.map((part) => chainOf(part, pool, line, context));
  const base = chains[0]!.find((held) => chains.every((chain) => chain.some((other) => isHeld(other, held))));
  if (!base) return null;
  const masks = parts.map((part) => maskOf(part, pool, base, line, context));
  // all rows and some of them again, or a class each
  const [whole, classes] = [masks.filter((mask) => mask === ''), masks.filter((mask) => mask !== '')];
  const areClasses = whole.length === 0 && classes.every((mask) => mask !== null && mask === classes[0]);
  if (whole.length !== 1 && !areClasses) return null;
  const steps = stepsTo(pool, base, line);
  return steps && { pool, base, steps };
}

/** `up = balanced(df)`, by a function that is written here and does so with what it is handed. */
function copiesByCall(call: Call, pool: number, line: StraightLine, context: FixContext): Copies | null {
  const names = namesOf(context);
  const at = names.at(line.statements[pool]!.unit, call.callee);
  const [binding, ...others] = at ? names.bindings(names.variableOf(at)) : [];
  if (binding?.statement.kind !== 'define-function' || others.length > 0) return null;
  const { unit, statement } = binding;
  const { parameters, body } = statement.function;
  const last = body.at(-1);
  const inside = statementsIn(body);
  const isPlain =
    last?.kind === 'return' &&
    inside.filter(({ kind }) => kind === 'return').length === 1 &&
    !names.within(unit, statement).some(({ role }) => role === 'stores') &&
    call.arguments.every(({ value }) => value.kind !== 'spread');
  if (!isPlain) return null;
  const own = new StraightLine({ unit, statement: last }, context);
  const end = own.statements.length - 1;
  const held = last.value?.kind === 'name' ? own.holdsAt(last.value, end) : null;
  const copies = copiesAt(held ? held.by : end, own, context);
  if (!copies || copies.base.by !== -1) return null;
  const index = parameters.findIndex(({ target }) => nameOf(target) === copies.base.variable.name);
  const given = call.arguments.find(({ name }) => name === copies.base.variable.name) ?? call.arguments[index];
  const base =
    index >= 0 && given && (given.name ?? nameOf(parameters[index]!.target)) === copies.base.variable.name
      ? line.holdsAt(given.value, pool)
      : null;
  return base && { pool, base, steps: [pool] };
}

/** `pd.concat([…])`, or a call of a function, as it is or in another order: what the only name of an assignment gets. */
function concatIn(at: number, line: StraightLine, context: FixContext): Call | null {
  const located = line.statements[at];
  if (!located) return null;
  const { unit, statement } = located;
  const isGiven =
    statement.kind === 'return' ||
    (statement.kind === 'assign' && statement.targets.length === 1 && statement.targets[0]!.kind === 'name');
  let value = isGiven ? statement.value : null;
  while (value && isReordered(value)) value = value.callee.object;
  if (value?.kind !== 'call') return null;
  const [first] = namesOf(context).within(unit, value);
  const called = first && calledName(value.callee, namesOf(context), first.scope);
  if (called === 'pandas.concat') return isZero(value, 'axis') ? value : null;
  return value.callee.kind === 'name' && called === null ? value : null;
}

/** Is an option not given, or zero? */
const isZero = ({ arguments: given }: Call, option: string): boolean =>
  given.every(
    ({ name, value }) => name !== option || (value.kind === 'constant' && /^(0|index)$/.test(`${value.value}`)),
  );

type MethodCall = Call & { readonly callee: Extract<Expression, { kind: 'attribute' }> };

/** Rows in another order, or under other numbers: `.sample(frac=1)`, `.reset_index(drop=True)` */
export function isReordered(node: Expression): node is MethodCall {
  if (node.kind !== 'call' || node.callee.kind !== 'attribute') return false;
  const has = (wanted: string, value: number | boolean): boolean =>
    node.arguments.some((each) => each.name === wanted && each.value.kind === 'constant' && each.value.value === value);
  if (node.callee.name === 'sample')
    return has('frac', 1) && node.arguments.every(({ name }) => /^(frac|random_state|ignore_index)$/.test(name ?? ''));
  return node.callee.name === 'reset_index' && has('drop', true) && node.arguments.length === 1;
}

/** The tables that rows come from, the nearest first. */
function chainOf(node: Expression, at: number, line: StraightLine, context: FixContext): readonly Held[] {
  if (node.kind === 'name') {
    const held = line.holdsAt(node, at);
    const value = held && line.valueOf(held);
    if (!held) return [];
    return [held, ...(value ? chainOf(value, held.by, line, context) : [])];
  }
  const from = chosenFrom(node, at, line, context);
  return from ? chainOf(from, at, line, context) : [];
}

/** What rows are chosen or drawn from: of `resample(minority, n_samples=500)`, the `minority`. */
function chosenFrom(node: Expression, at: number, line: StraightLine, context: FixContext): Expression | null {
  if (node.kind === 'subscript') return node.object;
  if (node.kind === 'attribute') return /^i?loc$/.test(node.name) ? node.object : null;
  if (node.kind !== 'call') return null;
  if (node.callee.kind === 'attribute' && /^(sample|copy|query|reset_index|get_group|groupby)$/.test(node.callee.name))
    return node.callee.object;
  const names = namesOf(context);
  const [first] = names.within(line.statements[at]!.unit, node);
  const isDrawn = first && calledName(node.callee, names, first.scope) === 'sklearn.utils.resample';
  const rows = isDrawn ? node.arguments.filter(({ name }) => name === null) : [];
  return rows.length === 1 ? rows[0]!.value : null;
}

/**
 * The column that says which rows of a table a part has (`churn` of `df[df["churn"] == 1]`); empty for all rows, null where
 * it is not that simple: rows that are in no part would then be tested.
 */
function maskOf(part: Expression, at: number, base: Held, line: StraightLine, context: FixContext): string | null {
  let column = '';
  let place = at;
  let node: Expression | null = part;
  while (node) {
    if (node.kind === 'name') {
      const held = line.holdsAt(node, place);
      if (isHeld(held, base)) return column;
      node = held && line.valueOf(held);
      place = held?.by ?? place;
      continue;
    }
    const mask = node.kind === 'subscript' ? node.index : node.kind === 'call' ? calledMask(node) : null;
    const own = mask && columnOf(mask);
    if (mask && (own === null || column !== '')) return null;
    column = own ?? column;
    node = chosenFrom(node, place, line, context);
  }
  return null;
}

function calledMask({ callee, arguments: given }: Call): Expression | null {
  return /^(query|groupby)$/.test(nameOf(callee)) ? (given[0]?.value ?? null) : null;
}

/** `churn`, or `churn == 1` */
const IN_WORDS = /^\s*(\w+)\s*(?:[=!]=\s*(?:[\w.]+|'[^']*'|"[^"]*")\s*)?$/;

function columnOf(mask: Expression): string | null {
  if (mask.kind === 'name') return mask.name;
  if (mask.kind === 'constant') return IN_WORDS.exec(`${mask.value}`)?.[1] ?? null;
  if (mask.kind === 'sequence') return mask.items.length === 1 ? columnOf(mask.items[0]!) : null;
  if (mask.kind !== 'operation') return null;
  if (mask.form === 'not' || mask.operator === '~') return columnOf(mask.operands[0]!);
  if (mask.form !== 'comparison' || mask.operands.length !== 2) return null;
  const [column] = mask.operands;
  if (column?.kind === 'attribute') return column.name;
  if (column?.kind === 'name') return column.name;
  if (column?.kind !== 'subscript') return null;
  return column.index.kind === 'constant' ? `${column.index.value}` : nameOf(column.index) || null;
}

/** The statements between a table and the pool made of it that need it; null where what they have is not known. */
function stepsTo(pool: number, base: Held, line: StraightLine): readonly number[] | null {
  const needs = new Map<number, boolean>();
  let isKnown = true;
  const visit = (at: number): boolean => {
    const known = needs.get(at);
    if (known !== undefined) return known;
    needs.set(at, false);
    const found = line.reads(at).map(({ held }) => {
      if (held === null) isKnown = false;
      if (held === null || held.by < base.by) return false;
      if (isHeld(held, base)) return true;
      return held.by > base.by && visit(held.by);
    });
    needs.set(at, found.includes(true));
    return found.includes(true);
  };
  const isMade = visit(pool);
  const steps = [...needs].flatMap(([at, isNeeded]) => (isNeeded ? at : [])).sort((a, b) => a - b);
  const arePlain = steps.every((at) => /^(assign|return)$/.test(line.statements[at]!.statement.kind));
  return isKnown && isMade && arePlain && steps.length === new Set(steps).size ? steps : null;
}
