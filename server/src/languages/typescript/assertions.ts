import { ts } from 'ts-morph';
import type { Evaluate, Span } from '../../flow/program.ts';
import { lowerExpression, unwrap } from './expressions.ts';
import { operation } from './operations.ts';

/** Matchers of vitest, jest and chai that hold a number against another. */
const MATCHERS: Readonly<Record<string, string>> = {
  toBeGreaterThan: '>',
  toBeGreaterThanOrEqual: '>=',
  toBeLessThan: '<',
  toBeLessThanOrEqual: '<=',
  above: '>',
  greaterThan: '>',
  least: '>=',
  below: '<',
  lessThan: '<',
  most: '<=',
};

/** `expect(rate).toBeGreaterThan(0.9)`, `assert(rate > 0.9)`: the run fails unless it holds. Null for other statements. */
export function lowerAssertion(node: ts.Expression, at: Span, file: ts.SourceFile): Evaluate | null {
  const call = unwrap(ts.isAwaitExpression(node) ? node.expression : node);
  if (!ts.isCallExpression(call)) return null;
  const [given] = call.arguments;
  if (given && isAssert(call.expression)) return asserted(lowerExpression(given, file), at);
  if (!given || !ts.isPropertyAccessExpression(call.expression)) return null;
  const operator = MATCHERS[call.expression.name.text];
  const expected = expectedIn(call.expression.expression);
  if (!operator || !expected) return null;
  return asserted(operation(operator, [lowerExpression(expected, file), lowerExpression(given, file)], at), at);
}

const asserted = (value: Evaluate['value'], at: Span): Evaluate => ({
  kind: 'evaluate',
  value,
  isAsserted: true,
  ...at,
});

/** `assert`, `assert.ok`, `console.assert`, `invariant` */
function isAssert(callee: ts.Expression): boolean {
  if (ts.isIdentifier(callee)) return /^(assert|invariant)$/.test(callee.text);
  if (!ts.isPropertyAccessExpression(callee) || !ts.isIdentifier(callee.expression)) return false;
  const { text } = callee.expression;
  return (text === 'assert' && callee.name.text === 'ok') || (text === 'console' && callee.name.text === 'assert');
}

/** The number in `expect(number).to.be`; null where it is none, or is denied. */
function expectedIn(node: ts.Expression): ts.Expression | null {
  if (ts.isPropertyAccessExpression(node)) return node.name.text === 'not' ? null : expectedIn(node.expression);
  const isExpect = ts.isCallExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === 'expect';
  return isExpect ? (node.arguments[0] ?? null) : null;
}
