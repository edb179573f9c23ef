import type { If, Span, Statement } from '../../flow/program.ts';
import type { Context } from './context.ts';

/** Up to this many branches are an if in the else of an if, as the language has it. */
const LONGEST_CHAIN = 50;

/**
 * Branches of which the first that fits runs, or else `otherwise`: each is an `if` in the else of the one before it.
 * That would nest as deeply as a chain is long, so a long one becomes a tree of short ones, between which the choice is
 * unknown: still one of the branches runs, and each can.
 *
 * @param otherwise lowers what runs if no branch does
 * @param lower makes the `if` of one branch, with what runs if it does not fit
 */
export function lowerAlternatives<Branch extends Span | { readonly start: number }>(
  context: Context,
  branches: readonly Branch[],
  otherwise: () => Statement[],
  lower: (branch: Branch, otherwise: Statement[]) => If,
): Statement[] {
  const { depth } = context;
  const chain = (from: number, to: number, last: () => Statement[]): Statement[] => {
    context.depth = depth + to - from;
    let result = last();
    for (let index = to - 1; index >= from; index--) {
      context.depth = depth + index - from;
      result = [lower(branches[index]!, result)];
    }
    context.depth = depth;
    return result;
  };
  const tree = (from: number, to: number): Statement[] => {
    if (to === branches.length && to - from <= LONGEST_CHAIN) return chain(from, to, otherwise);
    if (to - from <= LONGEST_CHAIN) {
      // the choice fell on this chain, so its last branch fits if no other does
      const { test, then } = chain(to - 1, to, () => [])[0] as If;
      const last: Statement[] = [{ kind: 'evaluate', value: test, start: test.start, end: test.end }, ...then];
      return chain(from, to - 1, () => last);
    }
    const middle = from + LONGEST_CHAIN * Math.ceil((to - from) / LONGEST_CHAIN / 2);
    const then = tree(from, middle);
    const { start } = branches[from]!;
    const test = { kind: 'unknown', operands: [], start, end: start } as const;
    return [{ kind: 'if', test, then, otherwise: tree(middle, to), start, end: then.at(-1)!.end }];
  };
  return branches.length === 0 ? otherwise() : tree(0, branches.length);
}
