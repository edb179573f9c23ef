/** Means by cluster, in the order in which the clusters first occur. */
export interface ClusterMeans {
  readonly means: Float64Array;
  /** The cluster of each mean. */
  readonly clusters: readonly number[];
}

/** Averages `values` to one for each cluster; `clusters[i]` is that of `values[i]`. */
export function clusterMeans(values: Float64Array, clusters: ArrayLike<number>): ClusterMeans {
  const sums = new Map<number, { sum: number; count: number }>();
  for (let i = 0; i < values.length; i++) {
    const cluster = clusters[i]!;
    const entry = sums.get(cluster);
    if (entry === undefined) {
      sums.set(cluster, { sum: values[i]!, count: 1 });
    } else {
      entry.sum += values[i]!;
      entry.count++;
    }
  }
  return {
    means: Float64Array.from(sums.values(), ({ sum, count }) => sum / count),
    clusters: [...sums.keys()],
  };
}
