import { clusterMeans } from './cluster-means.ts';

/** A whole number for each row of both sides: rows with equal numbers, also across the sides, are of one cluster. */
export interface RowClusters {
  readonly real: ArrayLike<number>;
  readonly synthetic: ArrayLike<number>;
}

/** What counts as independent: the rows, or the means of clusters. */
export interface CompareUnits {
  readonly real: Float64Array;
  readonly synthetic: Float64Array;
  /** Clusters of both sides, `real[i]` and `synthetic[i]` being the means of one; null where the sides have too few in common. */
  readonly pairs: { readonly real: Float64Array; readonly synthetic: Float64Array } | null;
}

/** Sides are paired when they share at least this part of the smaller side's clusters. */
const LEAST_SHARED = 0.5;

/** Averages clusters to one value each and pairs those of both sides; without clusters, the rows as they are. */
export function compareUnits(real: Float64Array, synthetic: Float64Array, clusters: RowClusters | null): CompareUnits {
  if (clusters === null) {
    return { real, synthetic, pairs: null };
  }
  const a = clusterMeans(real, clusters.real);
  const b = clusterMeans(synthetic, clusters.synthetic);
  const place = new Map(b.clusters.map((cluster, i) => [cluster, i]));
  const shared = a.clusters.flatMap((cluster, i) => (place.has(cluster) ? [[i, place.get(cluster)!] as const] : []));
  const isPaired = shared.length >= Math.max(2, LEAST_SHARED * Math.min(a.means.length, b.means.length));
  return {
    real: a.means,
    synthetic: b.means,
    pairs: isPaired
      ? {
          real: Float64Array.from(shared, ([i]) => a.means[i]!),
          synthetic: Float64Array.from(shared, ([, j]) => b.means[j]!),
        }
      : null,
  };
}
