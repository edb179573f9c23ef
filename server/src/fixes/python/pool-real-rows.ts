import type { Edit, Fix } from '@unpool/shared/protocol/finding.ts';
import { originColumnOf } from '../../flow/origin-column.ts';
import type { Expression, FlowUnit, Statement } from '../../flow/program.ts';
import { confidenceOf, has, isOnly, POOLED_UNITS, REAL, SYNTHETIC } from '../../provenance/origins.ts';
import { causeOfKind } from '../../provenance/trace.ts';
import { dataOrigins, unitOrigins, type Value } from '../../provenance/value.ts';
import { calledName } from '../called-name.ts';
import { effectOn } from '../effect.ts';
import { type FixContext, type Located, replace, statementAt, textOf } from '../fix-context.ts';
import { namesOf, type Occurrence, ownScope } from '../occurrences.ts';
import { derivedFrom } from './derived.ts';
import { estimateOnReal } from './estimate-on-real.ts';
import { removeStatement } from './lines.ts';
import { assignmentOf } from './made.ts';
import { isOfBothKinds, joined, textsOf, type Union, unionBehind } from './union.ts';

/**
 * Leaves the synthetic rows out of a pool that nothing but numbers are made of, where the rows do not stand in the number
 * itself: `cases.extend(synthetic)` goes, and `pool = real + synthetic`, which a loop goes through, becomes `pool = real`.
 */
export function poolRealRows(context: FixContext): Fix | null {
  const { finding, report } = context;
  if (finding.rule !== 'naive-pooling' || !confidenceOf(dataOrigins(report.value), POOLED_UNITS)) return null;
  // the numbers of each origin would have none of the others
  if (originColumnOf(report.value) !== null) return null;
  const pooling = poolingBehind(context);
  if (!pooling || !isForNumbers(pooling, context) || estimateOnReal(context)) return null;
  return {
    title: `Estimate on the real rows only (${pooling.real})`,
    kind: 'repair',
    safety: 'suggested',
    edits: pooling.edits,
  };
}

/** The statement that gives a name to real and synthetic rows together, and what it becomes without the synthetic ones. */
interface Pooling {
  readonly unit: FlowUnit;
  readonly statement: Statement;
  readonly name: Occurrence;
  readonly real: string;
  /** Had the name the real rows before? */
  readonly isAdded: boolean;
  readonly edits: readonly Edit[];
}

function poolingBehind(context: FixContext): Pooling | null {
  const cause = causeOfKind(context.report.value, SYNTHETIC, 'pool');
  const located = cause?.place && statementAt(context.module, cause.place);
  if (!cause || !located) return null;
  const { unit, statement } = located;
  const name = rowsOf(statement);
  const at = name && namesOf(context).at(unit, name);
  if (!at) return null;
  const [own, added] = cause.inputs;
  if (statement.kind === 'evaluate' || (statement.kind === 'assign' && statement.operator !== null)) {
    const isPlain = cause.inputs.length === 2 && cause.place!.start === statement.start;
    if (!isPlain || !isOnly(unitOrigins(own!), REAL) || has(unitOrigins(added!), REAL)) return null;
    const edits = [removeStatement(context, unit, statement)];
    return { unit, statement, name: at, real: at.name, isAdded: true, edits };
  }
  const listed = fromList(located, at, cause.inputs, context);
  const union = unionBehind(context);
  return listed ?? (union && isOfBothKinds(union) ? withoutSynthetic(union, statement, at, context) : null);
}

/** The name whose rows a statement makes more, or makes. */
function rowsOf(statement: Statement): Expression | null {
  if (statement.kind === 'assign') {
    const [target] = statement.targets;
    const isPlain = statement.operator === null || /^\+=?$/.test(statement.operator);
    return isPlain && statement.targets.length === 1 && target?.kind === 'name' ? target : null;
  }
  if (statement.kind !== 'evaluate' || statement.value.kind !== 'call') return null;
  const { callee, arguments: given } = statement.value;
  const isExtend = callee.kind === 'attribute' && callee.name === 'extend' && given.length === 1;
  return isExtend && callee.object.kind === 'name' ? callee.object : null;
}

/** `frames = [real, synthetic]`, and `pool = pd.concat(frames)` of nothing else: the list becomes that of the real rows. */
function fromList(
  { unit, statement }: Located,
  at: Occurrence,
  inputs: readonly Value[],
  context: FixContext,
): Pooling | null {
  const names = namesOf(context);
  if (statement.kind !== 'assign' || statement.value.kind !== 'call') return null;
  const { callee, arguments: given } = statement.value;
  const [list] = given;
  if (list?.value.kind !== 'name' || calledName(callee, names, at.scope) !== 'pandas.concat') return null;
  const made = assignmentOf(list.value, unit, context);
  if (!made?.isReadOnce || made.statement.value.kind !== 'sequence' || made.statement.value.form !== 'list')
    return null;
  const { items } = made.statement.value;
  const origins = inputs.map(unitOrigins);
  const real = items.filter((_, index) => isOnly(origins[index]!, REAL));
  const areKnown = origins.every((origin) => isOnly(origin, REAL) || !has(origin, REAL));
  const isPlain = items.length === inputs.length && items.every(({ kind }) => kind !== 'spread');
  if (!isPlain || !areKnown || real.length === 0 || names.bindings(names.variableOf(at)).length !== 1) return null;
  const text = real.map((node) => textOf(context, made.unit, node)).join(', ');
  const edits = [replace(context, made.unit, made.statement.value, `[${text}]`)];
  return { unit, statement, name: at, real: text, isAdded: false, edits };
}

