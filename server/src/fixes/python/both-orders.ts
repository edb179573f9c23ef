import type { Fix } from '@unpool/shared/protocol/finding.ts';
import type { DefineFunction, Expression, FlowUnit } from '../../flow/program.ts';
import { callsOf, fixOfBothOrders, givesVerdict } from '../both-orders.ts';
import { type FixContext, replace, textOf, unitText } from '../fix-context.ts';
import { freeName } from '../names.ts';
import type { Occurrence } from '../occurrences.ts';
import { pairOf } from '../pair-of-answers.ts';

/**
 * Asks the judge about each pair in both orders: its function, which says whether the first answer wins, is called
 * through another one that takes the same arguments, calls it twice, and gives half a win where the verdict turns.
 */
export function judgeBothOrders(context: FixContext): Fix | null {
  const { finding, report, document, module } = context;
  if (finding.rule !== 'single-order-judging' || document.language !== 'python') return null;
  const judge = judgeAround(context);
  const pair = judge && pairOf(judge.statement.function);
  if (!judge || !pair || !givesVerdict(judge.statement.function, isVerdict)) return null;
  const calls = callsOf(judge.statement.function.name, context);
  // a test of counts wants whole ones
  const wantsWhole = report.estimate.confirmatory;
  if (!calls?.every((call) => isAddedUp(call, wantsWhole))) return null;
  const { name } = judge.statement.function;
  const helper = freeName(module, `${name}_in_both_orders`);
  const edits = calls.map(({ unit, node }) => replace(context, unit, node!, helper));
  return fixOfBothOrders(judge.unit, judge.statement, helperSource(helper, judge, pair, context), 2, edits, context);
}

interface JudgeFunction {
  readonly unit: FlowUnit;
  readonly statement: DefineFunction;
}

/** The function at the top level that asks the judge. */
function judgeAround({ report: { site } }: FixContext): JudgeFunction | null {
  const { unit, node } = site;
  const statement = unit.body.find((each) => each.start <= node.start && node.end <= each.end);
  if (statement?.kind !== 'define-function') return null;
  const { isAsync, isGenerator, decorators, parameters } = statement.function;
  const isPlain = parameters.every(({ form, target }) => form === 'plain' && target.kind === 'name');
  return !isAsync && !isGenerator && decorators.length === 0 && isPlain ? { unit, statement } : null;
}

/** True or false, or 1 or 0. */
function isVerdict(node: Expression): boolean {
  if (node.kind === 'constant') return typeof node.value === 'boolean' || node.value === 0 || node.value === 1;
  if (node.kind === 'conditional') return isVerdict(node.then) && isVerdict(node.otherwise);
  if (node.kind === 'call')
    return node.callee.kind === 'attribute' && /^(?:startswith|endswith)$/.test(node.callee.name);
  return node.kind === 'operation' && /^(?:comparison|membership|not)$/.test(node.form);
}

/** Is the verdict only counted or listed? Half a win is true where it is asked for yes or no. */
function isAddedUp({ parents: [call, around, outer], statement }: Occurrence, wantsWhole: boolean): boolean {
  if (!around)
    return !wantsWhole && statement.kind === 'assign' && statement.operator === '+' && statement.value === call;
  if (around.kind === 'comprehension')
    return around.element === call && (around.form === 'list' || (outer?.kind === 'call' && isSum(outer.callee)));
  return (
    around.kind === 'call' &&
    around.callee.kind === 'attribute' &&
    around.callee.name === 'append' &&
    around.arguments[0]?.value === call
  );
}

const isSum = (node: Expression): boolean => node.kind === 'name' && node.name === 'sum';

function helperSource(
  helper: string,
  { unit, statement: { function: judge } }: JudgeFunction,
  [a, b]: readonly [string, string],
  context: FixContext,
): string {
  const { parameters } = judge;
  const text = unitText(context, unit.cell);
  const given = parameters.some(({ keywordOnly }) => keywordOnly)
    ? text.slice(parameters[0]!.start, parameters.at(-1)!.end)
    : parameters.map((parameter) => textOf(context, unit, parameter)).join(', ');
  const call = (turn: (name: string) => string) => {
    const handed = parameters.map(({ target, keywordOnly }) => {
      const name = target.kind === 'name' ? target.name : '';
      return keywordOnly ? `${name}=${turn(name)}` : turn(name);
    });
    return `${judge.name}(${handed.join(', ')})`;
  };
  const turned = (name: string) => (name === a ? b : name === b ? a : name);
  const indent = text.includes('\n\t') ? '\t' : '    ';
  return `def ${helper}(${given}):
${indent}"""The verdict in both orders: half of each where it turns with the order."""
${indent}return (${call((name) => name)} + 1 - ${call(turned)}) / 2
`;
}
