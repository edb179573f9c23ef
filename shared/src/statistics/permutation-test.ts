import { hypergeometric } from './hypergeometric.ts';
import { type Pool, sizeOf } from './pool.ts';
import { random } from './random.ts';

/** A statistic of the pool where `marked` rows with each value are of the first sample, 0 or more; great values speak against exchangeability. */
export type LabelStatistic = (pool: Pool, marked: Uint32Array) => number;

/** Several of them, of one labelling. */
export type LabelStatistics = (pool: Pool, marked: Uint32Array) => readonly number[];

export interface PermutationResult {
  /** One p-value for each statistic. */
  readonly p: readonly number[];
  /** Labellings that were tried: all of them when `exact`. */
  readonly permutations: number;
  readonly exact: boolean;
}

/** Labellings to be tried: `total` of them, all that there are when `exact`. */
export interface Labellings {
  readonly exact: boolean;
  readonly total: number;
  /** How many rows with each value each of them gives to the first sample. The arrays that come may be the same one. */
  readonly source: Iterable<Uint32Array>;
}

export interface PermutationOptions {
  readonly repetitions: number;
  readonly seed: number;
}

/** Up to this many distinct labellings are all tried. */
export const MOST_ENUMERATED = 20_000;
/** Nanoseconds to draw a row, and the number of rows with one value. */
const DRAW = 10;
const DRAW_OF_A_VALUE = 300;
/** Relative, so that the unit of the values does not matter. */
const TOLERANCE = 1e-12;
/** Nanoseconds between two yields. */
const SLICE = 20_000_000;

/** Labellings of independent rows. */
function rowLabellings(pool: Pool, options: PermutationOptions): Labellings {
  const total = labellings(pool.first, pool.first + pool.second);
  return total <= MOST_ENUMERATED
    ? { exact: true, total, source: everyMarking(pool) }
    : { exact: false, total: options.repetitions, source: randomMarkings(pool, options) };
}

/**
 * Permutation p-values, one for each statistic, all on the same labellings: (1 + #{T* >= T}) / (B + 1), or the exact
 * share when every labelling can be tried. A generator that yields the share done, so that a host can pause or show it.
 */
export function* permutationTest(
  pool: Pool,
  statistics: LabelStatistics,
  options: PermutationOptions,
  { exact, total, source }: Labellings = rowLabellings(pool, options),
): Generator<number, PermutationResult> {
  const least = statistics(pool, pool.marked).map((observed) => observed * (1 - TOLERANCE));
  const extreme = least.map(() => 0);
  const slice = Math.max(1, Math.floor(SLICE / costOf(pool)));
  let done = 0;
  for (const marked of source) {
    const values = statistics(pool, marked);
    for (let i = 0; i < values.length; i++) {
      if (values[i]! >= least[i]!) {
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

/** About how many nanoseconds one random labelling takes, with the four distances. */
export function costOf({ first, second, values }: Pool): number {
  return Math.min(DRAW * Math.min(first, second), DRAW_OF_A_VALUE * values.length) + 4 * values.length;
}

/** Every way to give the first sample its rows. */
function* everyMarking(pool: Pool): Generator<Uint32Array, void> {
  const places = placesOf(pool);
  const marked = new Uint32Array(pool.values.length);
  for (const labels of everyLabelling(pool.first, places.length)) {
    marked.fill(0);
    for (let row = 0; row < labels.length; row++) {
      marked[places[row]!]! += labels[row]!;
    }
    yield marked;
  }
}

/** Random rows for the first sample: drawn one by one, or by their number with each value where that is less work. */
function randomMarkings(pool: Pool, options: PermutationOptions): Iterable<Uint32Array> {
  const { first, second, values } = pool;
  return DRAW * Math.min(first, second) <= DRAW_OF_A_VALUE * values.length
    ? markingsByRow(pool, options)
    : markingsByValue(pool, options);
}

/** Draws the rows of the smaller sample (partial Fisher-Yates). */
function* markingsByRow(pool: Pool, { repetitions, seed }: PermutationOptions): Generator<Uint32Array, void> {
  const { first, second } = pool;
  const drawn = Math.min(first, second);
  const order = placesOf(pool);
  const total = order.length;
  const none = Uint32Array.from(pool.values, (_, i) => (first <= second ? 0 : sizeOf(pool, i)));
  const step = first <= second ? 1 : -1;
  const marked = new Uint32Array(none.length);
  const { below } = random(seed);
  for (let repetition = 0; repetition < repetitions; repetition++) {
    marked.set(none);
    for (let i = 0; i < drawn; i++) {
      const j = i + below(total - i);
      const place = order[j]!;
      order[j] = order[i]!;
      order[i] = place;
      marked[place]! += step;
    }
    yield marked;
  }
}

/** The same distribution of the counts, each given those before. */
function* markingsByValue(pool: Pool, { repetitions, seed }: PermutationOptions): Generator<Uint32Array, void> {
  const total = pool.first + pool.second;
  const draw = hypergeometric(total, random(seed));
  const marked = new Uint32Array(pool.values.length);
  for (let repetition = 0; repetition < repetitions; repetition++) {
    let left = total;
    let ofFirst = pool.first;
    for (let i = 0; i < marked.length; i++) {
      const size = sizeOf(pool, i);
      marked[i] = draw(left, ofFirst, size);
      left -= size;
      ofFirst -= marked[i]!;
    }
    yield marked;
  }
}

/** The place among the pool's values that each row has. */
function placesOf(pool: Pool): Uint32Array {
  const places = new Uint32Array(pool.first + pool.second);
  for (let i = 0; i < pool.ends.length; i++) {
    places.fill(i, pool.ends[i]! - sizeOf(pool, i), pool.ends[i]!);
  }
  return places;
}

/** Random markings of `chosen` of `total` places; the yielded array is reused. */
export function* randomLabellings(
  chosen: number,
  total: number,
  { repetitions, seed }: PermutationOptions,
): Generator<Uint8Array, void> {
  const { below } = random(seed);
  const order = Uint32Array.from({ length: total }, (_, i) => i);
  const labels = new Uint8Array(total);
  for (let repetition = 0; repetition < repetitions; repetition++) {
    labels.fill(0);
    for (let i = 0; i < chosen; i++) {
      const j = i + below(total - i);
      const place = order[j]!;
      order[j] = order[i]!;
      order[i] = place;
      labels[place] = 1;
    }
    yield labels;
  }
}
