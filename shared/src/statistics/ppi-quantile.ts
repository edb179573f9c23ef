import { bisectRight } from 'd3-array';
import type { Interval } from './interval.ts';
import { allJudged, type JudgeSample } from './judge-sample.ts';
import { normalQuantile } from './normal-quantile.ts';

export interface PpiQuantile {
  readonly estimate: number;
  /** Of the given level, in (0, 1); null where no value is compatible with the data. */
  interval(level: number): Interval | null;
}

/**
 * Prediction-powered `q` quantile of the human labels (Angelopoulos et al., arXiv 2301.09633, with untuned weight): the
 * value at which the judge's distribution on the unlabelled rows, corrected by its error on the labelled ones, comes
 * nearest to q. Estimate and bounds are values that occur among the labels and the judge's scores.
 */
export function ppiQuantile(sample: JudgeSample, q: number): PpiQuantile {
  const { human, judge, unlabelled } = sample;
  const grid = Float64Array.from([...human, ...allJudged(sample)]).sort();
  const judged = Float64Array.from(unlabelled).sort();
  const [n, N] = [human.length, unlabelled.length];
  const points = Array.from(grid, (value) => {
    const share = bisectRight(judged, value) / N;
    let sum = 0;
    let squares = 0;
    for (let i = 0; i < n; i++) {
      const error = Number(human[i]! <= value) - Number(judge[i]! <= value);
      sum += error;
      squares += error * error;
    }
    const error = sum / n;
    const variance = (share * (1 - share)) / N + (squares / n - error ** 2) / n;
    return { value, away: Math.abs(share + error - q), se: Math.sqrt(Math.max(0, variance)) };
  });
  const nearest = points.reduce((best, point) => (point.away < best.away ? point : best));
  return {
    estimate: nearest.value,
    interval(level) {
      const z = normalQuantile((1 - level) / 2);
      const inside = points.filter(({ away, se }) => away < z * Math.max(se, 1e-16));
      return inside.length === 0 ? null : [inside[0]!.value, inside.at(-1)!.value];
    },
  };
}
