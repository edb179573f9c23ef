import { ts } from 'ts-morph';
import type { Call, Expression, Span } from '../../flow/program.ts';
import { lowerExpression } from './expressions.ts';
import { name, spanOf } from './spans.ts';

const Kind = ts.SyntaxKind;

/** What a `for (let i = start; i < end; i++)`, or `i += size`, counts: it goes through a range, which says more than a test does. */
export interface Counting {
  readonly variable: Expression;
  /** `range(end)`, `range(start, end)`, `range(start, end, step)` */
  readonly range: Expression;
}

/** Null for a loop that counts in any other way. */
export function countingOf(
  { initializer, condition, incrementor }: ts.ForStatement,
  file: ts.SourceFile,
): Counting | null {
  if (!initializer || !ts.isVariableDeclarationList(initializer) || initializer.declarations.length !== 1) return null;
  const { name: variable, initializer: start } = initializer.declarations[0]!;
  const step = ts.isIdentifier(variable) ? stepOf(incrementor, variable.text) : null;
  if (!ts.isIdentifier(variable) || !start || !step) return null;
  const end = endOf(condition, variable.text);
  if (!end) return null;
  const isByOne = step === 1;
  const isFromZero = isByOne && ts.isNumericLiteral(start) && start.text === '0';
  const parts = [...(isFromZero ? [] : [start]), end, ...(isByOne ? [] : [step])].map((part) =>
    lowerExpression(part, file),
  );
  return { variable: name(variable.text, spanOf(variable, file)), range: rangeOf(parts, spanOf(end, file)) };
}

/** The numbers up to the last of `parts`, from the first where there are two. */
export const rangeOf = (parts: readonly Expression[], at: Span): Call => ({
  kind: 'call',
  callee: name('range', at),
  arguments: parts.map((value) => ({ name: null, value })),
  ...at,
});

function endOf(condition: ts.Expression | undefined, variable: string): ts.Expression | null {
  if (!condition || !ts.isBinaryExpression(condition)) return null;
  const { left, operatorToken, right } = condition;
  const isBound = operatorToken.kind === Kind.LessThanToken || operatorToken.kind === Kind.LessThanEqualsToken;
  return isBound && ts.isIdentifier(left) && left.text === variable ? right : null;
}

/** How far `i++`, `++i`, `i += 1` or `i += size` goes on; null for what does something else. */
function stepOf(step: ts.Expression | undefined, variable: string): 1 | ts.Expression | null {
  if (!step) return null;
  const isVariable = (node: ts.Expression) => ts.isIdentifier(node) && node.text === variable;
  if (ts.isPostfixUnaryExpression(step) || ts.isPrefixUnaryExpression(step))
    return step.operator === Kind.PlusPlusToken && isVariable(step.operand) ? 1 : null;
  if (!ts.isBinaryExpression(step) || step.operatorToken.kind !== Kind.PlusEqualsToken || !isVariable(step.left))
    return null;
  const { right } = step;
  if (ts.isNumericLiteral(right)) return right.text === '1' ? 1 : right;
  return ts.isIdentifier(right) ? right : null;
}
