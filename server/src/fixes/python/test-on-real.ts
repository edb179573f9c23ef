import type { Edit, Fix } from '@unpool/shared/protocol/finding.ts';
import type { Call, Expression, FlowUnit } from '../../flow/program.ts';
import { calledName } from '../called-name.ts';
import { effectOn } from '../effect.ts';
import { type FixContext, placeIn, replace, textOf } from '../fix-context.ts';
import { namesOf, type Occurrence, sameVariable, type Variable } from '../occurrences.ts';
import { insertBehindImports, moduleName } from './imports.ts';
import { insertAfter, removeStatement } from './lines.ts';
import { type SplitCall, splitBehind } from './splits.ts';
import { fixedName, isOfBothKinds, joined, nameOfUnion, type Part, textsOf, type Union, unionBehind } from './union.ts';

/**
 * Splits the real rows alone, and adds the synthetic ones to the training part:
 * `train, test = train_test_split(pd.concat([real, synthetic]))` becomes `train, test = train_test_split(real)` and
 * `train = pd.concat([train, synthetic])`.
 */
export function testOnReal(context: FixContext): Fix | null {
  const { finding, report } = context;
  if (finding.rule !== 'synthetic-in-test' || report.estimate.resplits) return null;
  const union = unionBehind(context);
  // copies of rows that are tested then would be trained on
  if (!union || !isOfBothKinds(union) || union.parts.some(({ areCopies }) => areCopies)) return null;
  const split = splitBehind(context);
  if (!split) return null;
  const pool = nameOfUnion(union, context);
  const rows = split.given.map((node) => rowsOf(node, split, union, pool, context));
  const known = rows.filter((row) => row !== null);
  if (known.length !== rows.length || !isUndisturbed(split, union, pool, known, context)) return null;
  const edits =
    known.length === 1 && known[0]!.isWhole
      ? wholeRows(split, union, pool, known[0]!, context)
      : columns(split, union, pool, known, context);
  return (
    edits && {
      title: 'Test on real rows only, and train on the synthetic ones too',
      kind: 'repair',
      safety: 'suggested',
      edits,
    }
  );
}

/** One of the things that are split, as far as it is the pool or some columns of it. */
interface Rows {
  /** The expression that holds the pool: as given to the split, or where the name that is given gets its value. */
  readonly node: Expression;
  readonly unit: FlowUnit;
  /** The places of the pool in it. */
  readonly pools: readonly Expression[];
  readonly isWhole: boolean;
  /** An array, as opposed to a table or a column of one. */
  readonly isArray: boolean;
  readonly name: Variable | null;
}

function rowsOf(
  given: Expression,
  { unit }: SplitCall,
  union: Union,
  pool: Occurrence | null,
  context: FixContext,
): Rows | null {
  const direct = columnsOf(given, unit, union, pool, context);
  if (direct) return { ...direct, node: given, unit, name: null };
  const name = fixedName(given, unit, context);
  const [binding] = name ? namesOf(context).bindings(name) : [];
  const value = binding && givenTo(binding);
  const found = value && columnsOf(value, binding.unit, union, pool, context);
  return found ? { ...found, node: value, unit: binding.unit, name } : null;
}

/** What a name gets, also as one of several: `X, y = pool[features], pool["label"]`. */
function givenTo({ statement, node }: Occurrence): Expression | null {
  if (statement.kind !== 'assign' || statement.operator !== null || statement.targets.length !== 1) return null;
  const [target] = statement.targets;
  if (target === node) return statement.value;
  if (target?.kind !== 'sequence' || statement.value.kind !== 'sequence') return null;
  const { items } = statement.value;
  const isEach =
    target.items.length === items.length && [...target.items, ...items].every(({ kind }) => kind !== 'spread');
  return (isEach && items[target.items.indexOf(node!)]) || null;
}

/** Is an expression the pool, or a choice of its columns (`pool[["a", "b"]].values`)? */
function columnsOf(
  node: Expression,
  unit: FlowUnit,
  union: Union,
  pool: Occurrence | null,
  context: FixContext,
): Pick<Rows, 'pools' | 'isWhole' | 'isArray'> | null {
  const names = namesOf(context);
  const isPool = (other: Expression): boolean => {
    if (other === union.node) return true;
    const at = pool && names.at(unit, other);
    return !!at && sameVariable(names.variableOf(at), names.variableOf(pool));
  };
  let isArray = false;
  let current = node;
  for (;;) {
    if (isPool(current)) return { pools: [current], isWhole: current === node, isArray };
    if (current.kind === 'call' && current.callee.kind === 'attribute') {
      const { name, object } = current.callee;
      if (name === 'to_numpy') isArray = true;
      else if (!/^(drop|copy|astype|sample)$/.test(name) || (name === 'sample' && !isShuffle(current))) return null;
      if (
        name === 'drop' &&
        !current.arguments.some((argument) => argument.name === 'columns' || argument.name === 'axis')
      )
        return null;
      if (
        current.arguments.some(({ value }) =>
          names.within(unit, value).some(({ node: inner }) => inner && isPool(inner)),
        )
      )
        return null;
      current = object;
    } else if (current.kind === 'attribute') {
      if (current.name === 'values') isArray = true;
      current = current.object;
    } else if (
      current.kind === 'subscript' &&
      current.index.kind !== 'slice' &&
      names.within(unit, current.index).every(({ node: inner }) => inner && !isPool(inner))
    )
      current = current.object;
    else return null;
  }
}

