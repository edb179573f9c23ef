/** What is believed of the judge before labels are collected. */
export interface JudgeBelief {
  /** Share of rows that the judge passes, in [0, 1]. */
  readonly passRate: number;
  readonly specificity: number;
  readonly sensitivity: number;
  /** Labels a side that the belief rests on, 0 for a guess: each side gets at least as many. */
  readonly pilot: number;
}

/** A sensitivity of 1 leaves this much room, as nothing is known for certain. */
const LEAST_ERROR = 1e-6;

/**
 * How to spend `labels` human labels on rows that people fail and rows that people pass, so that the judge-corrected
 * interval becomes narrowest (Lee et al., arXiv 2511.21140).
 */
export function allocateLabels(
  labels: number,
  { passRate, specificity, sensitivity, pilot }: JudgeBelief,
): { readonly negatives: number; readonly positives: number } {
  const ratio =
    pilot === 0
      ? (1 - specificity) / (1 - Math.min(sensitivity, 1 - LEAST_ERROR))
      : (pilot * (1 - specificity) + 1) / (pilot * (1 - sensitivity) + 1);
  const best = labels / (1 + (1 / passRate - 1) * Math.sqrt(ratio));
  const positives =
    passRate < LEAST_ERROR ? labels - pilot : Math.max(pilot, Math.round(Math.min(labels - pilot, best)));
  return { negatives: labels - positives, positives };
}
