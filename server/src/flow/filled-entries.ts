import { ESTIMATE, PREDICTED, ROWS, TABLE } from '../provenance/marks.ts';
import { dataOrigins, type Value } from '../provenance/value.ts';
import { filledByAnswer } from './filled-by-answers.ts';
import { type Frame, isTypeScript } from './frame.ts';
import { gapTest, isSame } from './gap-test.ts';
import { entryFilledByNumber } from './imputed.ts';
import type { Assign, Conditional, If, Span } from './program.ts';

/**
 * Gaps that TypeScript fills entry by entry, with the mean or median of the others: `row.score ?? middle`,
 * `Number.isNaN(score) ? middle : score`, `if (row.score === null) row.score = middle`.
 */

export function filledEntry(entry: Value, number: Value, node: Span, frame: Frame): Value | null {
  // one entry by itself is no column
  const isOfEach = frame.rounds.length > 0 || frame.iterating.length > 0;
  if (!isTypeScript(frame) || !isOfEach || !isMiddle(number) || !isObserved(entry)) return null;
  return entryFilledByNumber(entry, number, node, frame);
}

/** As opposed to a rate, a threshold, or the number before. */
const isMiddle = ({ marks, cause }: Value): boolean =>
  (marks & ESTIMATE) !== 0 &&
  !(marks & ROWS) &&
  cause?.kind === 'estimate' &&
  /^(?:mean|median)$/.test(cause.message ?? '');

/** One entry of data: not a number of its own, as that of another group. */
const isObserved = (entry: Value): boolean =>
  dataOrigins(entry) !== 0 && !(entry.marks & (ESTIMATE | PREDICTED | ROWS | TABLE)) && !entry.fields;

/** `score == null ? middle : score` */
export function filledUnless(node: Conditional, then: Value, otherwise: Value, frame: Frame): Value | null {
  const asked = gapTest(node.test);
  if (!asked) return null;
  const [filler, there] = asked.isGap ? [node.then, node.otherwise] : [node.otherwise, node.then];
  const [number, entry] = asked.isGap ? [then, otherwise] : [otherwise, then];
  if (isSame(there, asked.entry))
    return (
      filledEntry(entry, number, node, frame) ??
      filledByAnswer(entry, number, { entry: there, answer: filler, node }, frame)
    );
  return null;
}

/** `if (row.score == null) row.score = middle`: what is assigned then. */
export function fillingIn({ test, then, otherwise }: If): Assign | null {
  const [only, ...more] = then;
  if (only?.kind !== 'assign' || only.operator !== null || more.length > 0 || otherwise.length > 0) return null;
  const asked = gapTest(test);
  return asked?.isGap && only.targets.length === 1 && isSame(only.targets[0]!, asked.entry) ? only : null;
}
