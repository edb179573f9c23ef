/** What the analysis says: the words of every face of the tool (editor, command line, tests). */

export const RULES = [
  // one a line
  'naive-pooling',
  'uncalibrated-judge',
  'synthetic-in-test',
  'synthetic-only-inference',
  'origin-dropped',
  'imputed-as-observed',
  'significance-gated-pooling',
  'self-judging',
  'single-order-judging',
  'circular-calibration',
  'fixed-judge-error',
  'dependent-generations',
  'unused-weights',
  'stale-evidence',
  'unused-suppression',
] as const;
export type RuleId = (typeof RULES)[number];

/** From loud to quiet. */
export const SEVERITIES = ['error', 'warning', 'information', 'hint'] as const;
export type Severity = (typeof SEVERITIES)[number];

/**
 * certain: every step is code that was understood; likely: a name, path or column name carried one step; possible: less.
 * From sure to unsure.
 */
export const CONFIDENCES = ['certain', 'likely', 'possible'] as const;
export type Confidence = (typeof CONFIDENCES)[number];

/** A range in a document: UTF-16 offsets from the start of the file, or of the notebook cell (counted from 1). */
export interface Place {
  readonly document: string;
  readonly cell: number | null;
  readonly start: number;
  readonly end: number;
}

/** One step of the way that data took, from its source to the estimate. */
export interface TraceStep {
  readonly place: Place;
  readonly message: string;
}

/** What a check of data needs to know of a finding, as far as the code tells. Paths are as written. */
export type CheckSubject = CompareSubject | JudgeSubject;

/** Real and synthetic rows that were pooled. */
export interface CompareSubject {
  readonly kind: 'compare';
  readonly real: readonly string[];
  readonly synthetic: readonly string[];
  readonly column: string | null;
  /** What is estimated of it; null where it is something else, of which a check says nothing. */
  readonly estimand: 'mean' | 'quantile:0.5' | null;
  /** It is computed on all rows of these files and no others, and on their values as they are. */
  readonly isWhole: boolean;
}

/** A judge's labels that were taken for truth. */
export interface JudgeSubject {
  readonly kind: 'judge';
  readonly data: readonly string[];
  /** The column of the labels. */
  readonly judge: string | null;
  /** As above. */
  readonly isWhole: boolean;
}

export interface Finding {
  /** Stable across edits elsewhere in the file. */
  readonly id: string;
  readonly rule: RuleId;
  readonly severity: Severity;
  readonly confidence: Confidence;
  readonly message: string;
  readonly place: Place;
  readonly trace: readonly TraceStep[];
  readonly subject: CheckSubject | null;
}

/** `safe` changes no reported number but the flagged one and needs no choice; the rest is `suggested`. */
export type FixSafety = 'safe' | 'suggested';

export interface Edit {
  readonly place: Place;
  /** Plain text; `tabStops` are ranges in it that a person should look at or fill in. */
  readonly newText: string;
  readonly tabStops?: readonly { readonly start: number; readonly end: number }[];
}

export interface Fix {
  readonly title: string;
  readonly kind: 'repair' | 'suppress' | 'declare';
  readonly safety: FixSafety;
  /** One of several ways, and nobody said which: only a person may take it. */
  readonly needsChoice?: boolean;
  readonly edits: readonly Edit[];
}
