import type { Estimate } from '../../flow/observation.ts';
import type { Expression, FlowUnit } from '../../flow/program.ts';
import { type FixContext, placeIn, textOf } from '../fix-context.ts';
import { namesOf } from '../occurrences.ts';
import { intervalsOf, isInInterval } from './interval-calls.ts';
import { scoresOfSummary } from './mean-elsewhere.ts';
import { type HelperCall, helperAround, judgedCalls, type NumberHelper } from './number-helper.ts';
import { divided, type Scores, scoresOf, scoresOfCall } from './scores.ts';
import { isInSpread } from './spread-helper.ts';
import { summariesBehind } from './summary-helper.ts';

/**
 * The scores behind an estimate. Where it stands in a function of the file that makes the mean of what it is given
 * (`const mean = (xs) => …`, `pct(passed, total)`), those of each call that gives it a judge's.
 */
export function scoresBehind(estimate: Estimate, context: FixContext): readonly Scores[] | null {
  const elsewhere = scoresOfSummary(estimate, context);
  if (elsewhere) return [elsewhere];
  const summaries = summariesBehind(estimate, context);
  if (summaries) return summaries;
  const helper = helperAround(estimate, context);
  if (helper && isCalledForNumber(helper)) {
    const calls = judgedCalls(helper, context).filter(
      ({ node, unit }) => !isInSpread(placeIn(context, unit, node), context),
    );
    // a step to an interval that is made of the same scores
    const apart = calls.filter(({ node, unit }) => !isInInterval(placeIn(context, unit, node), context));
    const found = apart.map((call) => scoresOfHelper(helper, call, context));
    const isStep = (scores: Scores) => intervalsOf(scores, context).length > 0;
    if (apart.length < calls.length && !found.some((scores) => scores && isStep(scores))) return null;
    return found.length > 0 && found.every((each) => each !== null) ? found : null;
  }
  const scores = scoresOf(estimate, context);
  return scores && [scores];
}

/** Is the number all that a call is for, so that another one can be put there? */
export const isCalledForNumber = ({ kind, isPlain, isOfNumber, isRate }: NumberHelper): boolean =>
  kind === 'ratio' ? isOfNumber : isPlain || (isOfNumber && !isRate);

/** Where the helper makes more of the number, it is handed another one: of one entry, the mean is that entry. */
function scoresOfHelper(
  { isPlain, isRate, factor }: NumberHelper,
  { unit, node, given, whole }: HelperCall,
  context: FixContext,
): Scores | null {
  if (whole) {
    const scores = divided({ node: isPlain ? node : given, total: given, count: whole }, unit, context);
    const times = isPlain ? factor : `${textOf(context, unit, whole)} * `;
    return scores?.factor === '' ? { ...scores, factor: times } : null;
  }
  if (!isPlain) return { ...scoresOfCall({ unit, node: given, factor: '[', entries: given }, context), behind: ']' };
  const scores = scoresOfCall({ unit, node, factor, entries: given }, context);
  return isRate ? { ...scores, isRate } : scores;
}

/** Where the mean of an estimate is to be found: its own place, or those of the calls of the function that makes it. */
export const placesOf = (estimate: Estimate, context: FixContext): readonly number[] =>
  (scoresBehind(estimate, context) ?? [estimate.site]).map(({ node }) => node.start);

/** The calls of a function of the file that makes the mean; null where the estimate is in none. */
export function calledMeans(
  estimate: Estimate,
  context: FixContext,
): readonly { unit: FlowUnit; node: Expression }[] | null {
  const helper = helperAround(estimate, context);
  return helper?.kind === 'mean' ? helper.calls : null;
}

/** Is it a parameter of the function around, and so perhaps something else each time? */
export function isParameter(node: Expression, unit: FlowUnit, context: FixContext): boolean {
  const names = namesOf(context);
  const [root] = names.within(unit, node).filter((other) => other.node?.start === node.start);
  const bindings = root ? names.bindings(names.variableOf(root)) : [];
  return bindings.some(
    ({ statement, node: bound }) =>
      bound !== null &&
      !(statement.kind === 'assign' && statement.targets.includes(bound)) &&
      statement.kind !== 'loop',
  );
}
