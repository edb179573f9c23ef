/** How often the omnibus tests reject at 5 % when both sides have the same distribution. */
import { compareUnits } from '../../shared/src/statistics/compare-units.ts';
import { normals } from '../../shared/src/statistics/normals.ts';
import { clusteredOmnibus, type Omnibus, omnibus } from '../../shared/src/statistics/omnibus.ts';
import { pool } from '../../shared/src/statistics/pool.ts';
import { random } from '../../shared/src/statistics/random.ts';
import { type Design, drawRows, type Sizes } from './compare-draws.ts';
import { binary, EXPONENTIAL, type Law, NORMAL, ratings } from './laws.ts';

export interface Null {
  /** Values of many rows are equal. */
  readonly hasTies: boolean;
  readonly design: Design;
  readonly sizes: Sizes;
  readonly law: Law;
}

/** The share of repetitions with p <= 0.05, by test, among those in which there is a p-value. */
export type Rejections = ReadonlyMap<string, { readonly tested: number; readonly rejected: number }>;

/** The command takes 9,999; any number B gives the level 5 % exactly for which 0.05·(B + 1) is whole. */
const PERMUTATIONS = 199;

const LAWS: readonly (readonly [law: Law, hasTies: boolean])[] = [
  [NORMAL, false],
  [EXPONENTIAL, false],
  [{ ...NORMAL, name: 'normal, rounded to halves', draw: (z) => Math.round(2 * z) / 2 }, true],
  [ratings('ratings, even', [0.2, 0.2, 0.2, 0.2, 0.2]), true],
  [ratings('ratings, 80 % are 5', [0.02, 0.03, 0.05, 0.1, 0.8]), true],
  [binary(0.3), true],
];

const ROWS = [
  [6, 9],
  [10, 10],
  [50, 50],
  [20, 200],
  [200, 20],
  [40, 160],
] as const;
const CLUSTERS = [
  ['clusters', 20, 20],
  ['clusters', 10, 40],
  ['uneven', 20, 20],
  ['uneven', 10, 40],
  ['uneven', 40, 10],
  ['pairs', 20, 20],
  ['prompts', 20, 20],
] as const;

export function nulls(): readonly Null[] {
  const all = (design: Design, real: number, synthetic: number, laws: typeof LAWS) =>
    laws.map(([law, hasTies]) => ({ law, hasTies, design, sizes: { real, synthetic } }));
  return [
    ...ROWS.flatMap(([real, synthetic]) => all('rows', real, synthetic, LAWS)),
    ...CLUSTERS.flatMap(([design, real, synthetic]) => all(design, real, synthetic, [LAWS[0]!, LAWS[3]!])),
  ];
}

export function simulateNull({ law, design, sizes }: Null, repetitions: number, seed: number): Rejections {
  const normal = normals(random(seed));
  const counts = new Map<string, { tested: number; rejected: number }>();
  for (let i = 0; i < repetitions; i++) {
    const { real, synthetic, clusters } = drawRows('mean', design, sizes, { real: law, synthetic: law }, normal);
    const permute = { seed: repetitions * seed + i, repetitions: PERMUTATIONS };
    const steps =
      clusters === null
        ? omnibus(pool(real, synthetic), real, synthetic, permute)
        : clusteredOmnibus({ real, synthetic, clusters }, compareUnits(real, synthetic, clusters), permute);
    for (const [test, p] of pValues(finished(steps))) {
      const count = counts.get(test) ?? { tested: 0, rejected: 0 };
      count.tested += p === null ? 0 : 1;
      count.rejected += p !== null && p <= 0.05 ? 1 : 0;
      counts.set(test, count);
    }
  }
  return counts;
}

export const PERMUTED = ['KS', 'energy'] as const;
export const BY_FORMULA = ['KS by formula', 'Mann–Whitney', 'Brunner–Munzel', 'Brown–Forsythe', 'chi-square'] as const;

function pValues(tests: Omnibus): readonly (readonly [test: string, p: number | null])[] {
  return [
    ['KS', tests.ks.pPermutation],
    ['energy', tests.energy.pPermutation],
    ['KS by formula', tests.ks.p],
    ['Mann–Whitney', tests.mannWhitney?.p ?? null],
    ['Brunner–Munzel', tests.brunnerMunzel?.p ?? null],
    ['Brown–Forsythe', tests.brownForsythe?.p ?? null],
    ['chi-square', tests.chiSquare?.p ?? null],
  ];
}

function finished(steps: Generator<number, Omnibus>): Omnibus {
  let step = steps.next();
  while (step.done !== true) {
    step = steps.next();
  }
  return step.value;
}
