import type { ts } from 'ts-morph';
import type { Constant, Expression, Name, Span, Unknown } from '../../flow/program.ts';

/** Where a node stands, without the comments and white space before it. */
export function spanOf(node: ts.Node, file: ts.SourceFile): Span {
  return { start: node.getStart(file), end: node.end };
}

export function name(text: string, at: Span): Name {
  return { kind: 'name', name: text, start: at.start, end: at.end };
}

export function constant(value: Constant['value'], at: Span): Constant {
  return { kind: 'constant', value, start: at.start, end: at.end };
}

export function unknown(operands: readonly Expression[], at: Span): Unknown {
  return { kind: 'unknown', operands, start: at.start, end: at.end };
}
