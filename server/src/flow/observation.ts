import type { Place } from '@unpool/shared/protocol/finding.ts';
import type { Value } from '../provenance/value.ts';
import type { Call, Expression, FlowUnit, Statement } from './program.ts';

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
export type Observation = Estimate | Split | Training | Correction | Comparison | CorrectedRate;

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
  /** The expressions of the data, in the same order, where they are written out. */
  readonly expressions: readonly (Expression | null)[];
  readonly result: Value;
  /** The call in another module that led here, where one did. */
  readonly calledFrom: Site | null;
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

/** A number at a place that is none of the estimates seen: for what is found without one. */
export const estimateAt = (site: Site, what: string, data: readonly Value[], result: Value): Estimate => ({
  kind: 'estimate',
  what,
  site,
  data,
  expressions: data.map(() => null),
  result,
  confirmatory: false,
  resplits: false,
  compares: false,
  framework: false,
  of: null,
  calledFrom: null,
  caller: null,
});

export const isCall = (node: Expression): node is Call => node.kind === 'call';
