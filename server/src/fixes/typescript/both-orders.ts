import type { Edit, Fix } from '@unpool/shared/protocol/finding.ts';
import type { Expression, FlowUnit, FunctionDefinition, If, Span, Statement } from '../../flow/program.ts';
import { callsOf, fixOfBothOrders, givesVerdict } from '../both-orders.ts';
import { type FixContext, replace, textOf, unitText } from '../fix-context.ts';
import type { Occurrence } from '../occurrences.ts';
import { pairOf } from '../pair-of-answers.ts';
import { freeName } from './imports.ts';
import { layoutAt } from './layout.ts';
import { constant } from './values.ts';

/**
 * Asks the judge about each pair in both orders: its function, which says whether the first answer wins, is called
 * through another one that takes the same arguments, calls it twice, and gives half a win where the verdict turns.
 */
export function judgeBothOrders(context: FixContext): Fix | null {
  const { finding, report } = context;
  // a test of counts wants whole ones
  if (finding.rule !== 'single-order-judging' || report.estimate.confirmatory) return null;
  const judge = judgeAround(context);
  const pair = judge && pairOf(judge.definition);
  const calls = judge && givesVerdict(judge.definition, isVerdict) ? callsOf(judge.name, context) : null;
  if (!judge || !pair || !calls) return null;
  const helper = freeName(context, `${judge.name}InBothOrders`);
  const edits = calls.map((call) => countedAs(helper, call, context));
  if (!edits.every((edit) => edit !== null)) return null;
  return fixOfBothOrders(judge.unit, judge.statement, helperSource(helper, judge, pair, context), 1, edits, context);
}

export interface Judge {
  readonly name: string;
  readonly unit: FlowUnit;
  readonly statement: Statement;
  readonly definition: FunctionDefinition;
}

/** The function at the top level that asks the judge. */
export function judgeAround({ report: { site } }: FixContext): Judge | null {
  const { unit, node } = site;
  const statement = unit.body.find((each) => each.start <= node.start && node.end <= each.end);
  const found = statement && functionOf(statement);
  if (!statement || !found) return null;
  const { isGenerator, parameters } = found.definition;
  const isPlain = parameters.every((each) => each.form === 'plain' && each.target.kind === 'name' && !each.default);
  return !isGenerator && isPlain ? { ...found, unit, statement } : null;
}

function functionOf(statement: Statement): Pick<Judge, 'name' | 'definition'> | null {
  if (statement.kind === 'define-function') return { name: statement.function.name, definition: statement.function };
  if (statement.kind !== 'assign' || statement.value.kind !== 'function' || statement.annotation !== null) return null;
  const [target, ...others] = statement.targets;
  return target?.kind === 'name' && others.length === 0
    ? { name: target.name, definition: statement.value.function }
    : null;
}

/** True or false, or 1 or 0. */
function isVerdict(node: Expression): boolean {
  if (node.kind === 'constant') return typeof node.value === 'boolean' || node.value === 0 || node.value === 1;
  if (node.kind === 'conditional') return isVerdict(node.then) && isVerdict(node.otherwise);
  if (node.kind === 'call')
    return node.callee.kind === 'attribute' && /^(?:startsWith|endsWith|includes|test)$/.test(node.callee.name);
  if (node.kind !== 'operation') return false;
  // `text?.includes('A') ?? false`
  if (node.form === 'logical') return node.operands.every(isVerdict);
  return /^(?:comparison|membership|not)$/.test(node.form);
}

/**
 * The verdict is only counted or listed, and is so as a number: `if (await better(…)) wins++` becomes
 * `wins += await betterInBothOrders(…)`. Null where half a win would be asked for yes or no.
 */
function countedAs(helper: string, { unit, node, parents, statement }: Occurrence, context: FixContext): Edit | null {
  const [call, around] = parents;
  const awaited = around?.kind === 'suspend' ? around : call!;
  const beyond = parents.slice(parents.indexOf(awaited) + 1);
  const text = textOf(context, unit, awaited);
  const at = node!.start - awaited.start;
  const called = text.slice(0, at) + helper + text.slice(at + (node!.end - node!.start));
  if (statement.kind === 'if' && statement.test === awaited) {
    const counter = counterOf(statement);
    const { start, end } = statement;
    const isOpen = !/;\s*\}?$/.test(textOf(context, unit, statement));
    return (
      counter &&
      replace(context, unit, { start, end }, `${textOf(context, unit, counter)} += ${called}${isOpen ? '' : ';'}`)
    );
  }
  const number = asNumber(awaited, beyond);
  const whole = number ?? awaited;
  const outer = number ? beyond.slice(beyond.indexOf(number) + 1) : beyond;
  if (!isAddedUp(whole, outer, statement, number !== null)) return null;
  return replace(context, unit, whole, called);
}

/** `wins` of `if (…) wins++` */
function counterOf({ then, otherwise }: If): Span | null {
  const [step, ...more] = then;
  if (step?.kind !== 'assign' || more.length > 0 || otherwise.length > 0) return null;
  const [target] = step.targets;
  return step.operator === '+' && constant(step.value) === 1 && target?.kind === 'name' ? target : null;
}

/** `… ? 1 : 0`, `Number(…)`, `+(…)` */
function asNumber(node: Expression, [parent]: readonly Expression[]): Expression | null {
  if (parent?.kind === 'conditional' && parent.test === node)
    return constant(parent.then) === 1 && constant(parent.otherwise) === 0 ? parent : null;
  return parent?.kind === 'call' && parent.callee.kind === 'name' && parent.callee.name === 'Number' ? parent : null;
}

function isAddedUp(
  node: Expression,
  [parent]: readonly Expression[],
  statement: Statement,
  isNumber: boolean,
): boolean {
  if (!isNumber) return false;
  if (!parent) return statement.kind === 'assign' && statement.operator === '+' && statement.value === node;
  return (
    parent.kind === 'call' &&
    parent.callee.kind === 'attribute' &&
    parent.callee.name === 'push' &&
    parent.arguments[0]?.value === node
  );
}

function helperSource(
  helper: string,
  { name, unit, definition }: Judge,
  [a, b]: readonly [string, string],
  context: FixContext,
): string {
  const { parameters } = definition;
  const text = unitText(context, unit.cell);
  const { step } = layoutAt(context, unit.cell, definition.start);
  const isTyped = parameters.some(({ annotation }) => annotation !== null);
  const given = parameters.map((parameter) => textOf(context, unit, parameter)).join(', ');
  const call = (turn: (name: string) => string) =>
    `${definition.isAsync ? 'await ' : ''}${name}(${parameters.map(({ target }) => turn(target.kind === 'name' ? target.name : '')).join(', ')})`;
  const turned = (each: string) => (each === a ? b : each === b ? a : each);
  const [first, second] = ['first', 'second'].map((wanted) => freeName(context, wanted));
  const end = /;\r?\n/.test(text) ? ';' : '';
  const type = !isTyped ? '' : definition.isAsync ? ': Promise<number>' : ': number';
  return `/** The verdict in both orders: half of each where it turns with the order. */
${definition.isAsync ? 'async ' : ''}function ${helper}(${given})${type} {
${step}const ${first} = Number(${call((each) => each)})${end}
${step}const ${second} = Number(${call(turned)})${end}
${step}return (${first} + 1 - ${second}) / 2${end}
}
`;
}
