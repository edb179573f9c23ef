/** A way in which the rows of both sides come about, with the true shift. */
import type { ToAssess } from '../../shared/src/statistics/assess.ts';
import type { Strata } from '../../shared/src/statistics/compare-strata.ts';
import type { Covariate } from '../../shared/src/statistics/importance-weighted.ts';
import type { Design, Sizes } from './compare-draws.ts';
import { EXPONENTIAL, NORMAL, UNIFORM } from './laws.ts';

export interface Drawn extends ToAssess {
  readonly covariates?: readonly Covariate[];
  readonly strata?: Strata;
}

export interface Setting {
  /** What is compared, and how rows belong together: "mean, clusters". */
  readonly of: string;
  /** Which requirement holds; apart: skewed or heavy-tailed values, which are shown only. */
  readonly kind: 'binary' | 'continuous' | 'apart';
  readonly sizes: Sizes;
  /** What is drawn, in words. */
  readonly name: string;
  /** Rate of ones, or of points won; NaN for other values. */
  readonly p: number;
  /** True values; NaN where it is not known. */
  readonly truth: { readonly shift: number; readonly real: number };
  /** The part of all repetitions that is affordable. */
  readonly part?: number;
  draw(normal: () => number): Drawn;
}

/** As many synthetic as real units, and five times as many. */
export const FACTORS = [1, 5] as const;
export const SHAPES = [
  { law: NORMAL, kind: 'continuous' },
  { law: UNIFORM, kind: 'continuous' },
  { law: EXPONENTIAL, kind: 'apart' },
] as const;

/** The synthetic rate beside a real one: the same, or a tenth nearer to the middle. */
export function shiftedRates(p: number): readonly number[] {
  return [p, p < 0.5 ? p + 0.1 : p - 0.1];
}

export function named(what: string, design: Design): string {
  const how = {
    rows: '',
    clusters: ', clusters',
    uneven: ', clusters of 2 real or 5 synthetic rows',
    pairs: ', pairs',
    prompts: ', prompts with several rows',
  };
  return `${what}${how[design]}`;
}
