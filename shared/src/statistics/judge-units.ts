import { clusterMeans } from './cluster-means.ts';
import type { JudgeSample } from './judge-sample.ts';
import type { Stratum } from './stratified-ppi.ts';

/** A whole number for each row, labelled and unlabelled: equal numbers are one group. */
export interface Groups {
  readonly labelled: ArrayLike<number>;
  readonly unlabelled: ArrayLike<number>;
}

/** Judged rows with what groups them. */
export interface JudgedRows {
  readonly sample: JudgeSample;
  /** Rows of one prompt or conversation, which are not independent. */
  readonly clusters: Groups | null;
  /** Strata of rows; all rows of a cluster are in one. `names[group]` is for people. */
  readonly strata: (Groups & { readonly names: readonly string[] }) | null;
}

/** What counts as independent: the rows, or the means of clusters. */
export interface JudgeUnits {
  readonly sample: JudgeSample;
  /** The judge's scores of everything: all rows, or the means of all clusters. */
  readonly judged: Float64Array;
  readonly strata: readonly Stratum[] | null;
  /** Rows of clusters that have human labels on other rows. They are not taken for unlabelled. */
  readonly setAside: number;
}

/** Averages clusters to one value each; without clusters, the rows as they are. */
export function judgeUnits({ sample, clusters, strata }: JudgedRows): JudgeUnits {
  const { human, judge, unlabelled } = sample;
  if (clusters === null) {
    const judged = Float64Array.from([...judge, ...unlabelled]);
    return { sample, judged, strata: strata && byStratum(sample, strata, strata.names), setAside: 0 };
  }
  const labelled = clusterMeans(human, clusters.labelled);
  const known = new Set(labelled.clusters);
  const free = Uint32Array.from(unlabelled.keys()).filter((i) => !known.has(clusters.unlabelled[i]!));
  const rest = clusterMeans(
    Float64Array.from(free, (i) => unlabelled[i]!),
    Array.from(free, (i) => clusters.unlabelled[i]!),
  );
  const means = { human: labelled.means, judge: clusterMeans(judge, clusters.labelled).means, unlabelled: rest.means };
  const all = clusterMeans(Float64Array.from([...judge, ...unlabelled]), [
    ...Array.from(clusters.labelled),
    ...Array.from(clusters.unlabelled),
  ]);
  const groupsOf = (rows: ArrayLike<number>, groups: ArrayLike<number>, wanted: readonly number[]) => {
    const group = new Map(Array.from(rows, (cluster, i) => [cluster, groups[i]!]));
    return wanted.map((cluster) => group.get(cluster)!);
  };
  return {
    sample: means,
    judged: all.means,
    strata:
      strata &&
      byStratum(
        means,
        {
          labelled: groupsOf(clusters.labelled, strata.labelled, labelled.clusters),
          unlabelled: groupsOf(clusters.unlabelled, strata.unlabelled, rest.clusters),
        },
        strata.names,
      ),
    setAside: unlabelled.length - free.length,
  };
}

function byStratum(sample: JudgeSample, groups: Groups, names: readonly string[]): readonly Stratum[] {
  const of = (values: Float64Array, group: ArrayLike<number>, wanted: number) =>
    values.filter((_, i) => group[i] === wanted);
  return names
    .map((name, i) => ({
      name,
      sample: {
        human: of(sample.human, groups.labelled, i),
        judge: of(sample.judge, groups.labelled, i),
        unlabelled: of(sample.unlabelled, groups.unlabelled, i),
      },
    }))
    .filter(({ sample: { human, unlabelled } }) => human.length + unlabelled.length > 0);
}
