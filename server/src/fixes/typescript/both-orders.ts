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
  const source = helperSource(helper, judge, pair, context, halfWin(judge));
  return fixOfBothOrders(judge.unit, judge.statement, source, 1, edits, context);
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
function countedAs(helper: string, use: Occurrence, context: FixContext): Edit | null {
  const { unit, parents, statement } = use;
  const awaited = awaitedIn(parents);
  const beyond = parents.slice(parents.indexOf(awaited) + 1);
  const called = textCalled(use, awaited, helper, context);
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

/** The call, with its `await`. */
export const awaitedIn = (parents: readonly Expression[]): Expression =>
  parents[1]?.kind === 'suspend' ? parents[1] : parents[0]!;

/** The call by another name. */
export function textCalled({ unit, node }: Occurrence, whole: Expression, helper: string, context: FixContext): string {
  const text = textOf(context, unit, whole);
  const at = node!.start - whole.start;
  return text.slice(0, at) + helper + text.slice(at + node!.end - node!.start);
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

interface Told {
  readonly says: string;
  /** Of what it gives, with its colon; empty where the code has no types. */
  readonly type: string;
  verdict(call: string): string;
  result(first: string, second: string): string;
}

const halfWin = ({ definition: { parameters, isAsync } }: Judge): Told => ({
  says: 'The verdict in both orders: half of each where it turns with the order.',
  type: parameters.every(({ annotation }) => annotation === null) ? '' : isAsync ? ': Promise<number>' : ': number',
  verdict: (call) => `Number(${call})`,
  result: (first, second) => `(${first} + 1 - ${second}) / 2`,
});

/** A function that takes what the judge takes, and asks it in both orders. */
export function helperSource(
  helper: string,
  { name, unit, definition }: Judge,
  [a, b]: readonly [string, string],
  context: FixContext,
  { says, type, verdict, result }: Told,
): string {
  const { parameters, isAsync } = definition;
  const { step } = layoutAt(context, unit.cell, definition.start);
  const given = parameters.map((parameter) => textOf(context, unit, parameter)).join(', ');
  const call = (turn: (name: string) => string) =>
    `${isAsync ? 'await ' : ''}${name}(${parameters.map(({ target }) => turn(target.kind === 'name' ? target.name : '')).join(', ')})`;
  const turned = (each: string) => (each === a ? b : each === b ? a : each);
  const [first, second] = ['first', 'second'].map((wanted) => freeName(context, wanted)) as [string, string];
  const end = /;\r?\n/.test(unitText(context, unit.cell)) ? ';' : '';
  return `/** ${says} */
${isAsync ? 'async ' : ''}function ${helper}(${given})${type} {
${step}const ${first} = ${verdict(call((each) => each))}${end}
${step}const ${second} = ${verdict(call(turned))}${end}
${step}return ${result(first, second)}${end}
}
`;
}
