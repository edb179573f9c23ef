import type { Place } from '@unpool/shared/protocol/finding.ts';
import type { Value } from '../provenance/value.ts';
import type { Expression, FlowUnit, Statement } from './program.ts';

/** Where in the program something was observed: enough for a rule to point at it and for a correction to rewrite it. */
export interface Site {
  readonly unit: FlowUnit;
  readonly node: Expression;
  /** The statement the node stands in, and the list of statements that one stands in. */
  readonly statement: Statement | null;
  readonly block: readonly Statement[];
  readonly place: Place;
  /** Name of the enclosing function; null at module level. */
  readonly within: string | null;
  /** Name of the class around the function and of its bases; null outside of classes. */
  readonly owner: string | null;
  /** Which of the calls of the enclosing function it was seen in. */
  readonly context: string;
}

/** What the engine saw happen, for the rules. */
export type Observation =
  | Estimate
  | Split
  | Training
  | Correction
  | Loss
  | Storage
  | Imputation
  | Gate
  | Comparison
  | CorrectedRate
  | Conclusion
  | Choice
  | Weights;

/** A number is computed from data. */
export interface Estimate {
  readonly kind: 'estimate';
  readonly site: Site;
  /** In words: "mean", "accuracy". */
  readonly what: string;
  readonly confirmatory: boolean;
  /** It splits its data itself: every row is tested on. */
  readonly resplits: boolean;
  /** It compares its arguments (labels with predictions). */
  readonly compares: boolean;
  /** A framework runs it: no arithmetic is in sight. */
  readonly framework: boolean;
  /** The estimate it is worked out from by hand: the variance of a rate. */
  readonly of: Estimate | null;
  readonly data: readonly Value[];
  /** Which of the data are labels that the others are held against; null where it holds nothing against labels. */
  readonly truth: Value | null;
  /** The expressions of the data, in the same order, where they are written out. */
  readonly expressions: readonly (Expression | null)[];
  readonly result: Value;
  /** The call in another module that led here, where one did. */
  readonly calledFrom: Site | null;
  /** What that call hands over. */
  readonly handed: readonly Value[];
  /** The other module that called into the one with the estimate. */
  readonly caller: string | null;
}

/** Rows are set apart for training and test. */
export interface Split {
  readonly kind: 'split';
  readonly site: Site;
  readonly data: readonly Value[];
}

/** A model or generator is fitted. */
export interface Training {
  readonly kind: 'training';
  readonly site: Site;
  readonly data: readonly Value[];
}

/** A correction takes data. */
export interface Correction {
  readonly kind: 'correction';
  readonly site: Site;
  readonly data: readonly Value[];
  /** A function that corrects whatever number it is handed: the one at the site, and no other of these data. */
  readonly isOfNumber?: boolean;
}

/** Whether rows are pooled is decided by a p-value. */
export interface Gate {
  readonly kind: 'gate';
  readonly site: Site;
  /** The pool. */
  readonly data: readonly Value[];
  /** The test, where it is known. */
  readonly test: Estimate | null;
}

/** A model's labels come among observed ones, in one column. */
export interface Imputation {
  readonly kind: 'imputation';
  readonly site: Site;
  /** The column as it is then. */
  readonly data: readonly Value[];
  readonly what: string;
  /** By rows that are added, as opposed to gaps that are filled. */
  readonly addsRows: boolean;
  /** A language model was asked for each, as opposed to one that was fitted. */
  readonly isAnswered: boolean;
}

/** The column that tells the rows of a pool apart is left out. */
export interface Loss {
  readonly kind: 'loss';
  readonly site: Site;
  readonly data: readonly Value[];
  /** What is left out, in words. */
  readonly what: string;
  readonly result: Value;
}

/** Data go to a file. */
export interface Storage {
  readonly kind: 'storage';
  readonly site: Site;
  readonly data: readonly Value[];
  /** Its path; null where it is not known. */
  readonly file: string | null;
  /** What the path is called in the code: `output_path`. */
  readonly called: string;
}

/** A judge's labels are held against others, one by one. */
export interface Comparison {
  readonly kind: 'comparison';
  readonly site: Site;
  readonly data: readonly Value[];
  readonly expressions: readonly (Expression | null)[];
}

/** A rate is corrected, by hand, by how often the labels are wrong. */
export interface CorrectedRate {
  readonly kind: 'rate-correction';
  readonly site: Site;
  readonly rate: Value;
  /** How often the labels are right, or wrong. */
  readonly errors: readonly Expression[];
  /** The estimate of the raw rate, where it is in sight. */
  readonly of: Estimate | null;
}

/** Something follows from estimates: a run fails by them, or one thing comes out better than another. */
export interface Conclusion {
  readonly kind: 'conclusion';
  readonly what: 'gate' | 'ranking';
  readonly site: Site;
  readonly from: readonly Estimate[];
}

/** Of several estimates, the best is kept. */
export interface Choice {
  readonly kind: 'choice';
  readonly site: Site;
  readonly from: readonly Estimate[];
}

/** Weights are computed for rows, or set apart with them. */
export interface Weights {
  readonly kind: 'weights';
  readonly site: Site;
  /** The name, or the column, that holds them, and the table it is a column of. */
  readonly name: string;
  readonly inTable: string | null;
  /** The name of the table whose rows they are for. */
  readonly table: string;
  /** Columns that they are made of; null for weights that were read. */
  readonly by: ReadonlySet<string> | null;
  /** The name of those of the test part, where they were set apart with the rows. */
  readonly forTest: string | null;
}
