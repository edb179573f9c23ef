import type { Estimate } from '../../flow/observation.ts';
import type { Expression, FlowUnit } from '../../flow/program.ts';
import { nameOf } from '../../flow/walk.ts';
import { type FixContext, textOf } from '../fix-context.ts';
import { isSteady } from './number-with-spread.ts';
import { bindingOf } from './rounds.ts';

/** What stands beside a mean, and is of the same labels. */

/** Estimates beside a mean: in the same function, with nothing bound again between the two. */
export const besideOf = (mean: Estimate, { estimates }: FixContext, what: string): readonly Estimate[] =>
  estimates.filter(
    ({ site, what: own }) => own === what && site.unit === mean.site.unit && site.within === mean.site.within,
  );

/** What is averaged, as code. */
export function averaged(node: Expression, unit: FlowUnit, context: FixContext): string | null {
  if (node.kind === 'operation') {
    const [above, below] = node.operands;
    const list = above && /^sum\((.*)\)$/s.exec(plain(textOf(context, unit, above)))?.[1];
    return list && below && codesOf(below, unit, context).includes(`len(${list})`) ? list : null;
  }
  if (node.kind !== 'call' || !/^(mean|fmean|average|nanmean)$/.test(nameOf(node))) return null;
  const [first, ...others] = node.arguments;
  if (others.length > 0) return null;
  const labels = first?.value ?? (node.callee.kind === 'attribute' ? node.callee.object : null);
  return labels && textOf(context, unit, labels);
}

/** The code of an expression, and of what its name stands for. */
export function codesOf(node: Expression, unit: FlowUnit, context: FixContext, depth = 4): readonly string[] {
  const own = plain(textOf(context, unit, node));
  const [first] = node.kind === 'call' && /^(int|float|array|asarray)$/.test(nameOf(node)) ? node.arguments : [];
  const inner = first?.value ?? (node.kind === 'name' ? bindingOf(node, context)?.statement.value : undefined);
  return inner && depth > 0 ? [own, ...codesOf(inner, unit, context, depth - 1)] : [own];
}

/** `np.sum(x)`, `x.sum()` as `sum(x)` */
const plain = (code: string): string =>
  code.replace(/^\w+\.sum\((.+)\)$/s, 'sum($1)').replace(/^(.+)\.sum\(\)$/s, (_, list: string) => `sum(${list})`);

/** Is nothing that two places look at bound again, or changed, between them? */
export function areSteady(
  { site: { unit, node } }: Estimate,
  other: Expression,
  context: FixContext,
  seen: Expression = other,
): boolean {
  const between = { start: Math.min(node.start, other.start), end: Math.max(node.end, other.end) };
  return isSteady([node, seen], between, unit, context);
}
