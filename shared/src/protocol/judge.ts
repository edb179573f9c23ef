/** The check of a judge against human labels: what is asked, and the JSON that answers. */
import type { CompareVerdict, DataFileRef, Extended, IntervalJson, SampleJson, ShiftJson } from './check.ts';

export interface JudgeRequest {
  /** One file in which some rows have a human label, or two: the labelled rows and the others. */
  readonly data: readonly DataFileRef[];
  /** Column of the human labels; guessed when absent. */
  readonly human?: string;
  /** Column of the judge's scores; guessed when absent. */
  readonly judge?: string;
  /** Column that tells which prompt or conversation a row belongs to: rows are averaged to one value each. */
  readonly cluster?: string;
  /** Column of strata, within which the judge is weighed. */
  readonly stratum?: string;
  /** Greatest error of the judge's mean that would not matter, in the labels' unit; a placeholder when absent. */
  readonly margin?: number;
  /** The intervals called `ci` have the level 1 - alpha; 0.05 when absent. The verdict has its own fixed levels. */
  readonly alpha?: number;
  /** Half the width that the interval at the level 1 - alpha should have: asks how many labels to add. */
  readonly halfWidth?: number;
}

export type JudgeMethod =
  | 'naive'
  | 'real-only'
  | 'post-stratified'
  | 'ppi'
  | 'ppi++'
  | 'stratified-ppi'
  | 'judge-corrected';

export interface JudgeNumbersJson {
  readonly estimate: number;
  readonly ci95: IntervalJson;
  /** At the level 1 - alpha. */
  readonly ci: IntervalJson;
  /** Of real-only: why the intervals are likely too narrow. */
  readonly caution?: string;
  /** Of ppi and ppi++: the weight of the judge. */
  readonly lambda?: number;
  /** Of ppi and ppi++: the 95 % interval of the package ppi_py (normal, ddof = 0), for comparing. */
  readonly zInterval?: IntervalJson;
  /** Of ppi and ppi++: whether two rows were added for the interval, spread evenly, as few rows are of a kind. */
  readonly intervalMethod?: 'student' | 'agresti-min';
  /** Of post-stratified: a verdict of the judge that no labelled row has. */
  readonly emptyStratum?: 'judge-pass' | 'judge-fail' | null;
  /** Of stratified-ppi. */
  readonly strata?: readonly {
    readonly names: readonly string[];
    readonly weight: number;
    readonly labelled: number;
    readonly unlabelled: number;
    readonly lambda: number;
    readonly estimate: number;
    readonly se: number;
  }[];
}

/** An estimate of the mean human label, or why it is refused. */
export type JudgeEstimateJson = { readonly method: JudgeMethod } & (JudgeNumbersJson | { readonly refused: string });

/** What people say where the judge's score lies in [from, to]. Means of rows (clusters), `n` in number. */
export interface CalibrationBinJson {
  readonly from: number;
  readonly to: number;
  readonly n: number;
  readonly judge: number;
  readonly human: number;
  /** Of the human mean; null where the labels are too much alike to tell. */
  readonly ci95: IntervalJson | null;
}

/** What `judge --format json` prints. An error is always judge minus human. */
export interface JudgeResult {
  readonly kind: 'judge';
  readonly estimand: 'mean' | 'proportion';
  readonly alpha: number;
  readonly columns: {
    readonly human: string;
    readonly judge: string;
    readonly cluster: string | null;
    readonly stratum: string | null;
  };
  readonly files: readonly string[];
  /** Rows. */
  readonly labelled: number;
  readonly unlabelled: number;
  /** With a cluster column: how many there are. All numbers below but the counts of rows are of their means. */
  readonly clusters: { readonly labelled: number; readonly unlabelled: number } | null;
  /** Human labels, the judge's scores of the same rows, and of the unlabelled ones (null below two). */
  readonly samples: { readonly human: SampleJson; readonly judge: SampleJson; readonly unlabelled: SampleJson | null };
  /** Of labelled rows, for zeros and ones; 1 is positive. */
  readonly confusion: { readonly tp: number; readonly fp: number; readonly fn: number; readonly tn: number } | null;
  readonly sensitivity: number | null;
  readonly sensitivityCi95: IntervalJson | null;
  readonly specificity: number | null;
  readonly specificityCi95: IntervalJson | null;
  /** Share of labelled rows in which both say the same; null for scores with many values. */
  readonly agreement: number | null;
  /** Cohen's; null where chance agreement is certain, and for scores with many values. */
  readonly kappa: number | null;
  /** Of scores that are not zeros and ones: labelled rows (clusters) by the judge's score, least first. */
  readonly calibration?: readonly CalibrationBinJson[];
  /** Pearson's; null where one side does not vary. */
  readonly correlation: number | null;
  /** `p` is exact McNemar's for zeros and ones, else that of the interval. */
  readonly errorShift: ShiftJson & { readonly method: 'paired-t' | 'agresti-min' | 'bonett-price' };
  readonly margin: number;
  readonly marginIsDefault: boolean;
  readonly equivalence: { readonly p: number };
  readonly verdict: CompareVerdict;
  /** The 95 % interval of the error lies wholly outside ±margin. */
  readonly beyondMargin: boolean;
  /** Why a 90 % interval inside the margin is still not enough for `compatible`. */
  readonly obstacle: 'few-real-rows' | 'few-distinct-rows' | 'no-spread' | null;
  /** Labelled rows (clusters) for `compatible` in 80 % of samples, if the judge is right on average. */
  readonly labelledNeeded: Extended;
  readonly minimalDetectableShift: number;
  readonly smallestPassingMargin: number;
  readonly halfWidth: number | null;
  /** Labels to add for `halfWidth`; "Infinity" where no number would do; null when it was not asked. */
  readonly extraLabels: Extended | null;
  readonly estimates: readonly JudgeEstimateJson[];
  /** For people: what was left out or assumed. */
  readonly notes: readonly string[];
}
