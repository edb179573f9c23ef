/** Rows that a judge scored, those with a human label first. All arrays hold finite numbers. */
export interface JudgeSample {
  /** Labels of people; `human[i]` and `judge[i]` are of the same row. */
  readonly human: Float64Array;
  readonly judge: Float64Array;
  /** The judge's scores of the rows without a human label. */
  readonly unlabelled: Float64Array;
}

/** The judge's scores of all rows. */
export function allJudged({ judge, unlabelled }: JudgeSample): Float64Array {
  const all = new Float64Array(judge.length + unlabelled.length);
  all.set(judge);
  all.set(unlabelled, judge.length);
  return all;
}
