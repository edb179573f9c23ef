import type { RowClusters } from './compare-units.ts';
import { type DesignEffect, designEffect } from './design-effect.ts';
import type { PooledSides } from './naive-coverage.ts';

/** What clusters do to the true spread of pooled rows. */
export interface PooledDesign {
  readonly real: DesignEffect;
  readonly synthetic: DesignEffect;
  readonly sides: Required<Pick<PooledSides, 'deff' | 'syntheticDeff' | 'covariance'>>;
}

export function pooledDesign(real: Float64Array, synthetic: Float64Array, clusters: RowClusters): PooledDesign {
  const [a, b] = [designEffect(real, clusters.real), designEffect(synthetic, clusters.synthetic)];
  const first = deviations(real, clusters.real);
  let covariance = 0;
  for (const [cluster, sum] of deviations(synthetic, clusters.synthetic)) {
    covariance += sum * (first.get(cluster) ?? 0);
  }
  return { real: a, synthetic: b, sides: { deff: a.deff, syntheticDeff: b.deff, covariance } };
}

/** Each cluster's sum of distances from the mean. */
function deviations(values: Float64Array, clusters: ArrayLike<number>): ReadonlyMap<number, number> {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const sums = new Map<number, number>();
  for (let i = 0; i < values.length; i++) {
    sums.set(clusters[i]!, (sums.get(clusters[i]!) ?? 0) + values[i]! - mean);
  }
  return sums;
}
