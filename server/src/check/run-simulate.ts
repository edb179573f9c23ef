import type { SimulateRequest, SimulateResult, SimulateSetting } from '@unpool/shared/protocol/simulate.ts';
import { minimalDetectableShift } from '@unpool/shared/statistics/minimal-detectable-shift.ts';
import { naiveCoverage } from '@unpool/shared/statistics/naive-coverage.ts';
import { curveSizes } from '@unpool/shared/statistics/naive-coverage-curve.ts';
import { simulateCoverage } from '@unpool/shared/statistics/simulate-coverage.ts';
import type { RunOptions } from './run-compare.ts';

export const EXAMPLE: SimulateSetting = { bias: 0.1, realRows: 50, syntheticRows: 500, sd: 1 };

/** Settings with a standard deviation of 1 whose coverage is known from 20,000 repetitions. */
export const TABLE = [
  [0, 50, 500],
  [0.05, 50, 500],
  [0.1, 50, 500],
  [0.2, 50, 500],
  [0.05, 200, 2000],
  [0.1, 200, 200],
  [0.2, 500, 500],
  [0.3, 100, 100],
  [0.3, 30, 30],
  [0.1, 50, 5000],
].map(([bias, realRows, syntheticRows]): SimulateSetting => {
  return { bias: bias!, realRows: realRows!, syntheticRows: syntheticRows!, sd: 1 };
});

/** Shows how often the interval of pooled rows holds the real mean. The request's numbers must be usable. */
export function runSimulate(
  { setting: asked, repetitions, seed }: SimulateRequest,
  { onProgress }: Pick<RunOptions, 'onProgress'> = {},
): SimulateResult {
  const setting = asked ?? EXAMPLE;
  const { naive, realOnly, syntheticOnly } = simulated(setting, repetitions, seed);
  const { realRows, syntheticRows, sd } = setting;
  const se = sd * Math.sqrt(1 / realRows + 1 / syntheticRows);
  return {
    kind: 'simulate',
    level: 0.95,
    repetitions,
    seed,
    setting,
    naive: { ...naive, error: errorOf(naive.coverage, repetitions), closedForm: closedForm(setting) },
    realOnly,
    syntheticOnly,
    minimalDetectableShift: minimalDetectableShift(se, realRows + syntheticRows - 2),
    curve: curveSizes(realRows, syntheticRows).map((size) => ({
      syntheticRows: size,
      coverage: closedForm({ ...setting, syntheticRows: size }),
    })),
    table: (asked === null ? TABLE : []).map(({ bias, realRows, syntheticRows, sd }, i) => {
      onProgress?.({ fraction: (i + 1) / (TABLE.length + 1), stage: 'computing' });
      const row = { bias, realRows, syntheticRows, sd };
      const { coverage } = simulated(row, repetitions, seed).naive;
      return { bias, realRows, syntheticRows, coverage, closedForm: closedForm(row) };
    }),
  };
}

function simulated({ bias, realRows, syntheticRows, sd }: SimulateSetting, repetitions: number, seed: number) {
  return simulateCoverage({ bias, real: realRows, synthetic: syntheticRows, sd }, repetitions, seed);
}

function closedForm({ bias, realRows, syntheticRows, sd }: SimulateSetting): number {
  return naiveCoverage(bias, { n: realRows, sd, syntheticN: syntheticRows, syntheticSd: sd });
}

/** Half the width of a 95 % interval of a simulated share, by Agresti and Coull so that it is not 0 at 0 % or 100 %. */
function errorOf(share: number, repetitions: number): number {
  const p = (share * repetitions + 2) / (repetitions + 4);
  return 1.96 * Math.sqrt((p * (1 - p)) / (repetitions + 4));
}
