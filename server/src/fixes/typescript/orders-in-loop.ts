import type { Edit, Fix } from '@unpool/shared/protocol/finding.ts';
import type { Expression, FlowUnit, Loop, Statement, Subscript } from '../../flow/program.ts';
import { descendants, expressionsIn, ownExpressions, statementsIn } from '../../flow/walk.ts';
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
import { namesOf } from '../occurrences.ts';
import { pairInPrompt, type ShownPair } from '../pair-in-prompt.ts';
import { freeName, isTyped, quoteOf } from './imports.ts';
import { layoutAt } from './layout.ts';
import { assigned, constant } from './values.ts';

/**
 * Asks about each pair in both orders, where a loop asks the judge itself: what follows the prompt stands in a loop of its
 * own over the two orders, looks for the other label in the second, and counts a half for each.
 */
export function judgeOrdersInLoop(context: FixContext): Fix | null {
  const { finding, report } = context;
  if (finding.rule !== 'single-order-judging' || report.estimate.confirmatory) return null;
  const asked = askedIn(context);
  const turned = asked && freeName(context, 'turned');
  const tests = asked && turnedTests(asked, turned!, context);
  const counts = asked && halfCounts(asked, turned!, context);
  if (!asked || !tests || !counts) return null;
  return {
    title: 'Judge each pair in both orders, and count a tie where the verdicts differ',
    kind: 'repair',
    safety: 'suggested',
    edits: [inBothOrders(asked, [...tests, ...counts], turned!, context)],
  };
}

interface Asked {
  readonly unit: FlowUnit;
  readonly pair: ShownPair;
  /** From the prompt to the end of the loop's body. */
  readonly body: readonly Statement[];
}

