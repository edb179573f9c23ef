import { COUNT, ESTIMATE, TOTAL } from '../provenance/marks.ts';
import { snakeCase } from '../provenance/names.ts';
import { has, JUDGED } from '../provenance/origins.ts';
import { dataOrigins, type Value } from '../provenance/value.ts';
import type { CallSite } from './call-site.ts';
import { estimate } from './estimate.ts';
import { evaluate } from './evaluate.ts';
import { type Frame, isTypeScript } from './frame.ts';
import type { Expression, Operation, Template } from './program.ts';
import { nameOf } from './walk.ts';

/** Rates that nobody works out (how many of how many), and totals that stand for themselves. */

/** What a sum or a number of rows is called that is told as it is. */
export const PRINTED_TOTAL = 'total';

/** `passed` of `rows.length` */
const isPartOf = (part: Value, whole: Value): boolean => isCounted(part) && (whole.marks & COUNT) !== 0;

const isCounted = (count: Value): boolean => (count.marks & TOTAL) !== 0 && dataOrigins(count) !== 0;

/** `passed < rows.length`: a rate that has to be all of it. */
export function rateHeld(node: Operation, left: Value, right: Value, frame: Frame): Value | null {
  // two counts of votes are no part of each other
  if (!isPartOf(left, right) || isCounted(right) || !/^[<>]=?$/.test(node.operator)) return null;
  // `while (at < text.length)` goes through something
  if (!HELD.test(snakeCase(nameOf(node.operands[0]!)))) return null;
  return estimate(frame, node, 'rate', [left], [node.operands[0]!], {});
}

/** `yes > verdicts.length / 2`: votes for one answer, of which most decide, and no rate. */
export function noteVotes({ operands }: Operation, count: Value, { engine }: Frame): void {
  const [, half] = operands;
  const isHalf =
    half?.kind === 'operation' &&
    ((half.operator === '/' && isConstant(half.operands[1], 2)) ||
      (half.operator === '*' && half.operands.some((part) => isConstant(part, 0.5))));
  if (isHalf && isCounted(count)) engine.votes.set(count, true);
}

const isConstant = (node: Expression | undefined, value: number): boolean =>
  node?.kind === 'constant' && node.value === value;

/** What is counted that should be all. */
const HELD =
  /(?:^|_)(?:pass(?:ed|es|ing)?|ok(?:ay)?|succe(?:ss(?:es|ful)?|eded)|hits?|fail(?:ed|ures?|s)?|(?:in)?correct|wins?|won|good|valid|score|total|faithful|grounded|supported|agree[ds]?)(?:_|$)/;

/** `${passed}/${rows.length} passed` tells a rate as well as its quotient does; beside the quotient it tells no other. */
export function noteFractions({ parts: nodes }: Template, parts: readonly Value[], frame: Frame): void {
  if (parts.some(({ marks }) => marks & ESTIMATE)) return;
  for (const [i, part] of parts.entries()) {
    const [between, whole] = [parts[i + 1], parts[i + 2]];
    if (!whole || !isPartOf(part, whole) || !isFractionBar(between?.constant) || frame.engine.votes.get(part)) continue;
    if (namesProgress(nameOf(nodes[i]!)) || isProgress(parts, i)) continue;
    estimate(frame, nodes[i]!, 'rate', [part], [nodes[i]!], {});
  }
}

const isFractionBar = (text: unknown): boolean => typeof text === 'string' && /^\s*(?:\/|of|out of)\s*$/.test(text);

const PROGRESS =
  'done|finished|completed?|processed|evaluated|scored|graded|judged|ingested|indexed|searched|generated|answered|skipped';
const ENDS_IN_PROGRESS = new RegExp(`(^|[^a-z])(${PROGRESS})$`, 'i');
/** ` judged so far`, as opposed to ` judged supported` */
const THEN = '(?=\\s*(?:$|[^\\w\\s]|(?:in|with|by|so|at|of|for|from|within|after|and|or|yet|already|successfully)\\b))';
const IS_PROGRESS = new RegExp(`^\\s*(\\w+ ){0,3}(${PROGRESS})${THEN}`, 'i');

/** `progress.evaluated`, `done`: how far it came, whatever came out. */
const namesProgress = (name: string): boolean => ENDS_IN_PROGRESS.test(snakeCase(name));

/** Does the text behind a number in a template say that it is about how far it came? */
function isProgress(parts: readonly Value[], index: number): boolean {
  const behind = isFractionBar(parts[index + 1]?.constant) ? index + 3 : index + 1;
  return tellsProgress(parts[behind]?.constant);
}

/** ` cases are scored` */
const tellsProgress = (text: unknown): boolean => typeof text === 'string' && IS_PROGRESS.test(text);

/**
 * What is printed, or written, when all is done: `console.log({ totalScore })`, `console.log(`A ${wins} : ${losses} B`)`,
 * `writeJson(path, { wins, ties })`.
 */
export function notePrintedTotals(site: CallSite): void {
  const { frame } = site;
  if (!isTypeScript(frame) || !PRINTS.test(site.name) || frame.rounds.length > 0) return;
  for (const [index, node] of site.positionalNodes.entries()) printTotals(node, site.positional[index]!, frame);
}

const PRINTS = /(?:^|\.)(?:console\.(?:log|info|table)|stdout\.write|(?:write|save)(?:[A-Z]\w*)?)$/;

function printTotals(node: Expression, value: Value, frame: Frame): void {
  if (node.kind === 'template') {
    if (!has(dataOrigins(value), JUDGED)) return;
    const parts = node.parts.map((part) => evaluate(part, frame));
    for (const [i, part] of node.parts.entries())
      if (!isProgress(parts, i)) printTotal(nameOf(part), inColumn(part), parts[i]!, frame);
  } else if (node.kind === 'mapping') {
    for (const { key, value: entry } of node.entries) {
      const name = key?.kind === 'constant' ? String(key.value) : '';
      const held = value.fields?.get(name);
      if (held) printTotal(name, entry, held, frame);
    }
  } else if (node.kind === 'call' && nameOf(node.callee) === 'stringify' && node.arguments[0])
    printTotals(node.arguments[0].value, value, frame);
  else printTotal(nameOf(node), node, value, frame);
}

/** `pad(wins, 8)` */
const inColumn = (node: Expression): Expression =>
  (node.kind === 'call' && node.callee.kind === 'name' && node.arguments[0]?.value) || node;

/** Much is printed that a judge has a part in: these say that it is a result. */
const OUTCOME =
  /(?:^|_)(?:totals?|sum|tally|wins?|won|loss(?:es)?|lost|ties|passed|passes|failed|correct|incorrect)(?:_|$)/;

function printTotal(name: string, node: Expression, value: Value, frame: Frame): void {
  if (!(value.marks & TOTAL) || value.marks & ESTIMATE || !has(dataOrigins(value), JUDGED)) return;
  if (OUTCOME.test(snakeCase(name)) || isOfTally(node, frame))
    estimate(frame, node, PRINTED_TOTAL, [value], [node], {});
}

/** `wins.ours`, `tally[name]`, `counts.tie`: one of the counts that a verdict's label chose. */
function isOfTally(node: Expression, frame: Frame): boolean {
  if (node.kind !== 'attribute' && node.kind !== 'subscript') return false;
  if (OUTCOME.test(snakeCase(nameOf(node.object)))) return true;
  const { fields, element } = evaluate(node.object, frame);
  const counts = [...(fields?.values() ?? [])];
  return element !== null && counts.length > 1 && [element, ...counts].every(({ marks }) => marks & TOTAL);
}
