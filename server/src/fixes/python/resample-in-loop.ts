import type { Edit, Fix } from '@unpool/shared/protocol/finding.ts';
import type { Call, Expression, FlowUnit, Span, Statement } from '../../flow/program.ts';
import { nameOf } from '../../flow/walk.ts';
import { contains, type FixContext, replace, statementsAround, textOf } from '../fix-context.ts';
import { freeName } from '../names.ts';
import { namesOf, type Occurrence, sameVariable } from '../occurrences.ts';
import { insertAfter, insertBefore, removeStatement } from './lines.ts';
import { areResults, follows, nothingHappensUntil, type Resampling, resampling } from './resampling.ts';

type Loop = Extract<Statement, { readonly kind: 'loop' }>;

/** Folds that are looped over: the resampler moves into the loop, behind the training rows, which it alone gets. */
export function resampleInLoop(context: FixContext): Fix | null {
  const { finding, report, module } = context;
  if (finding.rule !== 'synthetic-in-test' || report.estimate.resplits) return null;
  const resample = resampling(context);
  const { unit } = report.site;
  if (!resample || resample.unit !== unit) return null;
  for (const loop of statementsAround(module, finding.place)) {
    const split = loop.kind === 'loop' ? splitOf(loop) : null;
    if (loop.kind !== 'loop' || !split) continue;
    const parts = partsIn(loop, split, unit, resample, context);
    return parts && repair(parts, split, unit, resample, context);
  }
  return null;
}

/** `for train, test in folds.split(X, y):`, also counted */
function splitOf({
  target,
  iterable,
}: Loop): { readonly call: Call; readonly train: string; readonly test: string } | null {
  const isCounted =
    iterable?.kind === 'call' && iterable.callee.kind === 'name' && iterable.callee.name === 'enumerate';
  const call = isCounted ? iterable.arguments[0]?.value : iterable;
  const pair = isCounted && target?.kind === 'sequence' ? target.items[1] : target;
  if (call?.kind !== 'call' || call.callee.kind !== 'attribute' || call.callee.name !== 'split') return null;
  if (call.arguments.length < 1 || call.arguments.length > 2 || call.arguments.some(({ name }) => name !== null))
    return null;
  const [train, test] = pair?.kind === 'sequence' && pair.items.length === 2 ? pair.items : [];
  return train?.kind === 'name' && test?.kind === 'name' ? { call, train: train.name, test: test.name } : null;
}

type Split = NonNullable<ReturnType<typeof splitOf>>;

interface Parts {
  /** Where the names of the resampled rows and labels stand, in the loop, and which of both each is. */
  readonly uses: readonly { readonly node: Expression; readonly index: number }[];
  /** The training rows and labels, as they are taken, and the names that they get there; null where they get none. */
  readonly train: readonly Taken[];
  /** The later of the statements that they are taken in. */
  readonly last: Statement;
}

interface Taken {
  readonly statement: Statement;
  readonly node: Expression;
  readonly name: string | null;
  readonly index: number;
}

/** Null where anything else is done with the resampled rows than to take the two parts of them. */
function partsIn(loop: Loop, split: Split, unit: FlowUnit, resample: Resampling, context: FixContext): Parts | null {
  const names = namesOf(context);
  const located = { unit, statement: loop };
  const rows = split.call.arguments.map(({ value }) => value);
  if (
    !areResults(
      rows.length === 2 ? rows : [rows[0]!, labelsOf(loop, unit, resample, context)!],
      unit,
      resample,
      context,
    )
  )
    return null;
  if (!follows(located, resample, context, true) || !nothingHappensUntil(located, resample, context)) return null;
  const { isInPlace } = resample;
  if (!isInPlace && resample.outputs.some((name) => resample.inputs.includes(name))) return null;
  const uses: { node: Expression; index: number }[] = [];
  const taken: Taken[] = [];
  for (const [index, result] of resample.results.entries())
    for (const use of names.of(result)) {
      if (!use.node || use.statement === resample.statement) continue;
      if (names.isBefore(use, unit, resample.statement.start)) continue;
      const isIn = use.unit === unit && loop.start <= use.node.start && use.node.end <= loop.end;
      if (!isIn && (isInPlace || !isPrinted(use))) return null;
      if (!isIn) continue;
      uses.push({ node: use.node, index });
      if (rows.includes(use.node)) continue;
      const part = partTaken(use, split);
      if (!part || use.role !== 'reads' || !loop.body.includes(use.statement)) return null;
      if (part.of === 'train')
        taken.push({ statement: use.statement, node: part.node, name: nameGiven(part.node, use.statement), index });
    }
  const [first, second, ...others] = taken.sort((a, b) => a.statement.start - b.statement.start);
  if (!first || !second || others.length > 0 || first.index === second.index) return null;
  const isNamed = first.name !== null && second.name !== null && first.name !== second.name;
  const isEarly = names
    .within(unit, { start: loop.start, end: second.statement.end })
    .some(({ name, statement }) => taken.some((part) => part.name === name && statement !== part.statement));
  const isInline = first.name === null && second.name === null && first.statement === second.statement;
  if (isNamed ? isEarly && first.statement !== second.statement : !isInline) return null;
  return { uses, train: first.index === 0 ? [first, second] : [second, first], last: second.statement };
}

/** Where only the rows are split, the labels are those that are taken by the same folds. */
function labelsOf(loop: Loop, unit: FlowUnit, { results }: Resampling, context: FixContext): Expression | null {
  const names = namesOf(context);
  return names.within(unit, loop).find((use) => sameVariable(results[1]!, names.variableOf(use)))?.node ?? null;
}

