/** Settings in which the true shift is as large as the margin, or a part of it. */
import { assess } from '../../shared/src/statistics/assess.ts';
import { biasAware } from '../../shared/src/statistics/compare-estimates.ts';
import type { Estimand } from '../../shared/src/statistics/estimand.ts';
import { normals } from '../../shared/src/statistics/normals.ts';
import { random } from '../../shared/src/statistics/random.ts';
import { type Design, drawRows, type Sides, type Sizes } from './compare-draws.ts';
import { FACTORS, named } from './compare-setting.ts';
import { binary, EXPONENTIAL, type Law, mixed, moved, NORMAL, points, ratings, STUDENT, UNIFORM } from './laws.ts';
import { RATES, SIZES } from './simulation.ts';

export interface Boundary {
  /** What is compared, and how rows belong together. */
  readonly of: string;
  /** Sparse: values most of which are the same. */
  readonly kind: 'binary' | 'continuous' | 'skewed' | 'sparse';
  readonly sizes: Sizes;
  readonly name: string;
  readonly margin: number;
  /** The sides when the shift is this part of the margin. */
  sides(part: number): Sides;
  readonly estimand: Estimand;
  readonly design: Design;
  /** The part of all repetitions that is affordable. */
  readonly part: number;
}

export interface Passed {
  readonly repetitions: number;
  readonly compatible: number;
  /** In how many of these the bias-aware interval, which is shown only there, covered the truth. */
  readonly covered: number;
  /** In how many of all it would have. */
  readonly held: number;
}

/** The shift as a part of the margin, and how many of the repetitions it gets. */
export const PARTS = [
  { shift: 1, part: 1 },
  { shift: 0.5, part: 0.125 },
  { shift: 0, part: 0.125 },
] as const;

/** One for each of `PARTS`. */
export function simulateBoundary(boundary: Boundary, repetitions: number, seed: number): readonly Passed[] {
  return PARTS.map(({ shift, part }) =>
    simulatePart(boundary, shift, Math.round(repetitions * boundary.part * part), seed),
  );
}

function simulatePart(boundary: Boundary, shift: number, repetitions: number, seed: number): Passed {
  const normal = normals(random(seed));
  const sides = boundary.sides(shift);
  const passed = { repetitions, compatible: 0, covered: 0, held: 0 };
  for (let i = 0; i < repetitions; i++) {
    const rows = drawRows(boundary.estimand, boundary.design, boundary.sizes, sides, normal);
    const { verdict, analysis } = assess(rows, boundary.margin, 0.05);
    const pooled = biasAware(analysis, boundary.margin, 0.05);
    const truth = sides.real.mean;
    const holds = 'ci95' in pooled && pooled.ci95[0] <= truth && truth <= pooled.ci95[1] ? 1 : 0;
    passed.held += holds;
    if (verdict.verdict === 'compatible') {
      passed.compatible++;
      passed.covered += holds;
    }
  }
  return passed;
}

export function boundaries(): readonly Boundary[] {
  return SIZES.flatMap((n) => [
    ...meanBoundaries(n),
    ...sparseBoundaries(n),
    ...rateBoundaries('proportion', binary, n),
    ...rateBoundaries('win-rate', points, n),
    ...ratingBoundaries(n),
  ]);
}

/** One for each number of synthetic units that the design allows. */
function each(
  estimand: Estimand,
  design: Design,
  n: number,
  what: Pick<Boundary, 'kind' | 'name' | 'margin' | 'sides'>,
): readonly Boundary[] {
  const factors = design !== 'rows' ? [1] : what.kind === 'binary' && what.margin !== 0.1 ? [5] : FACTORS;
  return factors.map((factor) => ({
    of: named(estimand, design),
    part: design === 'rows' ? 1 : 0.5,
    sizes: { real: n, synthetic: factor * n },
    estimand,
    design,
    ...what,
  }));
}

