import { LEAST_OF_A_KIND } from './agresti-min.ts';
import type { Confusion } from './confusion.ts';
import type { Interval } from './interval.ts';
import { normalQuantile } from './normal-quantile.ts';
import type { Refused } from './ppi.ts';

/** Verdicts of the judge on rows without a human label, and its sensitivity and specificity on rows with one. */
export interface JudgeCalibration {
  /** Passes of the judge among the unlabelled rows. */
  readonly passes: number;
  readonly unlabelled: number;
  /** Labelled rows that people pass, and the share of them that the judge passes. */
  readonly positives: number;
  readonly sensitivity: number;
  /** Labelled rows that people fail, and the share of them that the judge fails. */
  readonly negatives: number;
  readonly specificity: number;
}

export interface JudgeCorrected {
  /** May lie outside 0 to 1. */
  readonly estimate: number;
  interval(level: number): Interval;
}

export function judgeCalibration({ tp, fp, fn, tn }: Confusion, passes: number, unlabelled: number): JudgeCalibration {
  const [positives, negatives] = [tp + fn, fp + tn];
  return { passes, unlabelled, positives, sensitivity: tp / positives, negatives, specificity: tn / negatives };
}

/**
 * The rate of passes corrected for the judge's errors (Rogan and Gladen 1978), with the interval of Lee et al.
 * (arXiv 2511.21140), which carries the uncertainty of sensitivity and specificity. Null where the judge may be no
 * better than chance: the lower 95 % bound of sensitivity + specificity is not above 1, or one of them is unknown.
 */
export function judgeCorrected(calibration: JudgeCalibration): JudgeCorrected | null {
  const { passes, unlabelled, positives, sensitivity, negatives, specificity } = calibration;
  if (positives === 0 || negatives === 0 || unlabelled === 0) {
    return null;
  }
  const q0 = (negatives * specificity + 1) / (negatives + 2);
  const q1 = (positives * sensitivity + 1) / (positives + 2);
  const spread0 = (q0 * (1 - q0)) / (negatives + 2);
  const spread1 = (q1 * (1 - q1)) / (positives + 2);
  if (q0 + q1 - normalQuantile(0.025) * Math.sqrt(spread0 + spread1) <= 1 || specificity + sensitivity <= 1) {
    return null;
  }
  return {
    estimate: (passes / unlabelled + specificity - 1) / (specificity + sensitivity - 1),
    interval(level) {
      const z = normalQuantile((1 - level) / 2);
      const n = unlabelled + z * z;
      const p = (passes + (z * z) / 2) / n;
      const theta = (p + q0 - 1) / (q0 + q1 - 1);
      const centre = theta + 2 * z * z * (theta * spread1 - (1 - theta) * spread0);
      const variance = (p * (1 - p)) / n + (1 - theta) ** 2 * spread0 + theta ** 2 * spread1;
      const half = (z * Math.sqrt(variance)) / (q0 + q1 - 1);
      return [centre - half, centre + half];
    },
  };
}

/** The corrected rate of `passes` in `unlabelled` rows by labelled ones, or why its interval would not hold what it says. */
export function judgeCorrectedRate(cells: Confusion, passes: number, unlabelled: number): JudgeCorrected | Refused {
  const { tp, fp, fn, tn } = cells;
  const [positives, negatives] = [tp + fn, fp + tn];
  if (unlabelled === 0) {
    return { refused: 'it needs rows without a human label, and there are none' };
  }
  // Offered for fewer, it is offered to the lucky: its coverage falls to 69 % at 10 labels and 77 % at 50.
  if (Math.min(positives, negatives) < LEAST_OF_A_KIND) {
    return {
      refused: `it needs ${LEAST_OF_A_KIND} human passes and as many fails, and has ${positives} and ${negatives}`,
    };
  }
  const corrected = judgeCorrected(judgeCalibration(cells, passes, unlabelled));
  return corrected ?? { refused: 'these labels do not show that the judge is better than chance' };
}
