import { agrestiMin, LEAST_OF_A_KIND } from './agresti-min.ts';
import type { Doubted } from './analysis.ts';
import { bonettPrice } from './bonett-price.ts';
import { type Confusion, confusion } from './confusion.ts';
import { describe } from './describe.ts';
import { doubtOfMean } from './doubtful-mean.ts';
import { LEAST_APART } from './few-apart.ts';
import { isBinary } from './is-binary.ts';
import { mcnemar } from './mcnemar.ts';
import { type Shift, shiftByStudent, shiftP } from './shift.ts';

/** What the judge is off by on average, judge minus human. */
export interface ErrorShift {
  readonly shift: Doubted<Shift>;
  /** Against "no shift": exact McNemar for zeros and ones, else that of the interval. */
  readonly p: number;
  readonly method: 'paired-t' | 'agresti-min' | 'bonett-price';
}

/**
 * The shift of the pairs `(human[i], judge[i])`, of which there must be two. Zeros and ones: paired t if ten rows differ,
 * else Agresti and Min's interval. Where fewer than five rows are apart from the rest, all in one direction, these hold
 * the truth in 86 % of samples or less, and Bonett and Price's is taken: by exact enumeration the 95 % interval then
 * covers at least 91 % for any rates, and any number of rows from 2 to 500.
 */
export function errorShift(human: Float64Array, judge: Float64Array): ErrorShift {
  const apart = differences(human, judge);
  const { n, mean, sd } = describe(apart);
  const paired = shiftByStudent(mean, sd / Math.sqrt(n), n - 1);
  if (!isBinary(human) || !isBinary(judge)) {
    const doubt = doubtOfMean(apart, new Float64Array(0));
    return { shift: { ...paired, doubt }, p: shiftP(paired), method: 'paired-t' };
  }
  const cells = confusion(human, judge);
  const p = mcnemar(cells.fp, cells.fn);
  if (areFewApart(cells)) {
    return { shift: bonettPrice(cells), p, method: 'bonett-price' };
  }
  return cells.fp + cells.fn >= LEAST_OF_A_KIND
    ? { shift: paired, p, method: 'paired-t' }
    : { shift: agrestiMin(cells), p, method: 'agresti-min' };
}

/** Whether few rows are apart from the most frequent difference (-1, 0 or 1), and all of them on one side of it. */
function areFewApart({ tp, fp, fn, tn }: Confusion): boolean {
  const same = tp + tn;
  const most = Math.max(same, fp, fn);
  return same + fp + fn - most < LEAST_APART && (most > same || Math.min(fp, fn) === 0);
}

/** Judge minus human, without the noise of subtracting: 0.3 - 0.2 and 0.4 - 0.3 are the same. */
export function differences(human: Float64Array, judge: Float64Array): Float64Array {
  return judge.map((score, i) => {
    const label = human[i]!;
    const digits = 13 - Math.floor(Math.log10(Math.max(Math.abs(score), Math.abs(label))));
    return digits >= 0 && digits <= 100 ? Number((score - label).toFixed(digits)) : score - label;
  });
}
