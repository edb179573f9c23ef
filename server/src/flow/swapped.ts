import { VERDICT } from '../provenance/marks.ts';
import { dataOrigins, type Value } from '../provenance/value.ts';
import type { Operation } from './program.ts';
import { nameOf } from './walk.ts';

/** `(winner === "A") === swapped`: the verdict, whichever way round the answers were shown. */
export function turnedBack({ operands: nodes }: Operation, operands: readonly Value[]): Value | null {
  const index = operands.findIndex(({ marks }) => marks & VERDICT);
  const other = nodes[1 - index];
  const isTurn = nodes.length === 2 && index >= 0 && other && SWAPPED.test(nameOf(other));
  return isTurn && dataOrigins(operands[1 - index]!) === 0 ? operands[index]! : null;
}

const SWAPPED = /swap|flip|revers|invert/i;
