import { ts } from 'ts-morph';
import type { Expression, Operation, OperationForm, Span } from '../../flow/program.ts';
import { lowerExpression } from './expressions.ts';
import { lowerTarget } from './patterns.ts';
import { constant, spanOf, unknown } from './spans.ts';

const Kind = ts.SyntaxKind;

const COMPARISONS = new Set(['==', '!=', '===', '!==', '<', '<=', '>', '>=', 'instanceof']);
const LOGICAL = new Set(['&&', '||', '??']);

function formOf(operator: string): OperationForm {
  if (COMPARISONS.has(operator)) return 'comparison';
  if (LOGICAL.has(operator)) return 'logical';
  return operator === 'in' ? 'membership' : 'arithmetic';
}

export function operation(operator: string, operands: readonly Expression[], at: Span): Operation {
  return { kind: 'operation', form: formOf(operator), operator, operands, start: at.start, end: at.end };
}

/** The operator that an assignment applies first: '' for `=`, `+` for `+=`; null when it is no assignment. */
export function assignmentOperator(node: ts.BinaryExpression): string | null {
  const { kind } = node.operatorToken;
  if (kind < Kind.FirstAssignment || kind > Kind.LastAssignment) return null;
  return ts.tokenToString(kind)!.slice(0, -1);
}

/** `+` for `++`, `-` for `--`; null for the other unary operators. */
export function stepOperator(node: ts.PrefixUnaryExpression | ts.PostfixUnaryExpression): string | null {
  if (node.operator === Kind.PlusPlusToken) return '+';
  return node.operator === Kind.MinusMinusToken ? '-' : null;
}

export function lowerBinary(node: ts.BinaryExpression, file: ts.SourceFile): Expression {
  const at = spanOf(node, file);
  const right = lowerExpression(node.right, file);
  const applied = assignmentOperator(node);
  if (applied === '') return { kind: 'assignment', target: lowerTarget(node.left, file), value: right, ...at };
  const left = lowerExpression(node.left, file);
  if (applied !== null)
    return { kind: 'assignment', target: left, value: operation(applied, [left, right], at), ...at };
  if (node.operatorToken.kind === Kind.CommaToken) return unknown([left, right], at);
  return operation(ts.tokenToString(node.operatorToken.kind) ?? '', [left, right], at);
}

/** `Math.pow(base, exponent)`, which is `base ** exponent`; null for other calls. */
export function lowerPower(node: ts.Node, file: ts.SourceFile): Expression | null {
  if (!ts.isCallExpression(node) || node.arguments.length !== 2 || !ts.isPropertyAccessExpression(node.expression))
    return null;
  const { expression: object, name } = node.expression;
  if (name.text !== 'pow' || !ts.isIdentifier(object) || object.text !== 'Math') return null;
  const operands = node.arguments.map((argument) => lowerExpression(argument, file));
  return operation('**', operands, spanOf(node, file));
}

export function lowerPrefix(node: ts.PrefixUnaryExpression, file: ts.SourceFile): Expression {
  if (stepOperator(node)) return lowerStep(node, file);
  const at = spanOf(node, file);
  const operand = lowerExpression(node.operand, file);
  if (node.operator === Kind.MinusToken && operand.kind === 'constant' && typeof operand.value === 'number') {
    return constant(-operand.value, at);
  }
  const operator = ts.tokenToString(node.operator)!;
  const form = operator === '!' ? 'not' : operator === '-' ? 'negative' : 'arithmetic';
  return { kind: 'operation', form, operator, operands: [operand], ...at };
}

export function lowerPostfix(node: ts.PostfixUnaryExpression, file: ts.SourceFile): Expression {
  return lowerStep(node, file);
}

/** `n++` as a value: the step does not change where the number comes from, so before or after is one. */
function lowerStep(node: ts.PrefixUnaryExpression | ts.PostfixUnaryExpression, file: ts.SourceFile): Expression {
  const at = spanOf(node, file);
  const target = lowerExpression(node.operand, file);
  return { kind: 'assignment', target, value: operation(stepOperator(node)!, [target, constant(1, at)], at), ...at };
}
