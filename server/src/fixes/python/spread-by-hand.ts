import type { Edit } from '@unpool/shared/protocol/finding.ts';
import type { Estimate, Site } from '../../flow/observation.ts';
import type { Call, Expression, Span } from '../../flow/program.ts';
import { descendants, nameOf } from '../../flow/walk.ts';
import { has, JUDGED } from '../../provenance/origins.ts';
import { samePlace } from '../../provenance/trace.ts';
import { dataOrigins } from '../../provenance/value.ts';
import { contains, type FixContext, textOf, unitText } from '../fix-context.ts';
import { namesOf } from '../occurrences.ts';
import { areSteady, averaged, besideOf, codesOf } from './beside-mean.ts';
import { removeStatement, sharesLine } from './lines.ts';
import { bindingOf, valueNamed } from './rounds.ts';

/** How far labels are from each other, as code. */
interface Spread {
  readonly is: 'deviation' | 'variance';
  readonly labels: Expression;
}

/** The spread in some code, also where it has a name: `np.std(x)`, `stdev(x)`, `(sum((v - m) ** 2 for v in x) / n) ** 0.5`. */
export function spreadIn(node: Expression, context: FixContext, depth = 4): Spread | null {
  if (depth === 0) return null;
  const inner = (part: Expression | undefined) => (part ? spreadIn(part, context, depth - 1) : null);
  if (node.kind === 'name') return inner(valueNamed(node, context));
  const under = underRoot(node);
  if (under) {
    const variance = inner(under);
    return variance?.is === 'variance' ? { ...variance, is: 'deviation' } : null;
  }
  if (node.kind === 'call') {
    const is = DEVIATION.test(nameOf(node)) ? 'deviation' : VARIANCE.test(nameOf(node)) ? 'variance' : null;
    const labels = is && givenTo(node);
    if (labels) return { is, labels };
    return /^(float|round)$/.test(nameOf(node)) ? inner(node.arguments[0]?.value) : null;
  }
  const squares = node.kind === 'operation' && node.operator === '/' ? squaresIn(node.operands[0]!) : null;
  return squares && { is: 'variance', labels: squares };
}

const DEVIATION = /^(std|nanstd|stdev|pstdev|tstd)$/;
const VARIANCE = /^(var|nanvar|variance|pvariance)$/;

/** `np.std(x, ddof=1)`, `x.std()` */
function givenTo({ callee, arguments: given }: Call): Expression | null {
  const [first] = given.filter(({ name }) => name === null);
  return first?.value ?? (callee.kind === 'attribute' ? callee.object : null);
}

/** `math.sqrt(x)`, `x ** 0.5` */
export function underRoot(node: Expression): Expression | null {
  if (node.kind === 'call') return nameOf(node) === 'sqrt' ? (node.arguments[0]?.value ?? null) : null;
  if (node.kind !== 'operation' || node.operator !== '**') return null;
  const [base, power] = node.operands;
  return power?.kind === 'constant' && power.value === 0.5 ? base! : null;
}

/** `sum((v - mean) ** 2 for v in x)` */
function squaresIn(node: Expression): Expression | null {
  const sum = node.kind === 'call' && nameOf(node) === 'sum' ? node.arguments[0]?.value : undefined;
  if (sum?.kind !== 'comprehension' || sum.clauses.length !== 1 || sum.clauses[0]!.conditions.length > 0) return null;
  const [base, power] = sum.element.kind === 'operation' && sum.element.operator === '**' ? sum.element.operands : [];
  const [label] = base?.kind === 'operation' && base.operator === '-' ? base.operands : [];
  const isSquare = power?.kind === 'constant' && power.value === 2;
  const isLabel = label?.kind === 'name' && label.name === nameOf(sum.clauses[0]!.target);
  return isSquare && isLabel ? sum.clauses[0]!.iterable : null;
}

/** A standard error that is worked out by hand, `1.96 * sd / n ** 0.5`, or its square. */
interface ErrorByHand {
  readonly what: 'standard error' | 'variance of the mean';
  readonly labels: Expression;
  /** What something else takes the place of. */
  readonly replaced: readonly Span[];
  /** The code with something else for the standard error. */
  around(error: string): string;
}

export function errorByHand({ node, unit }: Site, context: FixContext): ErrorByHand | null {
  const [above, below] = node.kind === 'operation' && node.operator === '/' ? node.operands : [];
  if (!above || !below) return null;
  const at = factorsIn(above, context);
  const isOfRoot = underRoot(below.kind === 'name' ? (bindingOf(below, context)?.statement.value ?? below) : below);
  if (!at || (at.spread.is === 'deviation') !== (isOfRoot !== null)) return null;
  if (at.spread.is === 'variance' && at.node !== above) return null;
  const text = (span: Span) => textOf(context, unit, span);
  const [before, after] = [
    { start: above.start, end: at.node.start },
    { start: at.node.end, end: above.end },
  ].map(text);
  return {
    what: at.spread.is === 'deviation' ? 'standard error' : 'variance of the mean',
    labels: at.spread.labels,
    replaced: [at.node, below],
    around: (error) => `${before}${error}${after}`,
  };
}

