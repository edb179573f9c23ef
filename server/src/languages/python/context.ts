import type { Expression, Name, Unknown } from '../../flow/program.ts';
import type { Syntax } from './syntax.ts';

/**
 * Deeper than this, code becomes `unknown` instead of overflowing the stack, here or in the engine, which goes down once
 * more for each call it follows. Python itself refuses more than 200 brackets, and 100 blocks, in one another.
 */
export const DEEPEST = 200;

/** How many names are kept of what is too deep. */
const MOST_NAMES = 500;

/** What lowering carries along. */
export interface Context {
  readonly source: string;
  depth: number;
  /** Whether a `yield` was met in the current function. */
  yields: boolean;
}

export function textOf(context: Context, node: Syntax): string {
  return context.source.slice(node.start, node.end);
}

export function nameOf(context: Context, node: Syntax): Name {
  return { kind: 'name', name: textOf(context, node), start: node.start, end: node.end };
}

export function unknown(node: Syntax, operands: readonly Expression[] = []): Unknown {
  return { kind: 'unknown', operands, start: node.start, end: node.end };
}

/** What is left of code that is nested too deeply: the names in it, at most some hundred. */
export function namesWithin(context: Context, node: Syntax): Unknown {
  const operands: Expression[] = [];
  const pending = [node];
  for (let next = pending.pop(); next && operands.length < MOST_NAMES; next = pending.pop()) {
    if (next.type === 'identifier') operands.push(nameOf(context, next));
    for (let index = next.children.length - 1; index >= 0; index--) pending.push(next.children[index]!);
  }
  return unknown(node, operands);
}
