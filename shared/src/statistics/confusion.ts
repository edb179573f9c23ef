/** Labelled rows by what people and the judge say, 1 being "positive" (a pass). */
export interface Confusion {
  /** Both say 1. */
  readonly tp: number;
  /** The judge says 1, people 0. */
  readonly fp: number;
  /** The judge says 0, people 1. */
  readonly fn: number;
  /** Both say 0. */
  readonly tn: number;
}

/** Counts the pairs of zeros and ones. */
export function confusion(human: Float64Array, judge: Float64Array): Confusion {
  const cells = [0, 0, 0, 0];
  for (let i = 0; i < human.length; i++) {
    cells[2 * human[i]! + judge[i]!]!++;
  }
  return { tp: cells[3]!, fp: cells[1]!, fn: cells[2]!, tn: cells[0]! };
}
