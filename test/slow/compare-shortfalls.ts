/** Where the intervals of `compare` are known not to hold what is required. */
import type { Boundary } from './compare-boundary.ts';
import type { Cell, Requirement } from './compare-requirements.ts';

export interface Shortfall {
  readonly of: RegExp;
  readonly method: string;
  /** Up to so many real units. */
  readonly upTo: number;
  /** What holds instead. */
  readonly holds: Partial<Requirement>;
  /** For people who read the page. */
  readonly why: string;
}

const FEW_VARY =
  'Two models on the same rows, in clusters: where they nearly always agree, few clusters differ from the rest, and their ' +
  'spread is mostly seen too small.';
const RARE =
  'Logistic regression where the outcome hardly ever occurs, or hardly ever fails to: with fewer than five of either it is ' +
  'refused, and the data sets in which there happen to be five are those whose coefficient is off. Do not trust it with ' +
  'fewer than about ten.';

/** By real units: the average and the least that hold up to there. */
type Floors = readonly (readonly [upTo: number, average: number, least: number])[];

function known(why: string, of: RegExp, method: string, floors: Floors): readonly Shortfall[] {
  return floors.map(([upTo, average, least]) => ({ of, method, upTo, holds: { average, least }, why }));
}

const SHORTFALLS: readonly Shortfall[] = [
  ...known(FEW_VARY, /^difference, clusters/, 'shift', [[10, 0.94, 0.83]]),
  ...known(RARE, /^logistic coefficient$/, 'real-only', [[200, 0.94, 0.79]]),
];

/** The first of those that are known for the cell. */
export function shortfall({ of, method, n }: Pick<Cell, 'of' | 'method' | 'n'>): Shortfall | undefined {
  return SHORTFALLS.find((one) => one.of.test(of) && one.method === method && n <= one.upTo);
}

/** Where more than 6.5 % of data sets with a shift as large as the margin are known to be called compatible. */
const FALSELY_COMPATIBLE: readonly { readonly of: RegExp; readonly kind: Boundary['kind']; readonly most: number }[] = [
  // Exponential values in few real rows and many synthetic ones that lie further down.
  { of: /^mean$/, kind: 'skewed', most: 0.1 },
  // 90 % intervals of Agresti and Min where few pairs differ.
  { of: /^proportion, pairs/, kind: 'binary', most: 0.1 },
  // Newcombe's interval, computed exactly: 6.8 % at 5 % of 20 real and 25 % of 100 synthetic rows.
  { of: /^proportion$/, kind: 'binary', most: 0.068 },
];

/** The share that may be called compatible; null for sparse values, of which nothing is required. */
export function mostCompatible({ of, kind }: Boundary): number | null {
  const known = FALSELY_COMPATIBLE.find((one) => one.of.test(of) && one.kind === kind);
  return kind === 'sparse' ? null : (known?.most ?? 0.065);
}
