import type { FlowUnit } from '../../flow/program.ts';
import { type Move, moved } from '../edited.ts';
import { attempt, type Lowered, lowerPart } from './lower-part.ts';
import { relower } from './relower.ts';
import { runningOrder } from './statements.ts';

/** What units were lowered from. */
const origins = new WeakMap<FlowUnit, { readonly text: string; readonly lowered: Lowered }>();

/**
 * Lowers TypeScript or JavaScript to a flow unit. Never throws: after a syntax error all that can still be read is
 * there, with unknown expressions in the gaps.
 *
 * @param fileName its extension says which dialect it is (`.ts`, `.tsx`, `.mts`, `.cts`, `.js`, `.jsx` …).
 * @param before what an earlier state of the text gave: of that, statements that are the same are taken over
 * @param move what moves those behind an edit: in place where nobody asks for the earlier state again
 */
export function lowerTypeScript(text: string, fileName: string, before?: FlowUnit, move: Move = moved): FlowUnit {
  const whole = { start: 0, end: text.length };
  const known = before && origins.get(before);
  const lowered =
    (known && attempt(() => relower(known, text, fileName, move), whole, [])) ?? lowerPart(text, fileName, whole);
  const body = runningOrder(lowered.parts).flatMap(({ statements }) => statements);
  const unit: FlowUnit = { cell: null, body, comments: lowered.comments, skipped: lowered.skipped };
  origins.set(unit, { text, lowered });
  return unit;
}