/** The spread in a product: `1.96 * sd` */
export function factorsIn(
  node: Expression,
  context: FixContext,
): { readonly node: Expression; readonly spread: Spread } | null {
  const spread = spreadIn(node, context);
  if (spread) return { node, spread };
  if (node.kind !== 'operation' || node.operator !== '*') return null;
  const found = node.operands.flatMap((each) => factorsIn(each, context) ?? []);
  return found.length === 1 ? found[0]! : null;
}

/** Any standard error that is seen as code: of what it is. */
const labelsOf = ({ site }: Estimate, context: FixContext): Expression | null =>
  errorByHand(site, context)?.labels ??
  (site.node.kind === 'call' && nameOf(site.node) === 'sem' ? givenTo(site.node) : null);

/** What belongs to the mean of the same labels, and the lines that nothing needs afterwards. */
export interface WithSpread {
  readonly context: FixContext;
  readonly edits: readonly Edit[];
}

/**
 * A mean with its standard error, each worked out of the labels: `1.96 * np.std(scores) / np.sqrt(len(scores))` beside
 * `np.mean(scores)`. Null where there is no such mean.
 */
export function withSpread(context: FixContext): WithSpread | null {
  const { report } = context;
  const estimates = context.estimates.map((each) => named(each, context));
  const own = estimates.find(({ site }) => samePlace(site.place, report.site.place)) ?? report.estimate;
  for (const mean of estimates) {
    const value = mean.data.find((each) => has(dataOrigins(each), JUDGED));
    if (!/^(mean|rate)$/.test(mean.what) || mean.of || mean.framework || !value) continue;
    const errors = errorsOf(mean, estimates, context);
    const isHere = [mean, ...errors].some(({ site }) => samePlace(site.place, own.site.place));
    if (errors.length === 0 || !isHere) continue;
    const linked = errors.map((each) => ({ ...each, of: mean }));
    const rest = estimates.filter(
      (other) => ![mean, ...errors].some(({ site }) => samePlace(site.place, other.site.place)),
    );
    const all = [mean, ...linked, ...rest];
    return {
      context: { ...context, estimates: all, report: { ...report, estimate: mean, value, site: mean.site } },
      edits: leftOver(errors, context),
    };
  }
  return null;
}

/** A variance is no standard error yet. */
function named(estimate: Estimate, context: FixContext): Estimate {
  const by = estimate.what === 'standard error' && !estimate.of ? errorByHand(estimate.site, context) : null;
  return by && by.what !== estimate.what ? { ...estimate, what: by.what } : estimate;
}

function errorsOf(mean: Estimate, estimates: readonly Estimate[], context: FixContext): readonly Estimate[] {
  const { unit, node } = mean.site;
  const code = averaged(node, unit, context);
  const inner = labelsAveraged(node);
  const own = [...(code === null ? [] : [code]), ...(inner ? codesOf(inner, unit, context) : [])];
  const beside = ['standard error', 'variance of the mean'].flatMap((what) =>
    besideOf(mean, { ...context, estimates }, what),
  );
  return beside.filter((each) => {
    const labels = each.of ? null : labelsOf(each, context);
    return (
      labels !== null &&
      codesOf(labels, unit, context).some((other) => own.includes(other)) &&
      areSteady(mean, each.site.node, context, labels)
    );
  });
}

const labelsAveraged = (node: Expression): Expression | null => (node.kind === 'call' ? givenTo(node) : null);

/** `sd = …`, `n = …` that nothing reads but what is replaced. */
function leftOver(errors: readonly Estimate[], context: FixContext): readonly Edit[] {
  const names = namesOf(context);
  const { unit } = errors[0]!.site;
  const gone: Span[] = errors.flatMap(({ site }) => errorByHand(site, context)?.replaced ?? []);
  const edits: Edit[] = [];
  for (let index = 0; index < gone.length; index++)
    for (const { node } of names.within(unit, gone[index]!)) {
      const made = node?.kind === 'name' ? bindingOf(node, context) : null;
      if (!made || made.occurrence.unit !== unit || gone.includes(made.statement)) continue;
      const uses = names.of(names.variableOf(made.occurrence)).filter((use) => use !== made.occurrence);
      const isNeeded = uses.some(
        (use) => use.unit !== unit || !gone.some((span) => use.node && contains(span, use.node)),
      );
      if (isNeeded || sharesLine(unitText(context, unit.cell), made.statement) || !onlyCounts(made.statement.value))
        continue;
      gone.push(made.statement);
      edits.push(removeStatement(context, unit, made.statement));
    }
  return edits;
}

const onlyCounts = (node: Expression): boolean =>
  descendants(node).every((each) => each.kind !== 'call' || COUNTS.test(nameOf(each)));

const COUNTS = /^(nan)?(std|stdev|pstdev|tstd|var|variance|pvariance|len|sqrt|sum|count|float|int|round)$/;