interface Change {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

function askedIn(context: FixContext): Asked | null {
  const { unit, node } = context.report.site;
  const loop = statementsIn(unit.body).findLast(
    (each): each is Loop => each.kind === 'loop' && each.body.some((inner) => contains(inner, node)),
  );
  const at = loop?.body.findIndex((inner) => contains(inner, node)) ?? -1;
  if (!loop || at < 0 || unitText(context, unit.cell)[loop.end - 1] !== '}') return null;
  const pair = pairInPrompt(loop.body.slice(0, at + 1), unit, context);
  const from = pair ? loop.body.findIndex((inner) => contains(inner, pair.prompt)) : -1;
  const body = loop.body.slice(from);
  const isAround = (inner: Expression) => inner.kind === 'function' && contains(inner, node);
  if (!pair || from < 0 || expressionsIn(loop.body).some(isAround)) return null;
  const startsLine = (statement: Statement) => {
    const text = unitText(context, unit.cell);
    return text.slice(lineStart(text, statement.start), statement.start).trim() === '';
  };
  // `{ a, b }` would be called otherwise
  const shown = pair.nodes.map((each) => textOf(context, unit, each));
  const isShort = (inner: Expression) =>
    inner.kind === 'mapping' &&
    inner.entries.some(({ key, value }) => key?.start === value.start && shown.includes(textOf(context, unit, value)));
  if (expressionsIn(body).some(isShort)) return null;
  return body.every(startsLine) && statementsIn(body).every((each) => isKnown(each, body, unit, context))
    ? { unit, pair, body }
    : null;
}

/** Makes something that only what follows reads, counts, tells, or waits. */
function isKnown(statement: Statement, body: readonly Statement[], unit: FlowUnit, context: FixContext): boolean {
  if (statement.kind === 'if' || isCount(statement)) return true;
  if (statement.kind === 'evaluate') return TELLS.test(textOf(context, unit, statement));
  if (statement.kind !== 'assign' || statement.operator !== null) return false;
  const names = namesOf(context);
  return names
    .within(unit, statement)
    .filter(({ role, node }) => role !== 'reads' && statement.targets.some((target) => contains(target, node!)))
    .every(
      (target) =>
        target.role === 'binds' &&
        names.of(names.variableOf(target)).every((each) => body.some((inner) => contains(inner, each.statement))),
    );
}

const TELLS = /^(?:console\.\w+|process\.stdout\.write|await (?:sleep|delay|wait|setTimeout))\(/;

/** `wins++`, `ties += 1`, `wins += … ? 1 : 0` */
const isCount = (statement: Statement): statement is Statement & { kind: 'assign' } =>
  statement.kind === 'assign' &&
  statement.operator === '+' &&
  statement.targets.length === 1 &&
  ['name', 'attribute', 'subscript'].includes(statement.targets[0]!.kind) &&
  (constant(statement.value) === 1 || oneOrNothing(statement.value) !== null);

const oneOrNothing = (value: Expression): (Expression & { kind: 'conditional' }) | null =>
  value.kind === 'conditional' && constant(value.then) === 1 && constant(value.otherwise) === 0 ? value : null;

/** Each order counts for a half of the pair. */
function halfCounts(asked: Asked, turned: string, context: FixContext): readonly Change[] | null {
  const { unit, body } = asked;
  const counts = statementsIn(body).filter(isCount);
  const changes = counts.map(({ start, end, targets: [target], value }) => {
    const choice = oneOrNothing(value);
    const own = textOf(context, unit, target!);
    const counted = target!.kind === 'subscript' ? turnedKey(target, asked, turned, context) : own;
    if (counted === null || (choice && counted !== own)) return null;
    if (choice) return { start: choice.then.start, end: choice.then.end, text: '0.5' };
    const isClosed = textOf(context, unit, { start, end }).endsWith(';');
    return { start, end, text: `${counted} += 0.5${isClosed ? ';' : ''}` };
  });
  return changes.length > 0 && changes.every((change) => change !== null) ? changes : null;
}

/** `wins[reply.winner]`, where the table of counts has an entry for each label: in the second order that of the other one. */
function turnedKey({ object, index }: Subscript, asked: Asked, turned: string, context: FixContext): string | null {
  const { unit } = asked;
  const [table, key] = [object, index].map((node) => textOf(context, unit, node));
  if (index.kind === 'constant') return `${table}[${key}]`;
  const counts = assigned(object, unit, context);
  const names = counts.kind === 'mapping' ? counts.entries.map((entry) => entry.key && constant(entry.key)) : [];
  const pair = PAIRS.find((labels) => labels.every((label) => names.includes(label)));
  if (!pair || !/^[\w$.]+$/.test(key!) || !readsMade(index, asked, context)) return null;
  const [first, second] = pair.map((label) => quoteOf(context) + label + quoteOf(context));
  const other = `${key} === ${first} ? ${second} : ${key} === ${second} ? ${first} : ${key}`;
  return `${table}[${turned} ? (${other}) : ${key}]`;
}

/** Is a table of counts told which label it is? */
const isByLabel = (statement: Statement): boolean =>
  isCount(statement) && statement.targets[0]!.kind === 'subscript' && statement.targets[0].index.kind !== 'constant';

const PAIRS = [
  ['A', 'B'],
  ['a', 'b'],
  ['1', '2'],
  ['first', 'second'],
  ['First', 'Second'],
  ['FIRST', 'SECOND'],
] as const;

/** The label of the one that stands first in an order, where a test looks for it; null where none does. */
function turnedTests(asked: Asked, turned: string, context: FixContext): readonly Change[] | null {
  const statements = statementsIn(asked.body).filter((each) => !contains(each, asked.pair.prompt));
  const last = statements.flatMap((each) => {
    const choice = isCount(each) ? oneOrNothing(each.value) : null;
    return each.kind === 'if' ? [each.test] : choice ? [choice.test] : [];
  });
  const made = statements.flatMap((each) => (each.kind === 'assign' && !isCount(each) ? testsOf(each.value) : []));
  // where the last tests look for a label, what comes before may make it as it likes
  const labels = [last, made]
    .map((tests) => tests.filter((test) => readsMade(test, asked, context)).flatMap(labelsOf))
    .find((each) => each.length > 0);
  if (!labels) return statements.some(isByLabel) ? [] : null;
  if (new Set(labels.map(({ kind }) => kind)).size !== 1) return null;
  const quote = quoteOf(context);
  return labels.map(({ node, isGiven, own, other }) => {
    const [written, theOther] = [own, other].map((each) =>
      typeof node.value === 'number' ? each : quote + each + quote,
    );
    const text = `${turned} ? ${theOther} : ${written}`;
    return { start: node.start, end: node.end, text: isGiven ? text : `(${text})` };
  });
}

/** Is what the judge said, or what was made of it, looked at? */
function readsMade(test: Expression, { unit, body }: Asked, context: FixContext): boolean {
  const names = namesOf(context);
  return names.within(unit, test).some((name) => {
    const bindings = names.bindings(names.variableOf(name));
    return bindings.length > 0 && bindings.every(({ statement }) => body.some((inner) => contains(inner, statement)));
  });
}

interface Label {
  readonly node: Expression & { kind: 'constant' };
  /** As an argument, which needs no brackets. */
  readonly isGiven: boolean;
  /** Which pair of labels it is of. */
  readonly kind: number;
  readonly own: string;
  readonly other: string;
}

const labelsOf = (test: Expression): readonly Label[] =>
  descendants(test).flatMap((node) => {
    if (node.kind === 'operation' && /^[!=]==?$/.test(node.operator))
      return node.operands.flatMap((operand) => labelIn(operand, false) ?? []);
    return isSearch(node) ? node.arguments.flatMap(({ value }) => labelIn(value, true) ?? []) : [];
  });

/** What is tested where a value is made: `text === 'A'`, `text.includes('A') ? … : …`. */
const testsOf = (value: Expression): readonly Expression[] =>
  value.kind === 'conditional'
    ? [value.test, ...testsOf(value.then), ...testsOf(value.otherwise)]
    : isTest(value)
      ? [value]
      : [];

const isTest = (node: Expression): boolean =>
  (node.kind === 'operation' && /^(?:comparison|logical|not)$/.test(node.form)) || isSearch(node);

const isSearch = (node: Expression): node is Expression & { kind: 'call' } =>
  node.kind === 'call' &&
  node.callee.kind === 'attribute' &&
  /^(?:startsWith|endsWith|includes)$/.test(node.callee.name);

/** A text with one label in it, or a number that is one. */
function labelIn(node: Expression, isGiven: boolean): Label | null {
  if (node.kind !== 'constant' || (typeof node.value !== 'string' && node.value !== 1 && node.value !== 2)) return null;
  const own = String(node.value);
  if (own.length > 30 || /['"`\\\n]/.test(own)) return null;
  for (const [kind, labels] of PAIRS.entries()) {
    const pattern = new RegExp(`(?<![A-Za-z0-9])(?:${labels.join('|')})(?![A-Za-z0-9])`, 'g');
    const [label, ...more] = own.match(pattern) ?? [];
    if (label === undefined || more.length > 0) continue;
    return { node, isGiven, kind, own, other: own.replace(pattern, label === labels[0] ? labels[1] : labels[0]) };
  }
  return null;
}

/** The loop over both orders, around the statements. */
function inBothOrders(
  { unit, pair, body }: Asked,
  changes: readonly Change[],
  turned: string,
  context: FixContext,
): Edit {
  const text = unitText(context, unit.cell);
  const newLine = lineBreak(text);
  const [start, end] = [lineStart(text, body[0]!.start), nextLine(text, body.at(-1)!.end)];
  const indent = indentAt(text, start);
  const { step } = layoutAt(context, unit.cell, start);
  const [first, second] = ['first', 'second'].map((name) => freeName(context, name));
  const shown = pair.nodes.map((node) => textOf(context, unit, node));
  const all = statementsIn(body).flatMap(ownExpressions).flatMap(descendants);
  const named = all.flatMap((node) => {
    const index = node.kind === 'constant' ? -1 : shown.indexOf(textOf(context, unit, node));
    return index < 0 ? [] : [{ start: node.start, end: node.end, text: [first!, second!][index]! }];
  });
  const isInText = (at: number) => all.some((node) => isLongText(node) && node.start < at && at < node.end);
  const edits = [...named, ...changes].toSorted((a, b) => a.start - b.start);
  let code = '';
  for (let at = start; at < end; at = nextLine(text, at)) {
    const isBlank = /^[ \t]*\r?\n/.test(text.slice(at, nextLine(text, at)));
    edits.push({ start: at, end: at, text: isBlank || isInText(at) ? '' : step });
    if (nextLine(text, at) >= end) break;
  }
  let from = start;
  for (const edit of edits.toSorted((a, b) => a.start - b.start || a.end - b.end)) {
    if (edit.start < from) continue;
    code += text.slice(from, edit.start) + edit.text;
    from = edit.end;
  }
  code += text.slice(from, end);
  // as a formatter would have it
  const lines = [
    `for (const [${first}, ${second}, ${turned}] of [`,
    `${step}[${shown[0]}, ${shown[1]}, false],`,
    `${step}[${shown[1]}, ${shown[0]}, true],`,
    `]${isTyped(context) ? ' as const' : ''}) {`,
  ];
  const head = lines.map((line) => indent + line + newLine).join('');
  return replace(context, unit, { start, end }, `${head}${code}${indent}}${newLine}`);
}

const isLongText = ({ kind }: Expression): boolean => kind === 'template' || kind === 'constant';
