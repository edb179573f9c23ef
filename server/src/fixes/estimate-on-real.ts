import type { Fix } from '@unpool/shared/protocol/finding.ts';
import type { Expression } from '../flow/program.ts';
import { descendants } from '../flow/walk.ts';
import { confidenceOf, has, POOLED_UNITS, REAL, SYNTHETIC } from '../provenance/origins.ts';
import { causeOfKind } from '../provenance/trace.ts';
import { dataOrigins } from '../provenance/value.ts';
import { expressionAt, type FixContext, replace, statementAt, textOf } from './fix-context.ts';
import { bindings, rootName } from './names.ts';
import { relatedEstimates } from './related.ts';

/** Computes the estimate on the real rows alone: `pooled["score"].mean()` becomes `real["score"].mean()`. */
export function estimateOnReal(context: FixContext): Fix | null {
  const { finding, report, module } = context;
  if (finding.rule !== 'naive-pooling' || !confidenceOf(dataOrigins(report.value), POOLED_UNITS)) return null;
  const pool = causeOfKind(report.value, SYNTHETIC, 'pool');
  if (!pool?.place) return null;
  const poolNode = expressionAt(module, pool.place);
  const located = statementAt(module, pool.place);
  if (!poolNode || located?.statement.kind !== 'assign' || located.statement.operator !== null) return null;
  const [target] = located.statement.targets;
  if (target?.kind !== 'name' || located.statement.value !== poolNode) return null;
  const real = realPart(
    poolNode,
    pool.inputs.map((input) => has(dataOrigins(input), REAL) && !has(dataOrigins(input), SYNTHETIC)),
  );
  // a name that gets another value later may no longer be the real rows
  if (
    !real ||
    bindings(module, real.name).length > 1 ||
    bindings(module, target.name).some((other) => other !== located.statement && isNewValue(other, target.name))
  )
    return null;
  // the whole expression, so that a count beside it (`np.sqrt(len(pooled))`) follows
  const places = relatedEstimates(context)
    .flatMap(({ site }) => [...descendants(site.node)])
    .filter((node) => node.kind === 'name' && node.name === target.name);
  if (places.length === 0) return null;
  return {
    title: `Estimate on the real rows only (${real.name})`,
    kind: 'repair',
    safety: 'safe',
    edits: places.map((node) => replace(context, report.site.unit, node, textOf(context, located.unit, real))),
  };
}

/** `pooled = …` once more; `pooled["x"] = …` changes it, but also then the real rows lack the column. */
const isNewValue = (
  statement: { readonly kind: string; readonly targets?: readonly Expression[] },
  name: string,
): boolean => statement.targets?.some((target) => rootName(target)?.name === name) ?? false;

/** The part of a union that holds the real rows, if it is a plain name. */
function realPart(pool: Expression, isReal: readonly boolean[]): (Expression & { kind: 'name' }) | null {
  const parts = partsOf(pool);
  if (!parts || parts.length !== isReal.length) return null;
  const real = parts.filter((_, index) => isReal[index]);
  return real.length === 1 && real[0]!.kind === 'name' ? real[0] : null;
}

function partsOf(pool: Expression): readonly Expression[] | null {
  if (pool.kind === 'operation') return pool.operands;
  if (pool.kind === 'sequence') return pool.items.map((item) => (item.kind === 'spread' ? item.value : item));
  if (pool.kind !== 'call') return null;
  const positional = pool.arguments.filter(({ name }) => name === null || name === 'objs').map(({ value }) => value);
  const [first] = positional;
  if (first?.kind === 'sequence') return first.items;
  return positional.length === 2 ? positional : null;
}
