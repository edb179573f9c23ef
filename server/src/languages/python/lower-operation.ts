import type { Expression, Operation, OperationForm } from '../../flow/program.ts';
import { type Context, DEEPEST, unknown } from './context.ts';
import { lowerExpression } from './lower-expression.ts';
import type { Syntax } from './syntax.ts';

export function lowerBinary(context: Context, node: Syntax): Expression {
  return lowerChain(context, node, 'arithmetic');
}

export function lowerBoolean(context: Context, node: Syntax): Expression {
  return lowerChain(context, node, 'logical');
}

/**
 * Operators that nest to the left, without recursion: `a + b + c` is one operation with three operands
 * (applied from the left), `a + b - c` two.
 */
function lowerChain(context: Context, node: Syntax, form: OperationForm): Expression {
  const chain = [node];
  let leftmost = node.children[0]!;
  for (; leftmost.type === node.type; leftmost = leftmost.children[0]!) chain.push(leftmost);

  let result = lowerExpression(context, leftmost);
  const all = [result];
  let nesting = 0;
  for (let index = chain.length - 1; index >= 0; ) {
    const operator = chain[index]!.children[1]!.type;
    const operands = [result];
    let end = result.end;
    for (; index >= 0 && chain[index]!.children[1]!.type === operator; index--) {
      const right = lowerExpression(context, chain[index]!.children[2]!);
      operands.push(right);
      all.push(right);
      end = chain[index]!.end;
    }
    result = { kind: 'operation', form, operator, operands, start: node.start, end };
    nesting++;
  }
  return context.depth + nesting > DEEPEST ? unknown(node, all) : result;
}

const MEMBERSHIP = new Set(['in', 'not in']);

/** The operators of a chained comparison are joined by a space: `< <=`. */
export function lowerComparison(context: Context, node: Syntax): Operation {
  const operators: string[] = [];
  const operands: Expression[] = [];
  for (const [index, child] of node.children.entries()) {
    if (index % 2 === 1) operators.push(child.type);
    else operands.push(lowerExpression(context, child));
  }
  const form = operators.every((operator) => MEMBERSHIP.has(operator)) ? 'membership' : 'comparison';
  return { kind: 'operation', form, operator: operators.join(' '), operands, start: node.start, end: node.end };
}

const UNARY_FORMS: Readonly<Record<string, OperationForm>> = { '-': 'negative', '~': 'not', '+': 'arithmetic' };

/** A negative number is a constant; `~mask` is a `not`. */
export function lowerUnary(context: Context, node: Syntax): Expression {
  const operator = node.children[0]!.type;
  const operand = lowerExpression(context, node.children[1]!);
  const { start, end } = node;
  if (operator === '-' && operand.kind === 'constant' && typeof operand.value === 'number') {
    return { kind: 'constant', value: -operand.value, start, end };
  }
  return { kind: 'operation', form: UNARY_FORMS[operator] ?? 'arithmetic', operator, operands: [operand], start, end };
}
