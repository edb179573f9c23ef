import { sameContent, UNKNOWN } from '../provenance/value.ts';
import { evaluate } from './evaluate.ts';
import { type Frame, siteOf } from './frame.ts';
import type { Expression, Operation } from './program.ts';
import { rateCorrectionAt } from './rate-correction-form.ts';

/** A sum of several parts is written out, or a name stands for it. */
const isSumByForm = ({ kind }: Expression): boolean => kind === 'operation' || kind === 'name';

/** Notes that a rate is corrected, and that its raw value is a step on the way. */
export function noteRateCorrection(node: Operation, frame: Frame): void {
  // most divisions are by a length: they need no look at the whole unit
  const correction = node.operands.every(isSumByForm) ? rateCorrectionAt(frame.unit, node) : null;
  if (!correction) return;
  const { engine } = frame;
  const rate = evaluate(correction.rateNode, frame);
  const errors = correction.errors.map((error) => evaluate(error, frame));
  const of = rate.cause ? engine.estimates.get(rate.cause) : undefined;
  if (of) engine.observe({ kind: 'correction', site: of.site, data: of.data }, `${node.start}`);
  // what nobody gives to a function that nobody calls is not known to be fixed
  if (engine.isUncalled && errors.some((error) => sameContent(error, UNKNOWN))) return;
  engine.observe(
    { kind: 'rate-correction', site: siteOf(frame, node), rate, of: of ?? null, errors: correction.errors },
    frame.context,
  );
}
