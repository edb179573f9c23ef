/** All settings in which the coverage of intervals is simulated. */

import type { Estimand } from '../../shared/src/statistics/estimand.ts';
import { normalQuantile } from '../../shared/src/statistics/normal-quantile.ts';
import { type Design, drawRows, type Sides } from './compare-draws.ts';
import { differenceSettings } from './compare-models.ts';
import { coefficientSettings } from './compare-regressions.ts';
import { FACTORS, named, type Setting, SHAPES, shiftedRates } from './compare-setting.ts';
import { weightedSettings } from './compare-weights.ts';
import { binary, EXPONENTIAL, type Law, moved, NORMAL, points, ratings, STUDENT } from './laws.ts';
import { RATES, SIZES } from './simulation.ts';

const SHIFT = 0.3;

export function coverageSettings(): readonly Setting[] {
  return SIZES.flatMap((n) => [
    ...meanSettings(n),
    ...quantileSettings(n),
    ...rateSettings(n),
    ...ratingSettings(n),
    ...differenceSettings(n),
    ...coefficientSettings(n),
    ...weightedSettings(n),
    ...stratumSettings(n),
  ]);
}

/** Settings of one column, for each number of synthetic units that the design allows. */
export function ofColumn(
  estimand: Estimand,
  design: Design,
  n: number,
  laws: Sides,
  what: Pick<Setting, 'kind'> & Partial<Setting>,
): readonly Setting[] {
  const factors = design === 'rows' || design === 'clusters' ? FACTORS : [1];
  return factors.map((factor) => {
    const sizes = { real: n, synthetic: factor * n };
    return {
      of: named(estimand, design),
      sizes,
      name: laws.real.name,
      p: Number.NaN,
      truth: { shift: laws.synthetic.mean - laws.real.mean, real: laws.real.mean },
      draw: (normal) => drawRows(estimand, design, sizes, laws, normal),
      ...what,
    };
  });
}

function meanSettings(n: number): readonly Setting[] {
  const plain = (['rows', 'clusters', 'pairs', 'prompts'] as const).flatMap((design) =>
    SHAPES.flatMap(({ law, kind }) =>
      ofColumn('mean', design, n, { real: law, synthetic: moved(law, SHIFT) }, { kind }),
    ),
  );
  const rows = (law: Law, scale: number, what: Pick<Setting, 'kind' | 'name'>) =>
    ofColumn('mean', 'rows', n, { real: law, synthetic: moved(law, SHIFT, scale) }, what);
  return [
    ...plain,
    ...rows(NORMAL, 2, { kind: 'continuous', name: 'normal, synthetic spread doubled' }),
    ...rows(NORMAL, 0.5, { kind: 'continuous', name: 'normal, synthetic spread halved' }),
    ...rows(STUDENT, 1, { kind: 'apart', name: 't(5)' }),
    ...rows(EXPONENTIAL, -1, { kind: 'apart', name: 'exponential, the synthetic ones the other way round' }),
  ];
}

function quantileSettings(n: number): readonly Setting[] {
  return [0.5, 0.9].flatMap((q) => {
    // Below this the command refuses.
    if (n * Math.min(q, 1 - q) < 5 - 1e-9) {
      return [];
    }
    const z = normalQuantile(1 - q);
    const of = (design: Design, law: Law, kind: Setting['kind'], scale: number, name: string) => {
      const real = law.draw(z, () => 0);
      // Of averages of clusters, the quantile itself is not known here, but it moves with the values.
      const truth =
        design === 'rows' ? { shift: (scale - 1) * real + SHIFT, real } : { shift: SHIFT, real: Number.NaN };
      return ofColumn(
        `quantile:${q}`,
        design,
        n,
        { real: law, synthetic: moved(law, SHIFT, scale) },
        { kind, name, truth },
      );
    };
    return [
      ...SHAPES.flatMap(({ law }) => of('rows', law, 'continuous', 1, law.name)),
      ...of('rows', NORMAL, 'continuous', 2, 'normal, synthetic spread doubled'),
      ...of('clusters', NORMAL, 'continuous', 1, 'normal'),
    ];
  });
}

