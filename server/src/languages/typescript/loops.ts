import { ts } from 'ts-morph';
import type { Call, Expression, Loop, Statement } from '../../flow/program.ts';
import { countingOf } from './counting.ts';
import { lowerExpression } from './expressions.ts';
import { lowerTarget } from './patterns.ts';
import { constant, name, spanOf, unknown } from './spans.ts';
import { lowerBody, lowerEvaluate, lowerVariables } from './statements.ts';

export function lowerForOf(node: ts.ForOfStatement, file: ts.SourceFile): Loop[] {
  return [forEach(node, lowerExpression(node.expression, file), file)];
}

/** `for (const key in object)` goes through the keys, where `for … of` goes through the items. */
export function lowerForIn(node: ts.ForInStatement, file: ts.SourceFile): Loop[] {
  const object = lowerExpression(node.expression, file);
  const at = { start: object.start, end: object.end };
  const keys: Call = {
    kind: 'call',
    callee: { kind: 'attribute', object: name('Object', at), name: 'keys', ...at },
    arguments: [{ name: null, value: object }],
    ...at,
  };
  return [forEach(node, keys, file)];
}

/** `for (init; test; step)` goes through a range where it counts, else it is the `while` loop that it stands for. */
export function lowerFor(node: ts.ForStatement, file: ts.SourceFile): Statement[] {
  const { initializer, condition, incrementor } = node;
  const counting = countingOf(node, file);
  if (counting) {
    const body = lowerBody(node.statement, file);
    const { variable: target, range: iterable } = counting;
    return [{ kind: 'loop', target, iterable, test: null, body, otherwise: [], ...spanOf(node, file) }];
  }
  const at = spanOf(node, file);
  const test = condition ? lowerExpression(condition, file) : constant(true, at);
  const step = incrementor ? lowerEvaluate(incrementor, spanOf(incrementor, file), file) : [];
  const loop = whileLoop(test, [...lowerBody(node.statement, file), ...step], node, file);
  if (!initializer) return [loop];
  const initializerSpan = spanOf(initializer, file);
  const start = ts.isVariableDeclarationList(initializer)
    ? lowerVariables(initializer, initializerSpan, file)
    : lowerEvaluate(initializer, initializerSpan, file);
  return [...start, loop];
}

export function lowerWhile(node: ts.WhileStatement, file: ts.SourceFile): Loop[] {
  return [whileLoop(lowerExpression(node.expression, file), lowerBody(node.statement, file), node, file)];
}

/** The body runs before the test: `while (true) { body; if (!test) break; }`. */
export function lowerDoWhile(node: ts.DoStatement, file: ts.SourceFile): Loop[] {
  const test = lowerExpression(node.expression, file);
  const at = { start: test.start, end: test.end };
  const leave: Statement = {
    kind: 'if',
    test: { kind: 'operation', form: 'not', operator: '!', operands: [test], ...at },
    then: [{ kind: 'jump', form: 'break', ...at }],
    otherwise: [],
    ...at,
  };
  return [whileLoop(constant(true, at), [...lowerBody(node.statement, file), leave], node, file)];
}

function whileLoop(test: Expression, body: readonly Statement[], node: ts.Node, file: ts.SourceFile): Loop {
  return { kind: 'loop', target: null, iterable: null, test, body, otherwise: [], ...spanOf(node, file) };
}

function forEach(node: ts.ForInOrOfStatement, iterable: Expression, file: ts.SourceFile): Loop {
  const body = lowerBody(node.statement, file);
  const target = lowerLoopTarget(node.initializer, file);
  return { kind: 'loop', target, iterable, test: null, body, otherwise: [], ...spanOf(node, file) };
}

function lowerLoopTarget(initializer: ts.ForInitializer, file: ts.SourceFile): Expression {
  if (!ts.isVariableDeclarationList(initializer)) return lowerTarget(initializer, file);
  const [declaration] = initializer.declarations;
  return declaration ? lowerTarget(declaration.name, file) : unknown([], spanOf(initializer, file));
}
