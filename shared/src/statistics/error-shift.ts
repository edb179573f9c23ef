import { agrestiMin, LEAST_OF_A_KIND } from './agresti-min.ts';
import { confusion } from './confusion.ts';
import { describe } from './describe.ts';
import { isBinary } from './is-binary.ts';
import { mcnemar } from './mcnemar.ts';
import { type Shift, shiftByStudent, shiftP } from './shift.ts';

/** What the judge is off by on average, judge minus human. */
export interface ErrorShift {
  readonly shift: Shift;
  /** Against "no shift": exact McNemar for zeros and ones, else that of the interval. */
  readonly p: number;
  readonly method: 'paired-t' | 'agresti-min';
}

/** The shift of the pairs `(human[i], judge[i])`, of which there must be two. */
export function errorShift(human: Float64Array, judge: Float64Array): ErrorShift {
  const { n, mean, sd } = describe(differences(human, judge));
  const paired = shiftByStudent(mean, sd / Math.sqrt(n), n - 1);
  if (!isBinary(human) || !isBinary(judge)) {
    return { shift: paired, p: shiftP(paired), method: 'paired-t' };
  }
  const cells = confusion(human, judge);
  const p = mcnemar(cells.fp, cells.fn);
  return cells.fp + cells.fn >= LEAST_OF_A_KIND
    ? { shift: paired, p, method: 'paired-t' }
    : { shift: agrestiMin(cells), p, method: 'agresti-min' };
}

/** Judge minus human, without the noise of subtracting: 0.3 - 0.2 and 0.4 - 0.3 are the same. */
export function differences(human: Float64Array, judge: Float64Array): Float64Array {
  return judge.map((score, i) => {
    const label = human[i]!;
    const digits = 13 - Math.floor(Math.log10(Math.max(Math.abs(score), Math.abs(label))));
    return digits >= 0 && digits <= 100 ? Number((score - label).toFixed(digits)) : score - label;
  });
}
