import type { Expression, Span } from '../../flow/program.ts';
import { childrenOf } from '../../flow/walk.ts';

/** The code of an expression, with other code in the place of some of its parts. */
export function rendered(
  node: Expression,
  text: (span: Span) => string,
  swap: (part: Expression) => string | null,
): string {
  const own = swap(node);
  if (own !== null) return own;
  let [code, at] = ['', node.start];
  for (const child of childrenOf(node).toSorted((a, b) => a.start - b.start)) {
    if (child.start < at) continue;
    code += text({ start: at, end: child.start }) + rendered(child, text, swap);
    at = child.end;
  }
  return code + text({ start: at, end: node.end });
}
