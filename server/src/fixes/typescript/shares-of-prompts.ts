import type { Edit, Fix } from '@unpool/shared/protocol/finding.ts';
import type { Expression, FlowUnit, Loop } from '../../flow/program.ts';
import { descendants, expressionsIn, nameOf, statementsIn } from '../../flow/walk.ts';
import { samePlace } from '../../provenance/trace.ts';
import {
  contains,
  type FixContext,
  indentAt,
  lineBreak,
  lineStart,
  nextLine,
  replace,
  textOf,
  unitText,
} from '../fix-context.ts';
import { namesOf, type Occurrence } from '../occurrences.ts';
import { freeName, imported, isTyped, STATISTICS } from './imports.ts';
import { endOf } from './line-before.ts';
import { rowsLoop } from './prompt-clusters.ts';
import { assigned, constant } from './values.ts';

/**
 * Where answers are only counted, `Math.sqrt((p * (1 - p)) / total)` with `p = passed / total`: notes each prompt's share,
 * and takes the standard error of these.
 */
export function sharesOfPrompts(context: FixContext): Fix | null {
  const { finding, report, estimates } = context;
  if (finding.rule !== 'dependent-generations' || report.estimate.framework) return null;
  const [told, ...others] = estimates.filter(
    ({ site, confirmatory }) => confirmatory && finding.trace.some(({ place }) => samePlace(place, site.place)),
  );
  if (!told || others.length > 0 || told.what !== 'variance of the mean') return null;
  const { unit, node } = told.site;
  const root = expressionsIn(unit.body).find(
    (each) =>
      each.kind === 'call' &&
      nameOf(each.callee) === 'sqrt' &&
      each.arguments.length === 1 &&
      each.arguments[0]!.value === node,
  );
  const counted = countsOf(node, unit, context);
  if (!root || !counted) return null;
  const name = freeName(context, 'shares');
  const edits = notedShares(counted, name, unit, context);
  if (!edits) return null;
  const imports = imported(context, [{ module: STATISTICS, names: ['meanInterval'] }]);
  return {
    title: "Take the standard error of each prompt's share",
    kind: 'repair',
    safety: 'suggested',
    edits: [
      ...imports.edits,
      ...edits,
      replace(context, unit, root, `${imports.name('meanInterval')}(${name}).standardError`),
    ],
  };
}

interface Counts {
  readonly passed: Occurrence;
  /** Counted, too, or how often each prompt is asked. */
  readonly total: Occurrence | Expression;
  readonly rows: Loop;
  readonly turns: Loop;
}

/** The counters behind `p`, in the loops over prompts and over the answers to each. */
function countsOf(node: Expression, unit: FlowUnit, context: FixContext): Counts | null {
  for (const part of descendants(node)) {
    const share = part.kind === 'name' ? assigned(part, unit, context) : null;
    if (share?.kind !== 'operation' || share.operator !== '/') continue;
    const [top, bottom] = share.operands;
    const passed = top && counterOf(top, unit, context);
    const rows = passed && rowsLoop(passed, context);
    if (!passed || !rows || !bottom) return null;
    const turns = rows.body.find((each): each is Loop => each.kind === 'loop' && passed.enclosing.includes(each));
    if (!turns) return null;
    const total = counterOf(bottom, unit, context) ?? turnsOf(bottom, turns, unit, context);
    const isBeside = total && (!('role' in total) || total.enclosing.includes(turns));
    return isBeside ? { passed, total, rows, turns } : null;
  }
  return null;
}

/** Where `let passed = 0` is counted up, once. */
function counterOf(node: Expression, unit: FlowUnit, context: FixContext): Occurrence | null {
  const names = namesOf(context);
  const at = node.kind === 'name' ? names.at(unit, node) : undefined;
  const uses = at ? names.of(names.variableOf(at)) : [];
  const [made, ...more] = uses.filter(({ role }) => role === 'binds');
  const [step, ...others] = uses.filter(({ role }) => role === 'stores');
  const isCount =
    made?.statement.kind === 'assign' &&
    constant(made.statement.value) === 0 &&
    step?.statement.kind === 'assign' &&
    step.statement.operator === '+' &&
    made.unit === unit &&
    step.unit === unit;
  return isCount && more.length === 0 && others.length === 0 ? step : null;
}

/** `N` of `prompts.length * N`, where each prompt is asked so often. */
function turnsOf(bottom: Expression, turns: Loop, unit: FlowUnit, context: FixContext): Expression | null {
  const product = assigned(bottom, unit, context);
  if (product.kind !== 'operation' || product.operator !== '*') return null;
  const [only] =
    turns.iterable?.kind === 'call' && nameOf(turns.iterable.callee) === 'range'
      ? turns.iterable.arguments.slice(-1)
      : [];
  const leaves = statementsIn(turns.body).some(({ kind }) => kind === 'jump' || kind === 'return');
  const wanted = only && textOf(context, unit, only.value);
  return leaves ? null : (product.operands.find((each) => textOf(context, unit, each) === wanted) ?? null);
}

/** What was counted before the answers to a prompt, and the share behind them. */
function notedShares(
  { passed, total, rows, turns }: Counts,
  name: string,
  unit: FlowUnit,
  context: FixContext,
): readonly Edit[] | null {
  const text = unitText(context, unit.cell);
  const made = (loop: Loop) => ({ start: lineStart(text, loop.start), end: nextLine(text, loop.end) });
  const [outer, inner] = [made(rows), made(turns)];
  const isAlone = [rows, turns].every((loop) => text.slice(lineStart(text, loop.start), loop.start).trim() === '');
  const isInBraces = rows.body.length > 1 || text.slice(0, inner.start).trimEnd().endsWith('{');
  if (!isAlone || !isInBraces || !contains(rows, turns) || text.slice(turns.end, inner.end).trim() !== '') return null;
  const newLine = lineBreak(text);
  const end = endOf(turns.body[0]!, unit, context) || (/;\r?\n/.test(text) ? ';' : '');
  const indent = indentAt(text, turns.start);
  const counters = 'role' in total ? [passed, total] : [passed];
  const before = counters.map((each) => ({ name: each.name, held: freeName(context, `${each.name}Before`) }));
  const of = before.map(({ name: counter, held }) => `${counter} - ${held}`);
  const divisor = 'role' in total ? `(${of[1]})` : textOf(context, unit, total);
  const type = isTyped(context) ? ': number[]' : '';
  const lines = before.map(({ name: counter, held }) => `${indent}const ${held} = ${counter}${end}${newLine}`);
  return [
    replace(
      context,
      unit,
      { start: outer.start, end: outer.start },
      `${indentAt(text, rows.start)}const ${name}${type} = []${end}${newLine}`,
    ),
    replace(context, unit, { start: inner.start, end: inner.start }, lines.join('')),
    replace(
      context,
      unit,
      { start: inner.end, end: inner.end },
      `${indent}${name}.push((${of[0]}) / ${divisor})${end}${newLine}`,
    ),
  ];
}
