import type { Confidence } from '@unpool/shared/protocol/finding.ts';
import { at, AUGMENTED, confidenceOf, has, POOLED_UNITS, REAL, SYNTHETIC, weakest } from '../provenance/origins.ts';
import { dataOrigins, join, joinAll, ONES, ORIGIN_FLAG, ROWS, SPLIT_TEST, UNKNOWN, unitOrigins, Value, ZEROS } from '../provenance/value.ts';
import { causeAt, type Frame } from './frame.ts';
import type { Span } from './program.ts';

/** A row-wise union: the rows of all parts, and the fact, if so, that they differ in origin. */
export function pool(parts: readonly Value[], node: Span, frame: Frame): Value {
  const joined = joinAll(parts.map(asRows));
  const confidence = mixture(parts);
  const marks = (joined.marks | ROWS | flagMark(parts)) & ~trainOnly(parts);
  if (!confidence) return joined.with({ marks, constant: undefined });
  return joined.with({
    origins: joined.origins | at(confidence, POOLED_UNITS),
    marks,
    constant: undefined,
    cause: causeAt(frame, node, 'pool', 'real and synthetic rows pooled here', parts.filter((part) => dataOrigins(part) !== 0)),
  });
}

/** Positions of a literal become elements: after a union nobody knows which is which. */
function asRows(part: Value): Value {
  if (!part.items) return part;
  const element = part.items.length > 0 ? joinAll(part.items) : UNKNOWN;
  return part.with({ items: null, element: part.element ? join(part.element, element) : element === UNKNOWN ? null : element });
}

/** How sure it is that the parts differ in unit origin; null if nothing says so. */
function mixture(parts: readonly Value[]): Confidence | null {
  let best: Confidence | null = null;
  parts.forEach((real, i) => {
    const realness = confidenceOf(unitOrigins(real), REAL);
    if (!realness || has(unitOrigins(real), SYNTHETIC)) return;
    parts.forEach((synthetic, j) => {
      const syntheticness = confidenceOf(unitOrigins(synthetic), SYNTHETIC);
      if (i === j || !syntheticness || (has(unitOrigins(synthetic), REAL) && !has(unitOrigins(synthetic), POOLED_UNITS) && !has(unitOrigins(synthetic), AUGMENTED))) return;
      const both = weakest(realness, syntheticness);
      best = best ? (weakest(best, both) === best ? both : best) : both;
    });
  });
  return best;
}

/** Zeros joined to ones, one for each origin: the target of a real-or-synthetic classifier. */
function flagMark(parts: readonly Value[]): number {
  const zeros = parts.some((part) => part.marks & ZEROS && !(part.marks & ONES));
  const ones = parts.some((part) => part.marks & ONES && !(part.marks & ZEROS));
  return zeros && ones ? ORIGIN_FLAG : 0;
}

/** Rows added to a training part stay training rows; a test part does not make the union one. */
function trainOnly(parts: readonly Value[]): number {
  return parts.every((part) => part.marks & SPLIT_TEST || dataOrigins(part) === 0) ? 0 : SPLIT_TEST;
}
