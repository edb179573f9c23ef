import { bisectLeft } from 'd3-array';
import type { RowClusters } from './compare-units.ts';
import {
  everyLabelling,
  type Labellings,
  labellings,
  MOST_ENUMERATED,
  type PermutationOptions,
  randomLabellings,
} from './permutation-test.ts';
import { type Pool, roundForRanking } from './pool.ts';
import { random } from './random.ts';

/**
 * Labellings of a pool that move whole clusters: a cluster of one side gets either origin, as often as there are such
 * clusters, and in one of both sides the origins change places or not. The pool is that of `real` and `synthetic`.
 */
export function clusteredLabellings(
  pool: Pool,
  real: Float64Array,
  synthetic: Float64Array,
  clusters: RowClusters,
  { repetitions, seed }: PermutationOptions,
): Labellings {
  const members = byCluster(pool, real, synthetic, clusters);
  const one = members.filter(({ real, synthetic }) => real.length === 0 || synthetic.length === 0);
  const both = members.filter(({ real, synthetic }) => real.length > 0 && synthetic.length > 0);
  const first = one.filter(({ real }) => real.length > 0).length;
  const splits = one.length === 0 ? 1 : labellings(first, one.length);
  const total = splits * 2 ** both.length;
  const exact = total <= MOST_ENUMERATED && (both.length === 0 || splits === 1);
  function* source(): Generator<Uint32Array, void> {
    const marked = new Uint32Array(pool.values.length);
    const split = exact
      ? everyLabelling(first, one.length)
      : randomLabellings(first, one.length, { repetitions, seed });
    const { below } = random(seed + 1);
    let labels: Uint8Array = new Uint8Array(one.length);
    for (let i = 0; i < (exact ? total : repetitions); i++) {
      if (one.length > 0 && (i === 0 || splits > 1)) {
        labels = split.next().value ?? labels;
      }
      marked.fill(0);
      one.forEach(({ real, synthetic }, j) => {
        if (labels[j] === 1) {
          mark(marked, real);
          mark(marked, synthetic);
        }
      });
      both.forEach(({ real, synthetic }, j) => {
        const isSwapped = (exact ? (i >> j) & 1 : below(2)) === 1;
        mark(marked, isSwapped ? synthetic : real);
      });
      yield marked;
    }
  }
  return { exact, total: exact ? total : repetitions, source: source() };
}

/** The rows of a cluster, each by the place of its value in the pool. */
interface Members {
  readonly real: number[];
  readonly synthetic: number[];
}

function byCluster(
  { values }: Pool,
  real: Float64Array,
  synthetic: Float64Array,
  clusters: RowClusters,
): readonly Members[] {
  const members = new Map<number, Members>();
  const add = (side: keyof Members, rows: Float64Array, ofRow: ArrayLike<number>) => {
    for (let row = 0; row < rows.length; row++) {
      const entry = members.get(ofRow[row]!) ?? { real: [], synthetic: [] };
      entry[side].push(bisectLeft(values, roundForRanking(rows[row]!)));
      members.set(ofRow[row]!, entry);
    }
  };
  add('real', real, clusters.real);
  add('synthetic', synthetic, clusters.synthetic);
  return [...members.values()];
}

function mark(marked: Uint32Array, places: readonly number[]): void {
  for (const place of places) {
    marked[place]!++;
  }
}
