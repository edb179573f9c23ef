import type { Fix } from '@unpool/shared/protocol/finding.ts';
import type { Site } from '../../flow/observation.ts';
import type { Expression, FlowUnit, Name } from '../../flow/program.ts';
import { nameOf } from '../../flow/walk.ts';
import { confidenceOf, POOLED_UNITS } from '../../provenance/origins.ts';
import { dataOrigins } from '../../provenance/value.ts';
import { calledName } from '../called-name.ts';
import { type Effect, effectOn, worst } from '../effect.ts';
import { type FixContext, placeIn, replace, statementAt, textOf } from '../fix-context.ts';
import { namesOf, type Occurrence, type Occurrences, ownScope, sameVariable, type Variable } from '../occurrences.ts';
import { relatedEstimates } from '../related.ts';
import { textOfConstant } from './columns.ts';
import { isReordered } from './copies-of-base.ts';
import { derivedFrom } from './derived.ts';
import { type Union, unionBehind } from './union.ts';

/** Computes the estimate on the real rows alone: `pooled["score"].mean()` becomes `real["score"].mean()`. */
export function estimateOnReal(context: FixContext): Fix | null {
  const { finding, report, module } = context;
  if (finding.rule !== 'naive-pooling' || !confidenceOf(dataOrigins(report.value), POOLED_UNITS)) return null;
  const union = unionBehind(context);
  if (union?.real.length !== 1) return null;
  if (isWithin(union, report.estimate.site)) return inPlace(union, context);
  const { unit, node } = union;
  const located = statementAt(module, placeIn(context, unit, node));
  const real = rootOf(union.real[0]!.node);
  if (!real || located?.statement.kind !== 'assign' || located.statement.operator !== null) return null;
  const { statement } = located;
  const [target] = statement.targets;
  if (target?.kind !== 'name' || statement.targets.length > 1 || withoutOrder(statement.value) !== node) return null;

  const names = namesOf(context);
  const [pooledAt, realAt] = [names.at(unit, target), names.at(unit, real)];
  if (!pooledAt || !realAt) return null;
  const [pool, part] = [names.variableOf(pooledAt), names.variableOf(realAt)];
  // a name that gets another value may no longer be these rows
  if (names.bindings(pool).length !== 1 || names.bindings(part).length !== 1) return null;

  const sites = relatedEstimates(context).map(({ site }) => site);
  const inside = sites.flatMap((site) => names.within(site.unit, site.node));
  // the whole expression, so that a count beside it (`np.sqrt(len(pooled))`) follows
  const places = [...new Set(inside.filter((other) => sameVariable(names.variableOf(other), pool)))];
  if (
    places.length === 0 ||
    places.some((place) => !sameVariable(names.resolve(part.name, place.scope), part) || picksByPosition(place))
  )
    return null;
  // every other estimate from the pool has a finding, and a repair, of its own
  const derived = derivedFrom(pool, names, ({ unit: at, node: place }) =>
    context.estimates.some(
      ({ site }) => site.unit === at && place && site.node.start <= place.start && site.node.end >= place.end,
    ),
  );
  if (inside.some((other) => derived.has(other))) return null;

  const effect = worst([
    kindOfUnion(node, names, pooledAt),
    ...effects({ names, pool, part, pooledAt, places }),
    startsFresh(names.bindings(part)[0]!),
    derived.meets(sites) ? 'unknown' : 'reads',
  ]);
  if (effect === 'changes') return null;
  return {
    title: `Estimate on the real rows only (${textOf(context, unit, union.real[0]!.node)})`,
    kind: 'repair',
    safety: effect === 'reads' ? 'safe' : 'suggested',
    edits: places.map((place) => replace(context, report.site.unit, place.node!, realIn(place, union, real, context))),
  };
}

/** Of `pd.concat([…]).reset_index(drop=True)`, the rows themselves. */
function withoutOrder(node: Expression): Expression {
  return isReordered(node) ? withoutOrder(node.callee.object) : node;
}

const isWithin = ({ unit, node }: Union, { unit: own, node: around }: Site): boolean =>
  unit === own && around.start <= node.start && node.end <= around.end;

/** `pd.concat([real, synthetic])["score"].mean()` */
function inPlace(union: Union, context: FixContext): Fix | null {
  const { unit, node } = union;
  const names = namesOf(context);
  const [first] = names.within(unit, node);
  if (!first) return null;
  const [only] = union.real;
  const around = first.parents.slice(first.parents.indexOf(node) + 1);
  // other rows may have been chosen, by their place or by what was worked out before
  if (picksByPosition({ ...first, node, parents: around }) || around.some((outer) => isChosenBy(outer, unit, names)))
    return null;
  // beside others of the pool the number would be reckoned of two samples
  const isAlone = !around.some(({ kind }) => kind === 'operation');
  const isSafe = isAlone && kindOfUnion(node, names, first) === 'reads';
  return {
    title: `Estimate on the real rows only (${textOf(context, unit, only!.node)})`,
    kind: 'repair',
    safety: isSafe ? 'safe' : 'suggested',
    edits: [replace(context, unit, node, realText(union, context))],
  };
}

const isChosenBy = (node: Expression, unit: FlowUnit, names: Occurrences): boolean =>
  node.kind === 'subscript' && names.within(unit, node.index).length > 0;

