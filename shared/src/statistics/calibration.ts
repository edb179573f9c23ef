import { averageInterval } from './average-interval.ts';
import { describe } from './describe.ts';
import { doubtOfMean } from './doubtful-mean.ts';
import type { Interval } from './interval.ts';
import { isBinary } from './is-binary.ts';

/** What people say where the judge's score lies in [from, to]. */
export interface CalibrationBin {
  /** Least and greatest score in the bin; equal for a bin of one score. */
  readonly from: number;
  readonly to: number;
  /** Rows (clusters). */
  readonly n: number;
  /** Means. A judge that is calibrated has the same mean as people in every bin. */
  readonly judge: number;
  readonly human: number;
  /** Of the human mean; null where the labels of the bin are too much alike to tell. */
  readonly ci95: Interval | null;
}

const MOST_BINS = 10;
/** Rows of a bin, as far as there are so many. */
const LEAST_ROWS = 10;

/**
 * Human labels by the judge's score, in bins of as many rows each as scores that are equal allow. `human[i]` and `judge[i]`
 * are of the same row; the rows are independent, and there is one at least.
 */
export function calibration(human: Float64Array, judge: Float64Array): readonly CalibrationBin[] {
  const order = Array.from(judge.keys()).sort((a, b) => judge[a]! - judge[b]!);
  const binary = isBinary(human);
  const size = Math.max(LEAST_ROWS, Math.ceil(order.length / MOST_BINS));
  return binsOf(order, judge, size).map((rows) => {
    const labels = Float64Array.from(rows, (i) => human[i]!);
    const scores = Float64Array.from(rows, (i) => judge[i]!);
    const isKnown = binary || (labels.length > 1 && doubtOfMean(labels, labels)?.kind !== 'few-apart');
    return {
      from: scores[0]!,
      to: scores.at(-1)!,
      n: labels.length,
      judge: describe(scores).mean,
      human: describe(labels).mean,
      ci95: isKnown ? averageInterval(labels, binary)(0.95) : null,
    };
  });
}

/** Cuts rows in the order of their scores into bins of at least `size`; rows of one score stay together. */
function binsOf(order: readonly number[], judge: Float64Array, size: number): readonly (readonly number[])[] {
  const bins: number[][] = [[]];
  for (const [place, row] of order.entries()) {
    const last = bins.at(-1)!;
    const isNext = place > 0 && judge[order[place - 1]!] !== judge[row];
    const isFull = last.length >= size && order.length - place >= size;
    if (isNext && isFull) {
      bins.push([row]);
    } else {
      last.push(row);
    }
  }
  return bins;
}
