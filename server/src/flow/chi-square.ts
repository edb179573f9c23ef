import { REPEATED } from '../provenance/marks.ts';
import { dataMarks, type Value } from '../provenance/value.ts';
import { estimate } from './estimate.ts';
import { type Frame, isTypeScript } from './frame.ts';
import { isSame } from './gap-test.ts';
import type { Expression, Operation } from './program.ts';
import { nameOf } from './walk.ts';

/** Pearson's test, worked out by hand: `chi2 += (observed[i][j] - expected) ** 2 / expected`. */

/** A term of its sum; only of rows that are several to a prompt, of which it counts each. */
export function ofPearson(expression: Expression | null, count: Value, frame: Frame): Value | null {
  if (!(dataMarks(count) & REPEATED) || !isTypeScript(frame)) return null;
  const observed = expression?.kind === 'operation' ? observedIn(expression) : null;
  return observed ? estimate(frame, expression!, 'chi-square test', [count], [observed], { confirmatory: true }) : null;
}

/** `o` in `(o - e) ** 2 / e` */
function observedIn({ operator, operands: [square, expected] }: Operation): Expression | null {
  const gap = square && squared(square);
  if (operator !== '/' || !expected || gap?.kind !== 'operation' || gap.operator !== '-') return null;
  const [observed, other] = gap.operands;
  return observed && other && isSame(other, expected) ? observed : null;
}

/** `x` in `x ** 2`, `x * x`, `Math.pow(x, 2)` */
function squared(node: Expression): Expression | null {
  if (node.kind === 'call')
    return nameOf(node.callee) === 'pow' && isTwo(node.arguments[1]?.value) ? node.arguments[0]!.value : null;
  const [base, other] = node.kind === 'operation' ? node.operands : [];
  if (node.kind !== 'operation' || !base || !other) return null;
  return (node.operator === '**' && isTwo(other)) || (node.operator === '*' && isSame(base, other)) ? base : null;
}

const isTwo = (node: Expression | undefined): boolean => node?.kind === 'constant' && node.value === 2;