/** The name of the real rows, or of the table that they are a column of. */
function rootOf(node: Expression): Name | null {
  if (node.kind === 'name') return node;
  const isColumn =
    node.kind === 'attribute' ||
    (node.kind === 'subscript' && (node.index.kind === 'constant' || isListOfColumns(node.index)));
  return isColumn && node.object.kind === 'name' ? node.object : null;
}

/** `["age", "income"]` */
const isListOfColumns = (node: Expression): boolean =>
  node.kind === 'sequence' && node.form !== 'tuple' && node.items.every((item) => textOfConstant(item) !== null);

/** The real rows at a place of the pool; where one column is taken, or rows are counted, no columns need be chosen before. */
function realIn({ parents: [outer] }: Occurrence, union: Union, real: Name, context: FixContext): string {
  const { node } = union.real[0]!;
  const isChosen = node.kind === 'subscript' && isListOfColumns(node.index);
  const isOfColumn =
    (outer?.kind === 'subscript' && textOfConstant(outer.index) !== null) ||
    (outer?.kind === 'call' && nameOf(outer.callee) === 'len');
  return isChosen && isOfColumn ? real.name : realText(union, context);
}

/** The real rows as the union would give them: of columns that NumPy puts together, an array. */
export function realText({ unit, node, real: [only] }: Union, context: FixContext): string {
  const text = textOf(context, unit, only!.node);
  if (only!.node.kind === 'name' || node.kind !== 'call' || node.callee.kind !== 'attribute') return text;
  const [at] = namesOf(context).within(unit, node);
  const called = at && calledName(node.callee, namesOf(context), at.scope);
  return called?.startsWith('numpy.') ? `${textOf(context, unit, node.callee.object)}.asarray(${text})` : text;
}

interface Course {
  readonly names: Occurrences;
  readonly pool: Variable;
  /** The real rows. */
  readonly part: Variable;
  readonly pooledAt: Occurrence;
  /** Where the real rows take the place of the pool. */
  readonly places: readonly Occurrence[];
}

/** What happens to the pool, and to the real rows, before the estimate. */
function effects({ names, pool, part, pooledAt, places }: Course): Effect[] {
  const last = places.at(-1)!;
  const end = Math.max(...places.map(({ node }) => node!.end));
  // what is written later also runs later, unless the code runs repeatedly or out of order
  const inOrder =
    [pooledAt, last].every(({ enclosing }) => !enclosing.some(({ kind }) => kind === 'loop')) &&
    [pool.owner, part.owner].every((owner) => owner === ownScope(last) && owner === ownScope(pooledAt));
  const counts = (other: Occurrence): boolean => !inOrder || names.isBefore(other, last.unit, end);
  const beforePool = (other: Occurrence): boolean =>
    inOrder && ownScope(other) === part.owner && names.isBefore(other, pooledAt.unit, pooledAt.statement.start);
  return [
    effectOn(pool, names, counts),
    effectOn(part, names, (other) => counts(other) && !beforePool(other)),
    // the pool got what was put into the real rows before, but what was taken out of them it may have from the others
    effectOn(part, names, (other) => beforePool(other) && !isAddition(other)) === 'changes' ? 'changes' : 'reads',
  ];
}

/** `real["column"] = …` */
const isAddition = ({ role, statement, parents }: Occurrence): boolean =>
  role === 'stores' && statement.kind === 'assign' && parents.at(-1)?.kind === 'subscript';

/** Rows that are known under another name too could be changed under that one. */
function startsFresh({ statement, node }: Occurrence): Effect {
  if (statement.kind !== 'assign') return 'reads';
  if (!statement.targets.includes(node!)) return 'unknown';
  const { kind } = statement.value;
  return kind === 'name' || kind === 'attribute' || kind === 'conditional' || kind === 'unknown' ? 'unknown' : 'reads';
}

/** Does the union surely give the same type as its parts, with their columns and no more? */
function kindOfUnion(node: Expression, names: Occurrences, { scope }: Occurrence): Effect {
  if (node.kind === 'operation') return 'reads';
  if (node.kind !== 'call') return 'unknown';
  if (node.arguments.some(({ name }) => name !== null && /^(keys|names|levels)$/.test(name))) return 'changes';
  return /^(pandas|polars)\.concat$/.test(calledName(node.callee, names, scope) ?? '') ? 'reads' : 'unknown';
}

/** Are rows taken by their place (`pooled.iloc[:100]`, `pooled.sample(200)`)? The real ones alone have other places. */
function picksByPosition({ node, parents }: Occurrence): boolean {
  let current: Expression = node!;
  for (const parent of parents) {
    if (parent.kind === 'attribute') {
      if (/^(iloc|iat|at|sample|take|head|tail|nlargest|nsmallest|slice|limit)$/.test(parent.name)) return true;
    } else if (parent.kind === 'subscript' && parent.object === current) {
      const rows =
        parent.index.kind === 'sequence' && parent.index.form === 'tuple' ? parent.index.items[0] : parent.index;
      if (rows?.kind === 'slice' ? rows.parts.length > 0 : rows && isNumber(rows)) return true;
    } else if (parent.kind !== 'call' || parent.callee !== current) return false;
    current = parent;
  }
  return false;
}

function isNumber(node: Expression): boolean {
  if (node.kind === 'constant') return typeof node.value === 'number';
  if (node.kind === 'sequence') return node.items.some(isNumber);
  return node.kind === 'operation' && node.form === 'negative';
}
