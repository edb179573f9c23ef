import type { Pool } from './pool.ts';
import { random } from './random.ts';

/** A statistic of a labelling of the pool; great values speak against exchangeability. */
export type LabelStatistic = (pool: Pool, labels: Uint8Array) => number;

export interface PermutationResult {
  /** One p-value for each statistic. */
  readonly p: readonly number[];
  /** Labellings that were tried: all of them when `exact`. */
  readonly permutations: number;
  readonly exact: boolean;
}

/** Labellings to be tried: `total` of them, all that there are when `exact`. The arrays that come may be the same one. */
export interface Labellings {
  readonly exact: boolean;
  readonly total: number;
  readonly source: Iterable<Uint8Array>;
}

/** Up to this many distinct labellings are all tried. */
export const MOST_ENUMERATED = 20_000;
/** Relative, so that the unit of the values does not matter. */
const TOLERANCE = 1e-12;
/** Labels handled between two yields: some 20 ms of work. */
const SLICE = 4_000_000;

/** Labellings of independent rows. */
export function rowLabellings(
  { first, second }: Pick<Pool, 'first' | 'second'>,
  options: { readonly repetitions: number; readonly seed: number },
): Labellings {
  const total = labellings(first, first + second);
  return total <= MOST_ENUMERATED
    ? { exact: true, total, source: everyLabelling(first, first + second) }
    : { exact: false, total: options.repetitions, source: randomLabellings({ first, second }, options) };
}

/**
 * Permutation p-values, one for each statistic, all on the same labellings: (1 + #{T* >= T}) / (B + 1), or the exact
 * share when every labelling can be tried. A generator that yields the share done, so that a host can pause or show it.
 */
export function* permutationTest(
  pool: Pool,
  statistics: readonly LabelStatistic[],
  options: { readonly repetitions: number; readonly seed: number },
  { exact, total, source }: Labellings = rowLabellings(pool, options),
): Generator<number, PermutationResult> {
  const { labels } = pool;
  const least = statistics.map((statistic) => statistic(pool, labels) * (1 - TOLERANCE));
  const extreme = statistics.map(() => 0);
  const slice = Math.max(1, Math.floor(SLICE / (labels.length * statistics.length)));
  let done = 0;
  for (const candidate of source) {
    for (let i = 0; i < statistics.length; i++) {
      if (statistics[i]!(pool, candidate) >= least[i]!) {
        extreme[i]!++;
      }
    }
    done++;
    if (done % slice === 0) {
      yield done / total;
    }
  }
  const p = extreme.map((count) => (exact ? count / done : (count + 1) / (done + 1)));
  return { p, permutations: done, exact };
}

/** Ways to choose `chosen` of `total`; stops counting beyond what would be enumerated. */
export function labellings(chosen: number, total: number): number {
  let count = 1;
  for (let i = 1; i <= Math.min(chosen, total - chosen); i++) {
    count = (count * (total - Math.min(chosen, total - chosen) + i)) / i;
    if (count > MOST_ENUMERATED) {
      return Number.POSITIVE_INFINITY;
    }
  }
  return Math.round(count);
}

/** Every way to mark `chosen` of `total` places, in lexicographic order; the yielded array is reused. */
export function* everyLabelling(chosen: number, total: number): Generator<Uint8Array, void> {
  const labels = new Uint8Array(total);
  const marked = Array.from({ length: chosen }, (_, i) => i);
  labels.fill(1, 0, chosen);
  for (;;) {
    yield labels;
    let last = chosen - 1;
    while (last >= 0 && marked[last] === total - chosen + last) {
      last--;
    }
    if (last < 0) {
      return;
    }
    for (let i = last; i < chosen; i++) {
      labels[marked[i]!] = 0;
    }
    marked[last]!++;
    for (let i = last + 1; i < chosen; i++) {
      marked[i] = marked[i - 1]! + 1;
    }
    for (let i = last; i < chosen; i++) {
      labels[marked[i]!] = 1;
    }
  }
}

/** Random markings, drawing the smaller sample only (partial Fisher-Yates); the yielded array is reused. */
export function* randomLabellings(
  { first, second }: Pick<Pool, 'first' | 'second'>,
  { repetitions, seed }: { readonly repetitions: number; readonly seed: number },
): Generator<Uint8Array, void> {
  const total = first + second;
  const drawn = Math.min(first, second);
  const mark = first <= second ? 1 : 0;
  const { below } = random(seed);
  const order = Uint32Array.from({ length: total }, (_, i) => i);
  const labels = new Uint8Array(total).fill(1 - mark);
  for (let repetition = 0; repetition < repetitions; repetition++) {
    for (let i = 0; i < drawn; i++) {
      const j = i + below(total - i);
      const place = order[j]!;
      order[j] = order[i]!;
      order[i] = place;
      labels[place] = mark;
    }
    yield labels;
    for (let i = 0; i < drawn; i++) {
      labels[order[i]!] = 1 - mark;
    }
  }
}
