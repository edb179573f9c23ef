/**
 * `unpool/statistics`: estimates that people and judges make together, and tests of synthetic rows against real ones.
 * docs/statistics.md has an example of each. A result is a plain object; where an interval would not hold what it says there
 * is `{ refused: "why" }` instead.
 */

export type { ChiSquare } from './chi-square.ts';
export type { Estimand } from './estimand.ts';
export type { Interval } from './interval.ts';
export { agrestiCaffo } from './library/agresti-caffo.ts';
export { agrestiCoull } from './library/agresti-coull.ts';
export { benjaminiHochberg } from './library/benjamini-hochberg.ts';
export { benjaminiYekutieli } from './library/benjamini-yekutieli.ts';
export { calibratedScorer } from './library/calibrated-scorer.ts';
export { checkJudge, type JudgeCheck, type JudgeOptions } from './library/check-judge.ts';
export {
  type CurrentTask,
  checkTasks,
  type PastTask,
  type TasksCheck,
  type TasksOptions,
} from './library/check-tasks.ts';
export { type ChiSquareOptions, chiSquareTest } from './library/chi-square-test.ts';
export { clopperPearson } from './library/clopper-pearson.ts';
export { type Comparison, type ComparisonOptions, compareSamples } from './library/compare-samples.ts';
export { correctedMean, type JudgedMean } from './library/corrected-mean.ts';
export { type CorrectedRate, correctedRate } from './library/corrected-rate.ts';
export type { CovariateValues } from './library/covariates.ts';
export { type Equivalence, type EquivalenceOptions, equivalenceTest } from './library/equivalence-test.ts';
export type { AlphaOption, Estimate } from './library/estimate.ts';
export type { GroupId } from './library/groups.ts';
export { holm } from './library/holm.ts';
export { type ImportanceWeighted, importanceWeighted, type WeightingOptions } from './library/importance-weighted.ts';
export { judgeCorrected } from './library/judge-corrected.ts';
export type { Judged, JudgedGroups } from './library/judged.ts';
export { judgedRows, type Label } from './library/judged-rows.ts';
export { type LabelledVerdicts, labelledVerdicts } from './library/labelled-verdicts.ts';
export { labellingSheet, labelsIn, type SheetOptions } from './library/labelling-sheet.ts';
export { type MeanInterval, type MeanOptions, meanInterval } from './library/mean-interval.ts';
export { miettinenNurminen } from './library/miettinen-nurminen.ts';
export { newcombe } from './library/newcombe.ts';
export { type PermutationOptions, type PermutationTest, permutationTest } from './library/permutation-test.ts';
export { type PostStratified, postStratified } from './library/post-stratified.ts';
export { type PpiMean, type PpiOptions, ppiMean } from './library/ppi-mean.ts';
export { type HalvesOptions, randomHalves } from './library/random-halves.ts';
export type { Rate } from './library/rate.ts';
export { type RateEquivalence, type RateEquivalenceOptions, rateEquivalence } from './library/rate-equivalence.ts';
export type { SampleGroups, SampleOptions } from './library/samples.ts';
export { type StratifiedOptions, type StratifiedPpi, stratifiedPpi } from './library/stratified-ppi.ts';
export { unlessRefused } from './library/unless-refused.ts';
export { type WeightedMean, weightedMean } from './library/weighted-mean.ts';
export { wilson } from './library/wilson.ts';
export type { Refused } from './ppi.ts';
