import type { Effect } from '../catalog/entry.ts';
import { ESTIMATE, SIGNIFICANCE } from '../provenance/marks.ts';
import { valuesBefore } from '../provenance/trace.ts';
import { UNKNOWN, Value } from '../provenance/value.ts';
import { argument } from './argument.ts';
import { callHanded } from './call.ts';
import type { CallSite } from './call-site.ts';
import { evaluate } from './evaluate.ts';
import { type Frame, siteOf } from './frame.ts';
import type { Estimate } from './observation.ts';
import { elementOf, keyOf } from './parts.ts';
import type { Evaluate, Expression, If, Return, Statement } from './program.ts';

/** What follows from an estimate: whether a run fails by it, and what comes out best. */

/** In the outcome of a comparison: the estimates that were held against a bar, or against each other. */
const HELD = '$held';

const isEstimate = ({ marks }: Value): boolean => (marks & ESTIMATE) !== 0 && !(marks & SIGNIFICANCE);

/** `rate < 0.9`, `score > best`; `rate < 0` looks for a broken number. */
export function heldAgainst(
  { operator, node, left, right }: { operator: string; node: Expression; left: Value; right: Value },
  outcome: Value,
  frame: Frame,
): Value {
  const sides = [left, right].filter(isEstimate);
  if (sides.length === 0 || !/^[<>]=?$/.test(operator) || [left, right].some(({ constant }) => constant === 0))
    return outcome;
  // in a loop, a number is held against the best so far
  if (sides.length === 2 && left.cause === right.cause) choose(node, sides, frame);
  else if (sides.length === 2) conclude('ranking', node, sides, frame);
  const held = new Value({ items: sides });
  return outcome.with({ fields: new Map([...(outcome.fields ?? []), [HELD, held]]) });
}

/** `if rate < 0.9: raise …` */
export function noteFailure({ test: node, then, otherwise }: If, test: Value, frame: Frame): void {
  if (test.fields?.has(HELD) && [then, otherwise].some((block) => fails(block, frame))) gate(node, test, frame);
}

/** `assert rate >= 0.9` */
export const noteAssertion = (node: Expression, held: Value, frame: Frame): void => gate(node, held, frame);

/** `sys.exit(0 if rate >= 0.9 else 1)` */
export function noteExit(statement: Evaluate, frame: Frame): void {
  const status = exitStatus(statement, frame);
  if (status) noteStatus(status, () => evaluate(status, frame), frame);
}

/** `return int(rate < 0.9)` in `main` */
export function noteReturn({ value: status }: Return, value: Value, frame: Frame): void {
  if (status && frame.name === 'main') noteStatus(status, () => value, frame);
}

function noteStatus(status: Expression, evaluated: () => Value, frame: Frame): void {
  if (status.kind === 'constant') return;
  if (status.kind === 'conditional') gate(status.test, evaluate(status.test, frame), frame);
  else gate(status, evaluated(), frame);
}

function gate(node: Expression, test: Value, frame: Frame): void {
  const held = test.fields?.get(HELD)?.items;
  if (held) conclude('gate', node, held, frame);
}

/** Does a block end the run as one that failed? */
function fails(block: readonly Statement[], frame: Frame): boolean {
  const last = block.at(-1);
  if (last?.kind === 'raise') return true;
  const status = last && exitStatus(last, frame);
  return status?.kind === 'constant' && status.value !== 0 && status.value !== null;
}

const EXITS = /^(exit|quit|_exit)$/;

/** What a statement ends the run with; null where it does not end it. */
function exitStatus(statement: Statement, { name }: Frame): Expression | null {
  if (statement.kind === 'return') return name === 'main' ? statement.value : null;
  const call = statement.kind === 'evaluate' && statement.value.kind === 'call' ? statement.value : null;
  const isExit = call && 'name' in call.callee && EXITS.test(call.callee.name);
  return isExit ? (call.arguments[0]?.value ?? null) : null;
}

type Ranks = NonNullable<Extract<Effect, { kind: 'passes' }>['ranks']>;

/** Does a call put the best first, or give it? */
export function ranks(when: Ranks, site: CallSite): boolean {
  if (when === 'always') return true;
  const given = argument(site, when.by);
  return given !== null && (when.is === undefined || given.constant === when.is);
}

/** `sorted(rates.items(), key=…, reverse=True)`, `max(rates, key=rates.get)`, `table.sort_values("score", ascending=False)` */
export function noteRanking(ranked: Value, site: CallSite): void {
  const key = site.named.get('key');
  const order = site.positional.find(({ target }) => target?.kind === 'function');
  const each = elementOf(ranked);
  const given = key
    ? callHanded(key, [each], new Map(), site)
    : order
      ? callHanded(order, [each, each], new Map(), site)
      : null;
  if (order && estimatesIn(given!, site.frame).length === 0) return;
  const by = given && estimatesIn(given, site.frame).length > 0 ? given : columnIn(ranked, site);
  conclude('ranking', site.node, [by ?? ranked], site.frame);
}

/** `max(rates)`, `max(best, rate)`, `min(settings, key=lambda setting: …)`, `_.maxBy(settings, (setting) => …)` */
export function noteChoice(value: Value, site: CallSite): void {
  const { positional } = site;
  // `_.maxBy(settings, agreement)`
  const key = site.named.get('key') ?? site.positional.slice(1).find(({ target }) => target?.kind === 'function');
  const by = key ? [callHanded(key, [elementOf(value)], new Map(), site)] : positional;
  if (key || positional.length === 1 || positional.every(isEstimate)) choose(site.node, by, site.frame);
}

/** The column that a table is sorted by. */
function columnIn(table: Value, site: CallSite): Value | null {
  const name = keyOf(argument(site, [0, 'by']) ?? UNKNOWN);
  return name === null ? null : ((table.fields ?? table.element?.fields)?.get(name) ?? null);
}

export function conclude(what: 'gate' | 'ranking', node: Expression, data: readonly Value[], frame: Frame): void {
  const from = data.flatMap((value) => estimatesIn(value, frame));
  if (from.length > 0)
    frame.engine.observe({ kind: 'conclusion', what, site: siteOf(frame, node), from }, frame.context);
}

function choose(node: Expression, data: readonly Value[], frame: Frame): void {
  const from = data.flatMap((value) => estimatesIn(value, frame));
  if (from.length > 0) frame.engine.observe({ kind: 'choice', site: siteOf(frame, node), from }, frame.context);
}

const DEPTH = 5;
const MOST = 16;

/** The estimates that a value is worked out from, or that lie in it. */
function estimatesIn(value: Value, { engine }: Frame): readonly Estimate[] {
  const found = new Set<Estimate>();
  const visit = (current: Value, depth: number): void => {
    if (depth > DEPTH || found.size >= MOST) return;
    const { cause, element, items, fields } = current;
    const estimate = cause && engine.estimates.get(cause);
    if (estimate) {
      found.add(estimate);
      return;
    }
    for (const part of [element, ...(items ?? []), ...(fields?.values() ?? []), ...valuesBefore(cause)])
      if (part) visit(part, depth + 1);
  };
  visit(value, 0);
  return [...found];
}
