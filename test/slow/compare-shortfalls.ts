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
  'Rates of clusters, and of prompts that both sides have, are means of clusters and get Student’s interval. Where nearly all ' +
  'rows are alike, few clusters differ from the rest, and their spread is mostly seen too small; where all differences of two ' +
  'models are zero, the interval of the real rows alone has no width at all. Do not trust it where fewer than about ten ' +
  'clusters differ from the rest.';
const FEW_CLUSTERS =
  'Coefficients of few clusters or pairs: the cluster-robust standard error is too small. Take 50 clusters or more, and more ' +
  'where zeros or ones are few.';
const RARE =
  'Logistic regression of few rows where the outcome hardly ever occurs, or hardly ever fails to: what can be fitted at all is ' +
  'far off. Do not trust it with fewer than about ten of either outcome.';

const ONE_WAY =
  'Pairs, and two models on the same rows, that differ on a few rows only, all one way (the interval of Agresti and Min).';

/** By real units: the average and the least that hold up to there. */
type Floors = readonly (readonly [upTo: number, average: number, least: number])[];

function known(why: string, of: RegExp, method: string, floors: Floors): readonly Shortfall[] {
  return floors.map(([upTo, average, least]) => ({ of, method, upTo, holds: { average, least }, why }));
}

const SHORTFALLS: readonly Shortfall[] = [
  ...known(FEW_VARY, /^(proportion|win-rate), clusters/, 'shift', [
    [10, 0.93, 0.79],
    [20, 0.935, 0.79],
    [50, 0.94, 0.85],
  ]),
  ...known(FEW_VARY, /^win-rate, pairs/, 'shift', [[20, 0.94, 0.86]]),
  ...known(FEW_VARY, /^difference, clusters/, 'shift', [[10, 0.94, 0.83]]),
  ...known(FEW_VARY, /^(proportion|win-rate), (clusters|prompts)|^win-rate, pairs/, 'real-only', [
    [10, 0.84, 0.32],
    [20, 0.89, 0.52],
    [50, 0.92, 0.74],
    [200, 0.94, 0.87],
  ]),
  ...known(FEW_VARY, /^difference, (clusters|pairs)/, 'real-only', [
    [10, 0.92, 0.04],
    [20, 0.94, 0.08],
    [50, 0.94, 0.14],
    [200, 0.94, 0.58],
  ]),
  ...known(FEW_CLUSTERS, /^OLS coefficient, /, 'shift', [[20, 0, 0.88]]),
  ...known(FEW_CLUSTERS, /^OLS coefficient, /, 'real-only', [[20, 0, 0.85]]),
  ...known(FEW_CLUSTERS, /^logistic coefficient, /, 'shift', [
    [10, 0.84, 0.63],
    [20, 0.9, 0.88],
  ]),
  ...known(FEW_CLUSTERS, /^logistic coefficient, /, 'real-only', [
    [10, 0.87, 0.68],
    [20, 0.89, 0.85],
  ]),
  ...known(RARE, /^logistic coefficient$/, 'shift', [
    [10, 0.94, 0.23],
    [20, 0.94, 0.8],
  ]),
  ...known(RARE, /^logistic coefficient$/, 'real-only', [
    [10, 0.94, 0.23],
    [20, 0.94, 0.79],
    [50, 0.94, 0.82],
    [200, 0.94, 0.85],
  ]),
  ...known(ONE_WAY, /^proportion, pairs/, 'shift', [[20, 0.94, 0.87]]),
  ...known(ONE_WAY, /^difference$/, 'real-only', [[200, 0.94, 0.84]]),
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
