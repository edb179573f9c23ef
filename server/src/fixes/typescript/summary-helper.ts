import type { Estimate } from '../../flow/observation.ts';
import type { FunctionDefinition } from '../../flow/program.ts';
import { type FixContext, placeIn, textOf } from '../fix-context.ts';
import { intervalCalls, objectOf, summaryAround } from './interval-calls.ts';
import { areJudged, callsOf, definitionsIn, helperAround, judgedCalls } from './number-helper.ts';
import { type Scores, scoresOfCall } from './scores.ts';

/**
 * Of a function that gives a mean with its interval (`stats(scores)` with `{ mean, low, high }`), the scores of each call that
 * hands over a judge's: what it gives is replaced as a whole. Null where the estimate is in no such function.
 */
export function summariesBehind(estimate: Estimate, context: FixContext): readonly Scores[] | null {
  const summary = summaryOf(estimate, context);
  if (!summary || isOfOtherLevel(summary, estimate, context)) return null;
  const name = definitionsIn(context).find((each) => each.function === summary)?.name;
  const calls = name === undefined ? [] : callsOf({ name, owner: null }, context);
  const found = intervalCalls(context).filter(
    ({ unit, node, given, keys }) =>
      keys && given.length === 1 && calls.some((each) => each.node === node && each.unit === unit),
  );
  const judged = found.filter(({ unit, given }) => areJudged(given[0]!, unit, context));
  if (judged.length === 0) return null;
  return judged.map((call) => {
    const { unit, node, given } = call;
    const scores = scoresOfCall({ unit, node, factor: '', entries: given[0]! }, context);
    return { ...scores, told: (corrected) => objectOf(call, corrected, context) };
  });
}

/** The function around it, or around all calls of the mean that it stands in. */
function summaryOf(estimate: Estimate, context: FixContext): FunctionDefinition | null {
  const around = summaryAround(estimate.site.place, context);
  if (around) return around;
  const helper = helperAround(estimate, context);
  if (helper?.kind !== 'mean') return null;
  const outer = judgedCalls(helper, context).map(({ unit, node }) =>
    summaryAround(placeIn(context, unit, node), context),
  );
  return outer.length > 0 && outer.every((each) => each === outer[0]) ? outer[0]! : null;
}

/** Made for another level than 95 %. */
const isOfOtherLevel = (summary: FunctionDefinition, { site }: Estimate, context: FixContext): boolean =>
  /(?<![\d.])(?:2\.57\d*|1\.64\d*|0?\.99\d*|0?\.9|0?\.005|99|90)(?![\d.])/.test(textOf(context, site.unit, summary));
