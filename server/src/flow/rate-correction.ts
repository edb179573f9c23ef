import type { Cause } from '../provenance/cause.ts';
import { sameContent, UNKNOWN, type Value } from '../provenance/value.ts';
import { evaluate } from './evaluate.ts';
import { type Frame, siteOf } from './frame.ts';
import type { Estimate } from './observation.ts';
import type { Expression, Operation, Span } from './program.ts';
import { isSameCorrection, rateCorrectionAt } from './rate-correction-form.ts';
import type { Summary } from './summary.ts';

/** A number that was corrected by hand, and where. */
export interface CorrectedNumber {
  readonly number: Cause;
  readonly at: Span;
}

/**
 * Notes that an estimate is corrected by hand, and gives it; null where the number is no estimate. A function that is handed it corrects it alone; where both are in the
 * same code, the correction is of all that is told there of the same labels.
 */
export function noteCorrected(
  number: Cause | null | undefined,
  at: Span,
  frame: Frame,
  isHanded = false,
): Estimate | null {
  const { engine, name, document } = frame;
  const of = number ? engine.estimates.get(number) : undefined;
  if (!number || !of) return null;
  const { site, data } = of;
  const isOfNumber = isHanded || site.within !== name || site.place.document !== document;
  engine.corrected.push({ number, at });
  engine.observe({ kind: 'correction', site, data, ...(isOfNumber && { isOfNumber }) }, frame.context, at);
  return of;
}

/** Which arguments of a function are numbers that were corrected while it ran. */
export const argumentsCorrected = (
  values: readonly Value[],
  corrected: readonly CorrectedNumber[],
): Summary['corrects'] =>
  values.flatMap(({ cause }, index) => {
    const found = cause && corrected.find(({ number }) => number === cause);
    return found ? [{ index, at: found.at }] : [];
  });

/** What is known of a function holds for other numbers that it is handed. */
export function noteArgumentsCorrected({ corrects }: Summary, values: readonly Value[], frame: Frame): void {
  for (const { index, at } of corrects) noteCorrected(values[index]?.cause, at, frame, true);
}

/** A sum of several parts is written out, or a name stands for it. */
const isSumByForm = ({ kind }: Expression): boolean => kind === 'operation' || kind === 'name';

/** Notes that a rate is corrected, and that its raw value is a step on the way. */
export function noteRateCorrection(node: Operation, frame: Frame): void {
  // most divisions are by a length: they need no look at the whole unit
  const { engine, unit } = frame;
  const isSum = node.operands.every(isSumByForm);
  const correction = isSum ? rateCorrectionAt(unit, node) : null;
  if (isSum) engine.reads(() => isSameCorrection(rateCorrectionAt(unit, node), correction));
  if (!correction) return;
  const rate = evaluate(correction.rateNode, frame);
  const errors = correction.errors.map((error) => evaluate(error, frame));
  const of = noteCorrected(rate.cause, node, frame);
  // what nobody gives to a function that nobody calls is not known to be fixed
  if (engine.isUncalled && errors.some((error) => sameContent(error, UNKNOWN))) return;
  engine.observe(
    { kind: 'rate-correction', site: siteOf(frame, node), rate, of, errors: correction.errors },
    frame.context,
  );
}
