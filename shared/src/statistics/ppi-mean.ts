import { covariance } from './covariance.ts';
import { describe } from './describe.ts';
import type { Interval } from './interval.ts';
import { allJudged, type JudgeSample } from './judge-sample.ts';
import { normalQuantile } from './normal-quantile.ts';
import { studentQuantile } from './student-quantile.ts';

/** A prediction-powered estimate: the judge's mean on the unlabelled rows, put right by its error on the labelled ones. */
export interface PpiFit {
  /** The weight of the judge: 0 is the mean of the human labels alone, 1 is untuned PPI. */
  readonly lambda: number;
  readonly estimate: number;
  readonly se: number;
  /** Satterthwaite's. */
  readonly df: number;
}

/**
 * The weight of the judge with the least variance, between 0 and 1 (PPI++: Angelopoulos, Duchi, Zrnic,
 * arXiv 2311.01453); 0 where the judge is constant.
 */
export function ppiLambda(sample: JudgeSample): number {
  const { human, judge, unlabelled } = sample;
  const spread = describe(allJudged(sample)).sd ** 2;
  if (!(spread > 0)) {
    return 0;
  }
  const lambda = covariance(human, judge) / ((1 + human.length / unlabelled.length) * spread);
  return Math.min(1, Math.max(0, lambda));
}

/**
 * mean(human - lambda·judge) + lambda·mean(judge, unlabelled), in the labels' unit. Needs two labelled rows and, unless
 * lambda is 0, two unlabelled ones. The labelled rows must be a random part of all.
 */
export function ppiMean(sample: JudgeSample, lambda: number): PpiFit {
  const { rest, judged, n, N } = parts(sample, lambda);
  const estimate = rest.mean + lambda * judged.mean;
  return { lambda, estimate, ...satterthwaite(rest.sd ** 2 / n, n, (lambda * judged.sd) ** 2 / N, N) };
}

/** The standard error and degrees of freedom of a sum of two means with the variances `a` (of n rows) and `b` (of N). */
export function satterthwaite(
  a: number,
  n: number,
  b: number,
  N: number,
): { readonly se: number; readonly df: number } {
  const share = a / (a + b);
  const df = b === 0 ? n - 1 : 1 / (share ** 2 / (n - 1) + (1 - share) ** 2 / (N - 1));
  return { se: Math.sqrt(a + b), df };
}

/** Student's interval of the given level, in (0, 1). */
export function ppiInterval({ estimate, se, df }: Omit<PpiFit, 'lambda'>, level: number): Interval {
  const half = studentQuantile((1 - level) / 2, df) * se;
  return [estimate - half, estimate + half];
}

/**
 * The interval that the package ppi_py gives: normal, with n in the denominator of the variances. Too narrow for few
 * labels; for comparing.
 */
export function ppiZInterval(sample: JudgeSample, lambda: number, level: number): Interval {
  const { rest, judged, n, N } = parts(sample, lambda);
  const estimate = rest.mean + lambda * judged.mean;
  const variance = (rest.sd ** 2 * (n - 1)) / n / n + ((lambda * judged.sd) ** 2 * (N - 1)) / N / N;
  const half = normalQuantile((1 - level) / 2) * Math.sqrt(variance);
  return [estimate - half, estimate + half];
}

function parts({ human, judge, unlabelled }: JudgeSample, lambda: number) {
  const rest = describe(human.map((label, i) => label - lambda * judge[i]!));
  // Without the judge the unlabelled rows do not count, and there need be none.
  const judged = lambda === 0 ? { mean: 0, sd: 0 } : describe(unlabelled);
  return { rest, judged, n: human.length, N: lambda === 0 ? 1 : unlabelled.length };
}
