import { snakeCase } from '../provenance/names.ts';
import { COUNT, dataOrigins, ESTIMATE, TOTAL, type Value } from '../provenance/value.ts';
import { estimate } from './estimate.ts';
import type { Frame } from './frame.ts';
import type { Operation, Template } from './program.ts';
import { nameOf } from './walk.ts';

/** Rates that nobody works out: how many of how many. */

/** `passed` of `rows.length` */
const isPartOf = (part: Value, whole: Value): boolean =>
  (part.marks & TOTAL) !== 0 && dataOrigins(part) !== 0 && (whole.marks & COUNT) !== 0;

/** `passed < rows.length`: a rate that has to be all of it. */
export function rateHeld(node: Operation, left: Value, right: Value, frame: Frame): Value | null {
  if (!isPartOf(left, right) || !/^[<>]=?$/.test(node.operator)) return null;
  return estimate(frame, node, 'rate', [left], [node.operands[0]!], {});
}

/** `${passed}/${rows.length} passed` tells a rate as well as its quotient does; beside the quotient it tells no other. */
export function noteFractions({ parts: nodes }: Template, parts: readonly Value[], frame: Frame): void {
  if (parts.some(({ marks }) => marks & ESTIMATE)) return;
  for (const [i, part] of parts.entries()) {
    const [between, whole] = [parts[i + 1], parts[i + 2]];
    if (!whole || !isPartOf(part, whole) || !isFractionBar(between?.constant)) continue;
    if (namesProgress(nameOf(nodes[i]!)) || tellsProgress(parts[i + 3]?.constant)) continue;
    estimate(frame, nodes[i]!, 'rate', [part], [nodes[i]!], {});
  }
}

const isFractionBar = (text: unknown): boolean => typeof text === 'string' && /^\s*(?:\/|of|out of)\s*$/.test(text);

const PROGRESS =
  'done|finished|completed?|processed|evaluated|scored|graded|judged|ingested|indexed|searched|generated|answered|skipped';
const ENDS_IN_PROGRESS = new RegExp(`(^|[^a-z])(${PROGRESS})$`, 'i');
const IS_PROGRESS = new RegExp(`^\\s*(\\w+ ){0,3}(${PROGRESS})\\b`, 'i');

/** `progress.evaluated`, `done`: how far it came, whatever came out. */
const namesProgress = (name: string): boolean => ENDS_IN_PROGRESS.test(snakeCase(name));

/** ` cases are scored` */
const tellsProgress = (text: unknown): boolean => typeof text === 'string' && IS_PROGRESS.test(text);