function meanBoundaries(n: number): readonly Boundary[] {
  const of = (design: Design, law: Law, kind: Boundary['kind'], name: string, scale = 1, sign = 1) =>
    [0.5, 1].flatMap((margin) =>
      each('mean', design, n, {
        kind,
        name,
        margin,
        sides: (part) => ({ real: law, synthetic: moved(law, sign * part * margin, scale) }),
      }),
    );
  return [
    ...[NORMAL, UNIFORM, STUDENT].flatMap((law) => of('rows', law, 'continuous', law.name)),
    ...of('rows', NORMAL, 'continuous', 'normal, synthetic spread doubled', 2),
    ...of('rows', NORMAL, 'continuous', 'normal, synthetic spread halved', 0.5),
    ...of('rows', EXPONENTIAL, 'skewed', 'exponential, synthetic further up'),
    ...of('rows', EXPONENTIAL, 'skewed', 'exponential, synthetic further down', 1, -1),
    ...(['clusters', 'uneven', 'pairs', 'prompts'] as const).flatMap((design) =>
      of(design, NORMAL, 'continuous', 'normal'),
    ),
    ...(['clusters', 'pairs'] as const).flatMap((design) => of(design, EXPONENTIAL, 'skewed', 'exponential')),
  ];
}

/** Four of five, or nine of ten values are zero. */
function sparseBoundaries(n: number): readonly Boundary[] {
  const zero: Law = { name: 'zero', mean: 0, draw: () => 0 };
  return [0.2, 0.1].flatMap((share) =>
    [-1, 1].flatMap((sign) => {
      const law = mixed(zero, moved(EXPONENTIAL, 2), share);
      return (['rows', 'pairs'] as const).flatMap((design) =>
        each('mean', design, n, {
          kind: 'sparse',
          name: `${100 * (1 - share)} % zeros, synthetic further ${sign > 0 ? 'up' : 'down'}`,
          margin: 0.4,
          sides: (part) => ({ real: law, synthetic: moved(law, sign * part * 0.4) }),
        }),
      );
    }),
  );
}

function rateBoundaries(estimand: 'proportion' | 'win-rate', law: (p: number) => Law, n: number): readonly Boundary[] {
  return RATES.flatMap((p) =>
    (estimand === 'proportion' ? [0.05, 0.1, 0.2] : [0.1, 0.2]).flatMap((margin) =>
      [-margin, margin]
        .filter((shift) => p + shift > 0.001 && p + shift < 0.999)
        .flatMap((shift) => {
          const all = (design: Design) =>
            each(estimand, design, n, {
              kind: 'binary',
              name: `p ${p} and ${Number((p + shift).toFixed(2))}`,
              margin,
              sides: (part) => ({ real: law(p), synthetic: law(p + part * shift) }),
            });
          const others = (['clusters', 'pairs', 'prompts'] as const).flatMap(all);
          return [...all('rows'), ...(margin === 0.1 ? others : [])];
        }),
    ),
  );
}

const SKEWED = ratings('60 % are 5', [0.03, 0.05, 0.12, 0.2, 0.6]);
const EXTREME = ratings('90 % are 5', [0.02, 0.01, 0.02, 0.05, 0.9]);
const SPREAD = ratings('30 % are 5', [0.15, 0.15, 0.2, 0.2, 0.3]);

const RATING_PAIRS = [
  [
    'continuous',
    ratings('even ratings', [0.2, 0.2, 0.2, 0.2, 0.2]),
    ratings('40 % are 5', [0.05, 0.1, 0.15, 0.3, 0.4]),
  ],
  ['continuous', ratings('mostly 3', [0.05, 0.25, 0.4, 0.25, 0.05]), ratings('mostly 4', [0, 0.1, 0.3, 0.4, 0.2])],
  ['skewed', SKEWED, SPREAD],
  ['skewed', SPREAD, SKEWED],
  ['sparse', EXTREME, SKEWED],
  ['sparse', SKEWED, EXTREME],
] as const;

function ratingBoundaries(n: number): readonly Boundary[] {
  return RATING_PAIRS.flatMap(([kind, real, synthetic]) =>
    (['rows', 'clusters', 'pairs', 'prompts'] as const).flatMap((design) =>
      each('rating', design, n, {
        kind,
        name: `${real.name}, synthetic: ${synthetic.name}`,
        margin: Math.abs(synthetic.mean - real.mean),
        sides: (part) => ({ real, synthetic: mixed(real, synthetic, part) }),
      }),
    ),
  );
}
