import type { Fix } from '@unpool/shared/protocol/finding.ts';
import { expressionsIn, nameOf } from '../../flow/walk.ts';
import { type FixContext, isWorkedOutElsewhere } from '../fix-context.ts';
import { relatedEstimates } from '../related.ts';
import { askRealRows, sayNobodyWasAsked } from '../say-nobody-was-asked.ts';
import { repairsAtCallElsewhere, repairsAtCalls } from './at-calls.ts';
import { judgeBothOrders } from './both-orders.ts';
import { averageByPrompt } from './by-prompt.ts';
import { calibrateJudge, isOfHumanLabels } from './calibrate-judge.ts';
import { carryJudgeError } from './carry-judge-error.ts';
import { clusterByPrompt, testByPrompt } from './cluster-by-prompt.ts';
import { completeCases } from './complete-cases.ts';
import { correctByLabels } from './correct-by-labels.ts';
import { takeRealRows, testEquivalence } from './equivalence-test.ts';
import { estimateOnReal } from './estimate-on-real.ts';
import { keepOrigin } from './keep-origin.ts';
import { labelSample } from './label-sample.ts';
import { withLibraryInterval } from './library-interval.ts';
import { observedAndPredicted } from './observed-and-predicted.ts';
import { otherJudge } from './other-judge.ts';
import { passWeights } from './pass-weights.ts';
import { poolRealRows } from './pool-real-rows.ts';
import { realByColumn } from './real-by-column.ts';
import { reportByOrigin } from './report-by-origin.ts';
import { resampleInFolds } from './resample-in-folds.ts';
import { resampleInLoop } from './resample-in-loop.ts';
import { resampleInSearch } from './resample-in-search.ts';
import { withInterval } from './resampled-interval.ts';
import { valueNamed } from './rounds.ts';
import { withShareOfLabel } from './share-of-label.ts';
import { splitBeforeCopies } from './split-before-copies.ts';
import { splitBeforeGenerator } from './split-before-generator.ts';
import { splitBeforeSampler } from './split-before-sampler.ts';
import { splitFirst } from './split-first.ts';
import { splitLabels } from './split-labels.ts';
import { splitSearch } from './split-search.ts';
import { withSpread } from './spread-by-hand.ts';
import { testAsSetApart } from './test-as-set-apart.ts';
import { testOnReal } from './test-on-real.ts';
import { weighByCovariates } from './weigh-by-covariates.ts';

/** `x.value_counts() / len(x)`: a share for each label, in whose place no number can stand. */
function isOfTally(context: FixContext): boolean {
  const { node } = context.report.site;
  const parts = node.kind === 'operation' ? [node.operands[0]!] : [node];
  return parts.some((part) => {
    const made = part.kind === 'name' ? valueNamed(part, context) : part;
    return made?.kind === 'call' && nameOf(made) === 'value_counts';
  });
}

/** `p * (1 - p) / n + z**2 / (4 * n**2)`: limits by Wilson of the raw rate would not be those of a corrected one. */
const isOfWilson = (context: FixContext): boolean =>
  relatedEstimates(context).some(
    ({ what, site }) =>
      what === 'variance of the mean' &&
      expressionsIn(site.unit.body).some(
        (node) => node.kind === 'operation' && node.operator === '+' && node.operands.includes(site.node),
      ),
  );

/** An interval is corrected together with its mean, or neither. */
function correctJudge(given: FixContext): readonly Fix[] {
  if (given.finding.rule !== 'uncalibrated-judge') return [];
  const context = withShareOfLabel(given) ?? given;
  if (isOfTally(context) || isOfWilson(context) || isOfHumanLabels(context)) return [];
  for (const together of [withLibraryInterval(context), withSpread(context)]) {
    const both = together ? ofJudge.flatMap((repair) => repair(together.context) ?? []) : [];
    if (both.length > 0) return both.map((fix) => ({ ...fix, edits: [...fix.edits, ...together!.edits] }));
  }
  const interval = withInterval(context);
  return interval ? [...calibrateJudge(interval), ...labelSample(interval)] : repairsAtCalls(ofJudge)(context);
}

/** From the best labels to those that have to be made. */
const ofJudge = [calibrateJudge, labelSample, correctByLabels] as const;

/** Of those that fit a finding, the first is offered first. */
const repairs = [
  estimateOnReal,
  realByColumn,
  poolRealRows,
  completeCases,
  askRealRows,
  sayNobodyWasAsked,
  testEquivalence,
  takeRealRows,
  keepOrigin,
  passWeights,
  observedAndPredicted,
  reportByOrigin,
  weighByCovariates,
  correctJudge,
  carryJudgeError,
  splitLabels,
  splitSearch,
  testAsSetApart,
  (context: FixContext) => splitFirst(context) ?? splitBeforeSampler(context),
  resampleInFolds,
  resampleInLoop,
  resampleInSearch,
  splitBeforeCopies,
  testOnReal,
  splitBeforeGenerator,
  otherJudge,
  averageByPrompt,
  clusterByPrompt,
  testByPrompt,
  judgeBothOrders,
] as const;

/** Repairs of Python and notebooks; of what another module works out, at the call that hands it the data. */
export const repairsInPython = (context: FixContext): readonly Fix[] => {
  if (!isWorkedOutElsewhere(context)) return repairs.flatMap((repair) => repair(context) ?? []);
  return context.finding.rule === 'uncalibrated-judge' ? repairsAtCallElsewhere(ofJudge)(context) : [];
};
