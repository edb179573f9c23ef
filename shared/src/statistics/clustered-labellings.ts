import type { RowClusters } from './compare-units.ts';
import { everyLabelling, type Labellings, labellings, MOST_ENUMERATED, randomLabellings } from './permutation-test.ts';
import { roundForRanking } from './pool.ts';
import { random } from './random.ts';

/**
 * Labellings of a pool that move whole clusters: a cluster of one side gets either origin, as often as there are such
 * clusters, and in one of both sides the origins change places or not. For the pool of `real` and `synthetic`.
 */
export function clusteredLabellings(
  real: Float64Array,
  synthetic: Float64Array,
  clusters: RowClusters,
  { repetitions, seed }: { readonly repetitions: number; readonly seed: number },
): Labellings {
  const members = byCluster(real, synthetic, clusters);
  const one = [...members.values()].filter(({ real, synthetic }) => real.length === 0 || synthetic.length === 0);
  const both = [...members.values()].filter(({ real, synthetic }) => real.length > 0 && synthetic.length > 0);
  const first = one.filter(({ real }) => real.length > 0).length;
  const sides = { first, second: one.length - first };
  const splits = one.length === 0 ? 1 : labellings(first, one.length);
  const total = splits * 2 ** both.length;
  const exact = total <= MOST_ENUMERATED && (both.length === 0 || splits === 1);
  const labels = new Uint8Array(real.length + synthetic.length);
  function* source(): Generator<Uint8Array, void> {
    const split = exact ? everyLabelling(first, one.length) : randomLabellings(sides, { repetitions, seed });
    const { below } = random(seed + 1);
    for (let i = 0; i < (exact ? total : repetitions); i++) {
      const next = one.length > 0 && (i === 0 || splits > 1) ? split.next().value : undefined;
      if (next) {
        one.forEach(({ real, synthetic }, j) => {
          mark(labels, real, next[j]!);
          mark(labels, synthetic, next[j]!);
        });
      }
      both.forEach(({ real, synthetic }, j) => {
        const isSwapped = exact ? (i >> j) & 1 : below(2);
        mark(labels, real, 1 - isSwapped);
        mark(labels, synthetic, isSwapped);
      });
      yield labels;
    }
  }
  return { exact, total: exact ? total : repetitions, source: source() };
}

interface Members {
  /** Places in the pool. */
  readonly real: number[];
  readonly synthetic: number[];
}

function byCluster(real: Float64Array, synthetic: Float64Array, clusters: RowClusters): ReadonlyMap<number, Members> {
  const values = [...real, ...synthetic].map(roundForRanking);
  const order = Uint32Array.from(values.keys()).sort((i, j) => values[i]! - values[j]!);
  const members = new Map<number, Members>();
  for (const [place, row] of order.entries()) {
    const isReal = row < real.length;
    const cluster = isReal ? clusters.real[row]! : clusters.synthetic[row - real.length]!;
    const entry = members.get(cluster) ?? { real: [], synthetic: [] };
    entry[isReal ? 'real' : 'synthetic'].push(place);
    members.set(cluster, entry);
  }
  return members;
}

function mark(labels: Uint8Array, places: readonly number[], label: number): void {
  for (const place of places) {
    labels[place] = label;
  }
}