/** `pool = real + synthetic`, `df = pd.concat([df, synthetic])` */
function withoutSynthetic(union: Union, statement: Statement, at: Occurrence, context: FixContext): Pooling | null {
  const { unit, node, real } = union;
  if (statement.kind !== 'assign' || statement.value !== node) return null;
  const names = namesOf(context);
  const variable = names.variableOf(at);
  const own = real.find((part) => part.node.kind === 'name' && part.node.name === at.name);
  const isAdded = own !== undefined;
  if (isAdded ? real.length !== 1 : names.bindings(variable).length !== 1) return null;
  const text = isAdded ? '' : realPool(union, at, context);
  if (text === null) return null;
  const edits = isAdded ? [removeStatement(context, unit, statement)] : [replace(context, unit, node, text)];
  const title = textsOf(real, unit, context).join(', ');
  return { unit, statement, name: at, real: title, isAdded, edits };
}

/** Rows that are worked on stay others than the real ones. */
function realPool(union: Union, at: Occurrence, context: FixContext): string | null {
  const { unit, node, real } = union;
  const texts = textsOf(real, unit, context);
  if (node.kind === 'sequence') {
    const isSpread = node.items.every(({ kind }) => kind === 'spread');
    return isSpread && node.form === 'list' ? `[${texts.map((text) => `*${text}`).join(', ')}]` : null;
  }
  const names = namesOf(context);
  if (node.kind === 'operation') {
    const text = joined(union, texts, context);
    const isChanged = effectOn(names.variableOf(at), names, () => true) !== 'reads';
    return real.length === 1 && isChanged ? `list(${text})` : text;
  }
  return null; // tables have a repair of their own, where the number is
}

/** Is the pool only counted, gone through and reckoned with after it is made, in the same function? */
function isForNumbers(pooling: Pooling, context: FixContext): boolean {
  const { unit, statement, name, isAdded } = pooling;
  const names = namesOf(context);
  const variable = names.variableOf(name);
  if (name.enclosing.some(({ kind }) => kind === 'loop')) return false;
  const isLater = (other: Occurrence): boolean =>
    other.statement !== statement && !(isAdded && names.isBefore(other, unit, statement.start));
  const later = names.of(variable).filter(isLater);
  const derived = derivedFrom(variable, names, (other) => !isLater(other));
  return (
    later.every(
      (other) =>
        other.role === 'reads' &&
        other.node !== null &&
        ownScope(other) === ownScope(name) &&
        isCounted(other, context),
    ) && names.all.every((other) => !derived.has(other) || !isKept(other))
  );
}

const GOES_THROUGH =
  /^builtins\.(len|print|sum|enumerate|zip|sorted|list|range|min|max|any|all|iter|reversed)$|^tqdm\b/;

const isByPlace = (node: Expression): boolean =>
  node.kind === 'attribute'
    ? /^(iloc|iat|at|sample|take|head|tail|nlargest|nsmallest)$/.test(node.name)
    : node.kind === 'subscript' && node.index.kind === 'slice';

/** Nothing gets the pool itself but what a number is made with. */
function isCounted(at: Occurrence, context: FixContext): boolean {
  const names = namesOf(context);
  const { unit, statement } = at;
  if (statement.kind === 'return') return context.report.estimate.site.statement === statement;
  // the real rows alone have other places
  if (at.parents.some(isByPlace)) return false;
  const isInNumber = context.estimates.some(
    ({ site }) => site.unit === unit && site.node.start <= at.node!.start && at.node!.end <= site.node.end,
  );
  if (isInNumber) return true;
  if (statement.kind === 'assign' && statement.targets.some(({ kind }) => kind !== 'name')) return false;
  let node: Expression = at.node!;
  for (const parent of at.parents) {
    // what is picked may be the synthetic rows
    if (parent.kind === 'comprehension') return parent.clauses.every(({ conditions }) => conditions.length === 0);
    if (parent.kind === 'call') {
      if (parent.callee === node) {
        if (node.kind !== 'attribute' || !/^(mean|sem|std|var|sum|count|median|describe)$/.test(node.name))
          return false;
      } else if (!GOES_THROUGH.test(calledName(parent.callee, names, at.scope) ?? '')) return false;
    } else if (!/^(attribute|subscript|operation|template)$/.test(parent.kind)) return false;
    node = parent;
  }
  // another name for the same rows might be changed, or handed on
  if (statement.kind === 'assign') return node.kind !== 'name';
  return statement.kind === 'loop' || statement.kind === 'evaluate' || statement.kind === 'if';
}

/** Is what is worked out trained on, or written to a file? */
const isKept = ({ parents }: Occurrence): boolean =>
  parents.some(
    (parent) =>
      parent.kind === 'call' &&
      parent.callee.kind === 'attribute' &&
      /^(fit\w*|partial_fit|train\w*|dumps?|write\w*|save\w*|to_(csv|json|parquet|excel|pickle|feather))$/.test(
        parent.callee.name,
      ),
  );