function rateSettings(n: number): readonly Setting[] {
  return (['proportion', 'win-rate'] as const).flatMap((estimand) => {
    const law = estimand === 'proportion' ? binary : points;
    const designs = ['rows', 'clusters', 'pairs', 'prompts'] as const;
    return RATES.flatMap((p) =>
      shiftedRates(p).flatMap((q) =>
        designs.flatMap((design) => {
          const name = `p ${p} and ${Number(q.toFixed(2))}`;
          const what = { kind: 'binary', name, p, part: design === 'rows' ? 1 : 0.5 } as const;
          return ofColumn(estimand, design, n, { real: law(p), synthetic: law(q) }, what);
        }),
      ),
    );
  });
}

/** Real ratings, with synthetic ones of another mean. */
export const RATINGS = [
  {
    kind: 'continuous',
    real: ratings('even ratings', [0.2, 0.2, 0.2, 0.2, 0.2]),
    synthetic: ratings('', [0.15, 0.15, 0.2, 0.25, 0.25]),
  },
  {
    kind: 'continuous',
    real: ratings('mostly 3', [0.05, 0.25, 0.4, 0.25, 0.05]),
    synthetic: ratings('', [0.05, 0.15, 0.35, 0.35, 0.1]),
  },
  {
    kind: 'apart',
    real: ratings('60 % are 5', [0.03, 0.05, 0.12, 0.2, 0.6]),
    synthetic: ratings('', [0.01, 0.02, 0.07, 0.15, 0.75]),
  },
  {
    kind: 'apart',
    real: ratings('90 % are 5', [0.02, 0.01, 0.02, 0.05, 0.9]),
    synthetic: ratings('', [0.03, 0.02, 0.05, 0.1, 0.8]),
  },
] as const;

function ratingSettings(n: number): readonly Setting[] {
  return (['rows', 'clusters', 'pairs', 'prompts'] as const).flatMap((design) =>
    RATINGS.flatMap(({ kind, ...laws }) => ofColumn('rating', design, n, laws, { kind })),
  );
}

/** Three strata with the same shift, each with `n` real and five times as many synthetic rows on average. */
function stratumSettings(n: number): readonly Setting[] {
  const rows = { real: 3 * n, synthetic: 15 * n };
  const setting = (estimand: Estimand, { real, synthetic }: Sides, levels: readonly number[]): Setting => ({
    of: `${estimand}, stratum`,
    kind: estimand === 'mean' ? 'continuous' : 'binary',
    sizes: { real: n, synthetic: 5 * n },
    part: 0.5,
    name: real.name,
    p: estimand === 'mean' ? Number.NaN : real.mean,
    truth: { shift: synthetic.mean - real.mean, real: Number.NaN },
    draw(normal) {
      const codes = (count: number) => Uint8Array.from({ length: count }, () => thirdOf(normal()));
      const strata = { names: ['a', 'b', 'c'], real: codes(rows.real), synthetic: codes(rows.synthetic) };
      const drawn = (side: Law, of: Uint8Array) =>
        Float64Array.from(of, (code) => side.draw(normal(), normal) + levels[code]!);
      return {
        real: drawn(real, strata.real),
        synthetic: drawn(synthetic, strata.synthetic),
        estimand,
        clusters: null,
        versus: null,
        regression: null,
        strata,
      };
    },
  });
  return [
    setting('mean', { real: NORMAL, synthetic: moved(NORMAL, SHIFT) }, [-1, 0, 1]),
    ...RATES.map((p) => setting('proportion', { real: binary(p), synthetic: binary(shiftedRates(p)[1]!) }, [0, 0, 0])),
  ];
}

/** 0, 1 or 2, each as often, from a standard normal. */
function thirdOf(z: number): number {
  return Math.abs(z) < 0.43073 ? 1 : z < 0 ? 0 : 2;
}
