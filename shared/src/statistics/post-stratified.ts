import type { Confusion } from './confusion.ts';
import type { Interval } from './interval.ts';
import { normalQuantile } from './normal-quantile.ts';
import { wilson } from './wilson.ts';

export interface PostStratified {
  readonly estimate: number;
  /** No labelled row has this verdict of the judge: the pass rate behind it is unknown. */
  readonly emptyStratum: 'judge-pass' | 'judge-fail' | null;
  /** Of the given level, in (0, 1). */
  interval(level: number): Interval;
}

/**
 * The rate of human passes, post-stratified on the judge's verdict: the pass rates behind its passes and its fails,
 * weighted by how often it says each in all rows (`passes` of `rows`, labelled ones included). The interval combines
 * Wilson's of the two rates (MOVER). A verdict without a labelled row takes the rate 0.5 with the interval 0 to 1.
 */
export function postStratified({ tp, fp, fn, tn }: Confusion, passes: number, rows: number): PostStratified {
  const w = passes / rows;
  const rate = (k: number, n: number) => (n === 0 ? 0.5 : k / n);
  const p1 = rate(tp, tp + fp);
  const p0 = rate(fn, fn + tn);
  const estimate = w * p1 + (1 - w) * p0;
  const limits = (k: number, n: number, z: number): Interval => (n === 0 ? [0, 1] : wilson(k, n, z));
  return {
    estimate,
    emptyStratum: tp + fp === 0 ? 'judge-pass' : fn + tn === 0 ? 'judge-fail' : null,
    interval(level) {
      const z = normalQuantile((1 - level) / 2);
      const [low1, high1] = limits(tp, tp + fp, z);
      const [low0, high0] = limits(fn, fn + tn, z);
      const mix = z * z * (p1 - p0) ** 2 * ((w * (1 - w)) / rows);
      return [
        estimate - Math.sqrt((w * (p1 - low1)) ** 2 + ((1 - w) * (p0 - low0)) ** 2 + mix),
        estimate + Math.sqrt((w * (high1 - p1)) ** 2 + ((1 - w) * (high0 - p0)) ** 2 + mix),
      ];
    },
  };
}