const isShuffle = ({ arguments: given }: Call): boolean =>
  given.every(({ name }) => name === 'frac' || name === 'random_state') && given.length > 0;

/** Nothing happens to the rows before they are split, and nothing else is made of what is split. */
function isUndisturbed(
  split: SplitCall,
  union: Union,
  pool: Occurrence | null,
  rows: readonly Rows[],
  context: FixContext,
): boolean {
  const names = namesOf(context);
  const isBefore = (other: Occurrence): boolean => names.isBefore(other, split.unit, split.statement.end);
  const isBetween = (other: Occurrence): boolean =>
    isBefore(other) && !names.isBefore(other, union.unit, union.node.end);
  const poolIsRead = !pool || effectOn(names.variableOf(pool), names, isBefore) === 'reads';
  const [at] = names.within(split.unit, split.call);
  const isSame = ({ node }: Part): boolean => {
    if (node.kind !== 'name') return true;
    const part = fixedName(node, union.unit, context);
    return (
      !!part && sameVariable(names.resolve(part.name, at!.scope), part) && effectOn(part, names, isBetween) === 'reads'
    );
  };
  if (!poolIsRead || !union.parts.every(isSame)) return false;
  return rows.every(({ name }) => {
    if (!name) return true;
    const others = names.of(name).filter(({ role, statement }) => role !== 'binds' && statement !== split.statement);
    return others.length === 0;
  });
}

/** `train, test = train_test_split(pool)` */
function wholeRows(
  split: SplitCall,
  union: Union,
  pool: Occurrence | null,
  { pools, name }: Rows,
  context: FixContext,
): Edit[] | null {
  if (name) return null;
  const { unit } = split;
  const [training] = split.training;
  const real = joined(union, textsOf(union.real, union.unit, context), context);
  const both = joined(union, [training!, ...textsOf(union.synthetic, union.unit, context)], context);
  if (real === null || both === null) return null;
  const isRemoved = pool !== null && countOf(pool, context) === poolsIn(split, pool, context).length;
  const isShort = union.real.length === 1 && union.real[0]!.node.kind === 'name';
  // what is read from a file stays read once
  if (!union.parts.every((part) => part.node.kind === 'name') && pool && !isRemoved) return null;
  const places = pool ? poolsIn(split, pool, context) : pools;
  if (places.length > 1 && !isShort) return null;
  return [
    ...(isRemoved ? [removeStatement(context, union.unit, pool.statement)] : []),
    ...places.map((place) => replace(context, unit, place, real)),
    insertAfter(context, unit, split.statement, [`${training} = ${both}`]),
  ];
}

/** `X = pool[["a", "b"]]`, `y = pool["label"]`, and both are split. */
function columns(
  split: SplitCall,
  union: Union,
  pool: Occurrence | null,
  rows: readonly Rows[],
  context: FixContext,
): Edit[] | null {
  const { unit, training } = split;
  const [real, synthetic] = [union.real, union.synthetic];
  if (![...real, ...synthetic].every(({ node }) => node.kind === 'name') || real.length !== 1 || synthetic.length !== 1)
    return null;
  const [own, made] = [...textsOf(real, union.unit, context), ...textsOf(synthetic, union.unit, context)];
  const list = joinerOf(union, context);
  const [first] = namesOf(context).within(unit, split.call);
  if (!list || !first) return null;
  const numpy = rows.some(({ isArray }) => isArray)
    ? moduleName(context, 'numpy', placeIn(context, unit, split.statement))
    : null;
  const lines = rows.map(({ node, unit: where, pools, isArray }, index) => {
    const text = textOf(context, where, node);
    const [place] = pools;
    const added = text.slice(0, place!.start - node.start) + made + text.slice(place!.end - node.start);
    const call = isArray ? `${numpy!.name}.concatenate` : list;
    return `${training[index]} = ${call}([${training[index]}, ${added}])`;
  });
  const inRows = rows.flatMap(({ unit: where, pools }) => pools.map((node) => ({ node, unit: where })));
  const inSplit = pool ? poolsIn(split, pool, context).map((node) => ({ node, unit })) : [];
  const places = [...inRows, ...inSplit.filter(({ node }) => !inRows.some((other) => other.node === node))];
  const isRemoved = pool !== null && countOf(pool, context) === places.length;
  return [
    ...(isRemoved ? [removeStatement(context, union.unit, pool.statement)] : []),
    ...places.map((place) => replace(context, place.unit, place.node, own!)),
    insertAfter(context, unit, split.statement, lines),
    ...insertBehindImports(context, placeIn(context, unit, split.statement), [numpy?.line ?? null]),
  ];
}

/** What puts tables together here: `pd.concat` */
function joinerOf({ unit, node }: Union, context: FixContext): string | null {
  const names = namesOf(context);
  const [at] = names.within(unit, node);
  if (node.kind !== 'call' || !at || calledName(node.callee, names, at.scope) !== 'pandas.concat') return null;
  return textOf(context, unit, node.callee);
}

const poolsIn = (split: SplitCall, pool: Occurrence, context: FixContext): Expression[] => {
  const names = namesOf(context);
  return names
    .within(split.unit, split.statement)
    .filter((other) => sameVariable(names.variableOf(other), names.variableOf(pool)))
    .map(({ node }) => node!);
};

/** How often a name is read. */
const countOf = (at: Occurrence, context: FixContext): number => {
  const names = namesOf(context);
  return names.of(names.variableOf(at)).filter(({ role }) => role !== 'binds').length;
};
