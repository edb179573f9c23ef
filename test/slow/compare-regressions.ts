/** Settings in which a coefficient of a regression on two covariates is compared. */
import { normalTail } from '../../shared/src/statistics/normal-tail.ts';
import { clustersOf, type Design, further, type Latent, latentSides, type Sizes } from './compare-draws.ts';
import { named, type Setting } from './compare-setting.ts';
import { EXPONENTIAL } from './laws.ts';
import { RATES } from './simulation.ts';

/** The outcome from its expectation (log odds, for zeros and ones), the covariate, and a normal number. */
interface Outcome {
  readonly name: string;
  readonly kind: Setting['kind'];
  readonly isLogistic: boolean;
  readonly p: number;
  readonly intercept: number;
  of(expected: number, x: number, z: number): number;
}

const REAL = 0.7;
const SYNTHETIC = 1;

const LINEAR = { isLogistic: false, p: Number.NaN, intercept: 0 } as const;

const LEAST_SQUARES: readonly Outcome[] = [
  { ...LINEAR, name: 'normal errors', kind: 'continuous', of: (expected, _, z) => expected + z },
  {
    ...LINEAR,
    name: 'normal errors that grow with the covariate',
    kind: 'continuous',
    of: (expected, x, z) => expected + (0.3 + Math.abs(x)) * z,
  },
  {
    ...LINEAR,
    name: 'exponential errors',
    kind: 'apart',
    of: (expected, _, z) => expected + EXPONENTIAL.draw(z, () => 0),
  },
];

/** Ones with log odds `expected`; `p` is their probability at covariates of zero. */
function logistic(p: number): Outcome {
  return {
    name: `p ${p}`,
    kind: 'binary',
    isLogistic: true,
    p,
    intercept: Math.log(p / (1 - p)),
    of: (expected, _, z) => (normalTail(z) < 1 / (1 + Math.exp(-expected)) ? 1 : 0),
  };
}

export function coefficientSettings(n: number): readonly Setting[] {
  const settings = (design: Design, outcomes: readonly Outcome[], factors: readonly number[]) =>
    outcomes.flatMap((outcome) =>
      factors.map((factor) => setting(design, { real: n, synthetic: factor * n }, outcome)),
    );
  const few = [0.1, 0.5, 0.9].map(logistic);
  return [
    ...settings('rows', LEAST_SQUARES, [1, 5]),
    ...settings('clusters', LEAST_SQUARES, [1]),
    ...settings('pairs', LEAST_SQUARES, [1]),
    ...settings('rows', RATES.map(logistic), [5]),
    ...settings('clusters', few, [1]),
    ...settings('pairs', few, [1]),
  ];
}

function setting(design: Design, sizes: Sizes, outcome: Outcome): Setting {
  return {
    of: named(outcome.isLogistic ? 'logistic coefficient' : 'OLS coefficient', design),
    kind: outcome.kind,
    sizes,
    name: outcome.name,
    p: outcome.p,
    truth: { shift: SYNTHETIC - REAL, real: REAL },
    part: outcome.isLogistic && sizes.synthetic > 500 ? 0.125 : 0.25,
    draw(normal) {
      const x = latentSides(design, sizes, normal);
      const [other, error] = [further(x, normal), further(x, normal)];
      // The second covariate is correlated with the first.
      const w = (side: 'real' | 'synthetic') => other[side].z.map((z, i) => 0.5 * x[side].z[i]! + z);
      const second = { real: w('real'), synthetic: w('synthetic') };
      const y = (side: 'real' | 'synthetic', slope: number, { z }: Latent) =>
        z.map((one, i) => {
          const at = x[side].z[i]!;
          return outcome.of(outcome.intercept + slope * at - 0.3 * second[side][i]!, at, one);
        });
      return {
        real: y('real', REAL, error.real),
        synthetic: y('synthetic', SYNTHETIC, error.synthetic),
        estimand: 'mean',
        clusters: clustersOf(design, x),
        versus: null,
        regression: {
          covariates: [{ real: x.real.z, synthetic: x.synthetic.z }, second],
          coefficient: 0,
          isLogistic: outcome.isLogistic,
        },
      };
    },
  };
}
