import { min } from 'd3-array';
import { isBinary } from './is-binary.ts';
import type { JudgeSample } from './judge-sample.ts';
import { LEAST_TO_TUNE, LEAST_UNLABELLED, type Ppi, ppi, type Refused } from './ppi.ts';
import { type PpiFit, ppiLambda } from './ppi-mean.ts';

/** The rows of one stratum. */
export interface Stratum {
  readonly name: string;
  readonly sample: JudgeSample;
}

export interface StratumFit extends PpiFit {
  /** Strata with too few labels are merged, and have several names here. */
  readonly names: readonly string[];
  /** Share of all rows. */
  readonly weight: number;
  readonly labelled: number;
  readonly unlabelled: number;
}

export interface StratifiedPpi {
  readonly fit: Omit<PpiFit, 'lambda'>;
  readonly forInterval: Omit<PpiFit, 'lambda'>;
  readonly strata: readonly StratumFit[];
}

/** Strata with fewer labels are merged. */
const LEAST_LABELS = 10;

/**
 * PPI++ within strata, weighted by their shares of all rows: sum W·estimate, with the variance sum W²·se² and what the
 * shares themselves vary by. A stratum with few labels takes the judge's weight from all rows. Refuses where `ppi` does in a stratum.
 */
export function stratifiedPpi(strata: readonly Stratum[], whole: JudgeSample): StratifiedPpi | Refused {
  const groups = merged(strata);
  if (groups.length < 2) {
    return { refused: `fewer than two strata have ${LEAST_LABELS} human labels` };
  }
  if (!isBinary(whole.human) && whole.human.length < LEAST_TO_TUNE) {
    return { refused: `it needs ${LEAST_TO_TUNE} labels to weigh the judge by, and there are ${whole.human.length}` };
  }
  const rows = whole.human.length + whole.unlabelled.length;
  const general = ppiLambda(whole);
  const fits: { fit: StratumFit; forInterval: PpiFit }[] = [];
  for (const { names, sample } of groups) {
    const [labelled, unlabelled] = [sample.human.length, sample.unlabelled.length];
    const tuned = labelled < LEAST_TO_TUNE ? general : undefined;
    const result = ppi(sample, unlabelled < LEAST_UNLABELLED ? 0 : tuned);
    if ('refused' in result) {
      return { refused: `in the stratum ${shown(names)} ${result.refused}` };
    }
    const weight = (labelled + unlabelled) / rows;
    fits.push({ fit: { ...result.fit, names, weight, labelled, unlabelled }, forInterval: result.forInterval });
  }
  const weights = fits.map(({ fit }) => fit.weight);
  return {
    fit: combined(
      fits.map(({ fit }) => fit),
      weights,
      rows,
    ),
    forInterval: combined(
      fits.map(({ forInterval }) => forInterval),
      weights,
      rows,
    ),
    strata: fits.map(({ fit }) => fit),
  };
}

function shown(names: readonly string[]): string {
  return names.length > 3 ? `of ${names.length} small ones` : names.map((name) => `"${name}"`).join(' and ');
}

/**
 * The weights are shares of the `rows` at hand, and vary with them: sum W·(estimate - mean)² / rows. Without that the
 * interval covers 67 % where 200 labelled and 100 other rows are of two strata with rates of 5 % and 95 %.
 */
function combined(fits: readonly Ppi['fit'][], weights: readonly number[], rows: number): Omit<PpiFit, 'lambda'> {
  const mean = fits.reduce((sum, { estimate }, i) => sum + weights[i]! * estimate, 0);
  const between = fits.reduce((sum, { estimate }, i) => sum + weights[i]! * (estimate - mean) ** 2, 0) / rows;
  const parts = [
    ...fits.map(({ se, df }, i) => ({ variance: (weights[i]! * se) ** 2, df })),
    { variance: between, df: rows - 1 },
  ];
  const variance = parts.reduce((sum, part) => sum + part.variance, 0);
  const df = 1 / parts.reduce((sum, part) => sum + (part.variance / variance) ** 2 / part.df, 0);
  return {
    estimate: mean,
    se: Math.sqrt(variance),
    df: variance === 0 ? min(fits, ({ df }) => df)! : df,
  };
}

interface Group {
  readonly names: readonly string[];
  readonly sample: JudgeSample;
}

/** Merges the two strata with the fewest labels until each has enough. */
function merged(strata: readonly Stratum[]): readonly Group[] {
  let groups = strata.map(({ name, sample }): Group => ({ names: [name], sample }));
  for (;;) {
    groups = groups.sort((a, b) => a.sample.human.length - b.sample.human.length);
    const [first, second, ...others] = groups;
    if (first === undefined || second === undefined || first.sample.human.length >= LEAST_LABELS) {
      return groups;
    }
    groups = [{ names: [...first.names, ...second.names], sample: joined(first.sample, second.sample) }, ...others];
  }
}

function joined(a: JudgeSample, b: JudgeSample): JudgeSample {
  const both = (first: Float64Array, second: Float64Array) => Float64Array.from([...first, ...second]);
  return {
    human: both(a.human, b.human),
    judge: both(a.judge, b.judge),
    unlabelled: both(a.unlabelled, b.unlabelled),
  };
}
