import type { Estimate } from '../../flow/observation.ts';
import type { Expression, FlowUnit, FunctionDefinition } from '../../flow/program.ts';
import { nameOf, parentOf, statementsIn } from '../../flow/walk.ts';
import { contains, type FixContext, textOf } from '../fix-context.ts';
import { definitionIn } from './number-helper.ts';
import { isMethod, reduced, type Scores, scoresOfCall } from './scores.ts';
import { isLength } from './values.ts';

/**
 * The same with means that a function of another module makes, `mean(scores)` of `./stats.ts`, taken for what their calls
 * in this document are: they can be corrected there.
 */
export function withMeansElsewhere(context: FixContext): FixContext {
  const { report } = context;
  const estimates = context.estimates.map((each) => calledHere(each, context) ?? each);
  const own = report.isElsewhere ? calledHere(report.estimate, context) : null;
  return own && own.site.node === report.site.node
    ? { ...context, estimates, report: { ...report, estimate: own, isElsewhere: false } }
    : { ...context, estimates };
}

function calledHere(estimate: Estimate, { document }: FixContext): Estimate | null {
  const { site, what, calledFrom: call } = estimate;
  if (what !== 'mean' || site.place.document === document.uri || call?.place.document !== document.uri) return null;
  const { node } = call;
  if (node.kind !== 'call' || node.callee.kind !== 'name' || node.arguments.length !== 1) return null;
  const called = { ...estimate, site: call, of: null, calledFrom: null, expressions: [node.arguments[0]!.value] };
  if (MEANS.test(node.callee.name) && makesMean(estimate, node.callee.name)) return called;
  const key = keyOfMean(estimate, node.callee.name);
  const summary: SummaryElsewhere | null = key === null ? null : { ...called, key };
  return summary;
}

/** `summarize(scores)`, which gives `{ n, mean }`. */
interface SummaryElsewhere extends Estimate {
  /** What the mean is called in it. */
  readonly key: string;
}

const isSummary = (estimate: Estimate): estimate is SummaryElsewhere => 'key' in estimate;

/** The scores that another module makes a mean and a count of: what it gives is told again with the corrected mean. */
export function scoresOfSummary(estimate: Estimate, context: FixContext): Scores | null {
  const { unit, node } = estimate.site;
  const [entries] = estimate.expressions;
  if (!isSummary(estimate) || !entries) return null;
  const isRead = parentOf(node, unit.body)?.kind === 'attribute';
  const told = (corrected: string) => `{ ...${textOf(context, unit, node)}, ${estimate.key}: ${corrected}.estimate }`;
  return {
    ...scoresOfCall({ unit, node, factor: '', entries }, context),
    told: (corrected) => (isRead ? `(${told(corrected)})` : told(corrected)),
  };
}

const MEANS = /^(?:mean|average|avg)$/;

const definitionOf = (name: string, node: Expression, { body }: FlowUnit): FunctionDefinition | undefined =>
  statementsIn(body)
    .flatMap((each) => definitionIn(each) ?? [])
    .find((each) => each.name === name && contains(each.function, node))?.function;

/** Does it return the mean of its only parameter, or a constant where there are no rows? */
function makesMean({ site: { node, unit } }: Estimate, name: string): boolean {
  const definition = definitionOf(name, node, unit);
  const [parameter, ...more] = definition?.parameters ?? [];
  if (!definition || parameter?.target.kind !== 'name' || more.length > 0) return false;
  return isCountOf(node, parameter.target.name) && returned(definition).every((each) => isMean(each, node, definition));
}

/** Of an object with the mean of the only parameter, and else nothing but how many there are; null for any other. */
function keyOfMean({ site: { node, unit } }: Estimate, name: string): string | null {
  const definition = definitionOf(name, node, unit);
  const [parameter, ...more] = definition?.parameters ?? [];
  const [value, ...others] = definition ? returned(definition) : [];
  if (!definition || parameter?.target.kind !== 'name' || more.length > 0 || value?.kind !== 'mapping') return null;
  const { name: xs } = parameter.target;
  const [total, count] = node.kind === 'operation' && node.operator === '/' ? node.operands : [];
  const sum = total && isMethod(total, 'reduce') ? reduced(total) : null;
  const isSum = sum?.each === null && nameOf(sum.entries) === xs && sum.entries.kind === 'name';
  const isCount = (each: Expression | undefined) => each !== undefined && isLengthOf(each, xs, definition);
  if (others.length > 0 || !isSum || !isCount(count)) return null;
  const means = value.entries.filter(({ value: each }) => each.kind !== 'constant' && isMean(each, node, definition));
  const [mean] = means;
  const areCounts = value.entries.every((entry) => entry === mean || (entry.key && isCount(entry.value)));
  return means.length === 1 && areCounts && mean!.key?.kind === 'constant' ? String(mean!.key.value) : null;
}

/** `xs.length`, also by a name. */
const isLengthOf = (node: Expression, xs: string, { body }: FunctionDefinition): boolean =>
  node.kind === 'attribute'
    ? isLength(node) && node.object.kind === 'name' && node.object.name === xs
    : node.kind === 'name' &&
      statementsIn(body).some(
        (each) =>
          each.kind === 'assign' &&
          each.operator === null &&
          each.targets.some((one) => nameOf(one) === node.name) &&
          each.value.kind === 'attribute' &&
          isLength(each.value) &&
          nameOf(each.value.object) === xs,
      );

/** `sum / xs.length` */
const isCountOf = (node: Expression, parameter: string): boolean => {
  const count = node.kind === 'operation' && node.operator === '/' ? node.operands[1] : undefined;
  return count?.kind === 'attribute' && count.name === 'length' && nameOf(count.object) === parameter;
};

const returned = ({ body }: FunctionDefinition): readonly Expression[] =>
  statementsIn(body).flatMap((each) => (each.kind === 'return' && each.value ? [each.value] : []));

function isMean(value: Expression, node: Expression, definition: FunctionDefinition): boolean {
  if (value === node || value.kind === 'constant' || nameOf(value) === 'NaN') return true;
  if (value.kind === 'conditional')
    return [value.then, value.otherwise].every((each) => isMean(each, node, definition));
  return (
    value.kind === 'name' &&
    statementsIn(definition.body).some(
      (each) => each.kind === 'assign' && each.value === node && each.targets.some((one) => nameOf(one) === value.name),
    )
  );
}