/** `X[train]` of an array, `X.iloc[train]`; which rows `X[train]` of a table takes, its index says. */
function partTaken({ parents }: Occurrence, { train, test }: Split): { node: Expression; of: 'train' | 'test' } | null {
  const node = parents[0]?.kind === 'attribute' && parents[0].name === 'iloc' ? parents[1] : parents[0];
  if (node?.kind !== 'subscript') return null;
  const index = node.index.kind === 'sequence' && node.index.items.length === 2 ? node.index.items[0]! : node.index;
  if (index.kind !== 'name' || (index !== node.index && !isAll(node.index))) return null;
  return index.name === train ? { node, of: 'train' } : index.name === test ? { node, of: 'test' } : null;
}

/** `X[train, :]` */
const isAll = (index: Expression): boolean =>
  index.kind === 'sequence' && index.items[1]?.kind === 'slice' && index.items[1].parts.length === 0;

/** `X_train = X[train]`, `X_train, X_test = X[train], X[test]` */
function nameGiven(node: Expression, statement: Statement): string | null {
  if (statement.kind !== 'assign' || statement.operator !== null || statement.targets.length !== 1) return null;
  const [target] = statement.targets;
  if (statement.value === node) return target?.kind === 'name' ? target.name : null;
  if (statement.value.kind !== 'sequence' || target?.kind !== 'sequence') return null;
  if (target.items.length !== statement.value.items.length) return null;
  const given = target.items[statement.value.items.indexOf(node)];
  return given?.kind === 'name' ? given.name : null;
}

const isPrinted = ({ statement, role }: Occurrence): boolean =>
  role === 'reads' &&
  statement.kind === 'evaluate' &&
  statement.value.kind === 'call' &&
  nameOf(statement.value.callee) === 'print';

function repair(
  { uses, train, last }: Parts,
  { call }: Split,
  unit: FlowUnit,
  resample: Resampling,
  context: FixContext,
): Fix | null {
  const names = namesOf(context);
  if (!isByPlace(uses, resample, context)) return null;
  // the sampler, and the rows before, mean the same in the loop
  const at = names.within(unit, call)[0]!.scope;
  const meant = names.within(resample.unit, resample.call);
  if (meant.some((use) => !sameVariable(names.resolve(use.name, at), names.variableOf(use)))) return null;
  const sampler = names.within(resample.unit, resample.call.callee).map((use) => names.variableOf(use));
  if (sampler.some((variable) => names.bindings(variable).length > 1)) return null;
  const { isInPlace } = resample;
  const isPrintedToo = resample.results.some((result) =>
    names
      .of(result)
      .some((use) => use.node && use.statement !== resample.statement && !uses.some(({ node }) => node === use.node)),
  );
  const text = (node: Span) => textOf(context, unit, node);
  const callee = textOf(context, resample.unit, resample.call.callee);
  const isInline = train.every(({ name }) => name === null);
  const rows = train.map(({ name }, index) => name ?? freeName(context.module, index === 0 ? 'X_train' : 'y_train'));
  const inputs = train.map(({ node }, index) => {
    const use = uses.find((other) => contains(node, other.node) && other.index === index)!;
    return resample.inputs[index]! + text({ start: use.node.end, end: node.end });
  });
  const edits: Edit[] = [
    ...(isInPlace || !isPrintedToo ? [removeStatement(context, unit, resample.statement)] : []),
    ...uses
      .filter(({ node }) => !isInPlace && !(isInline && train.some((part) => contains(part.node, node))))
      .map(({ node, index }) => replace(context, unit, node, resample.inputs[index]!)),
    ...(isInline
      ? [
          insertBefore(context, unit, last, [`${rows.join(', ')} = ${callee}(${inputs.join(', ')})`]),
          ...train.map(({ node }, index) => replace(context, unit, node, rows[index]!)),
        ]
      : [insertAfter(context, unit, last, [`${rows.join(', ')} = ${callee}(${rows.join(', ')})`])]),
  ];
  return { title: 'Resample the training rows of each fold only', kind: 'repair', safety: 'suggested', edits };
}

/**
 * Resampled rows are numbered from 0, and those before may not be: `y[train]` of a column takes others then. By `iloc`, or
 * of an array, rows are taken by their place.
 */
function isByPlace(uses: Parts['uses'], { unit, call, inputs }: Resampling, context: FixContext): boolean {
  const names = namesOf(context);
  return inputs.every((_, index) => {
    const isPlain = uses
      .filter((use) => use.index === index)
      .some(({ node }) => names.at(unit, node)!.parents[0]?.kind === 'subscript');
    if (!isPlain) return true;
    const given = call.arguments[index]!.value;
    const occurrence = names.at(unit, given);
    if (!occurrence) return isArray(given);
    const bound = names.bindings(names.variableOf(occurrence)).filter(({ statement }) => statement.end <= call.start);
    return bound.length === 1 && isArray(valueBound(bound[0]!));
  });
}

function valueBound({ statement, node }: Occurrence): Expression | null {
  if (statement.kind !== 'assign') return null;
  const [target] = statement.targets;
  if (target?.kind === 'name') return statement.value;
  if (target?.kind !== 'sequence') return null;
  return statement.value.kind === 'sequence'
    ? (statement.value.items[target.items.indexOf(node!)] ?? null)
    : statement.value;
}

/** `df["y"].values`, `np.asarray(y)`, `make_classification(…)` */
const isArray = (node: Expression | null): boolean =>
  node !== null &&
  (node.kind === 'attribute'
    ? node.name === 'values'
    : node.kind === 'call' && /^(to_numpy|array|asarray|make_\w+|fit_transform|ravel)$/.test(nameOf(node.callee)));
