/** Draws the rows of both sides: independent ones, in clusters, or of the same prompts. */
import type { ToAssess } from '../../shared/src/statistics/assess.ts';
import type { RowClusters } from '../../shared/src/statistics/compare-units.ts';
import type { Estimand } from '../../shared/src/statistics/estimand.ts';
import { normalTail } from '../../shared/src/statistics/normal-tail.ts';
import type { Law } from './laws.ts';

/**
 * How rows belong together: not at all; in clusters of one to five rows, or of two real or five synthetic ones
 * (uneven); or both sides have the same prompts, with one row each (pairs), or two real and five synthetic ones.
 */
export type Design = 'rows' | 'clusters' | 'uneven' | 'pairs' | 'prompts';

/** Rows of each side, or clusters or prompts. */
export interface Sizes {
  readonly real: number;
  readonly synthetic: number;
}

/** What is drawn of each side. */
export interface Sides {
  readonly real: Law;
  readonly synthetic: Law;
}

/** Correlation of the normal numbers behind the rows of one cluster. */
const WITHIN = 0.5;

/** Normal numbers behind the rows of one side, with the cluster of each row. */
export interface Latent {
  readonly z: Float64Array;
  readonly clusters: Uint32Array;
}

export interface LatentSides {
  readonly real: Latent;
  readonly synthetic: Latent;
}

/** Where every row of a side has a normal number, those of a cluster being alike. */
export function latentSides(design: Design, { real, synthetic }: Sizes, normal: () => number): LatentSides {
  if (design === 'rows') {
    return { real: independent(real, normal), synthetic: independent(synthetic, normal) };
  }
  const common = Float64Array.from({ length: Math.max(real, synthetic) }, normal);
  const isShared = design === 'pairs' || design === 'prompts';
  const others = isShared ? common : common.map(normal);
  const [own, other] = rowsOf(design, normal);
  return {
    real: clustered(common.subarray(0, real), own, 0, normal),
    synthetic: clustered(others.subarray(0, synthetic), other, isShared ? 0 : real, normal),
  };
}

/** How many rows a cluster has on each side. */
function rowsOf(design: Design, normal: () => number): readonly [real: () => number, synthetic: () => number] {
  if (design === 'clusters') {
    const size = () => Math.ceil(5 * normalTail(normal()));
    return [size, size];
  }
  return design === 'pairs' ? [() => 1, () => 1] : [() => 2, () => 5];
}

function independent(rows: number, normal: () => number): Latent {
  return { z: Float64Array.from({ length: rows }, normal), clusters: new Uint32Array(0) };
}

function clustered(common: Float64Array, size: () => number, first: number, normal: () => number): Latent {
  const z: number[] = [];
  const clusters: number[] = [];
  common.forEach((shared, cluster) => {
    const rows = size();
    for (let row = 0; row < rows; row++) {
      z.push(alike(shared, normal));
      clusters.push(first + cluster);
    }
  });
  return { z: Float64Array.from(z), clusters: Uint32Array.from(clusters) };
}

/** Further numbers for the same rows, of another variable. */
export function further({ real, synthetic }: LatentSides, normal: () => number): LatentSides {
  const common = new Map<number, number>();
  const of = (cluster: number) => common.get(cluster) ?? common.set(cluster, normal()).get(cluster)!;
  const side = ({ z, clusters }: Latent): Latent => ({
    z: z.map((_, i) => (clusters.length === 0 ? normal() : alike(of(clusters[i]!), normal))),
    clusters,
  });
  return { real: side(real), synthetic: side(synthetic) };
}

/** A standard normal number that has the correlation of a cluster with others of the same `common` one. */
function alike(common: number, normal: () => number): number {
  return Math.sqrt(WITHIN) * common + Math.sqrt(1 - WITHIN) * normal();
}

export function clustersOf(design: Design, { real, synthetic }: LatentSides): RowClusters | null {
  return design === 'rows' ? null : { real: real.clusters, synthetic: synthetic.clusters };
}

export function values(law: Law, { z }: Latent, normal: () => number): Float64Array {
  return Float64Array.from(z, (one) => law.draw(one, normal));
}

/** Rows of which one column is compared. */
export function drawRows(
  estimand: Estimand,
  design: Design,
  sizes: Sizes,
  laws: Sides,
  normal: () => number,
): ToAssess {
  const latent = latentSides(design, sizes, normal);
  return {
    real: values(laws.real, latent.real, normal),
    synthetic: values(laws.synthetic, latent.synthetic, normal),
    estimand,
    clusters: clustersOf(design, latent),
    versus: null,
    regression: null,
  };
}
