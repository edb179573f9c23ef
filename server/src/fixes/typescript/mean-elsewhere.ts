import type { Estimate } from '../../flow/observation.ts';
import type { Expression, FunctionDefinition } from '../../flow/program.ts';
import { nameOf, statementsIn } from '../../flow/walk.ts';
import { contains, type FixContext } from '../fix-context.ts';
import { definitionIn } from './number-helper.ts';

/**
 * The same with means that a function of another module makes, `mean(scores)` of `./stats.ts`, taken for what their calls
 * in this document are: they can be corrected there.
 */
export function withMeansElsewhere(context: FixContext): FixContext {
  const { report } = context;
  const estimates = context.estimates.map((each) => calledHere(each, context) ?? each);
  const own = report.isElsewhere ? calledHere(report.estimate, context) : null;
  return own && own.site.node === report.site.node
    ? { ...context, estimates, report: { ...report, estimate: own, isElsewhere: false } }
    : { ...context, estimates };
}

function calledHere(estimate: Estimate, { document }: FixContext): Estimate | null {
  const { site, what, calledFrom: call } = estimate;
  if (what !== 'mean' || site.place.document === document.uri || call?.place.document !== document.uri) return null;
  const { node } = call;
  if (node.kind !== 'call' || node.callee.kind !== 'name' || node.arguments.length !== 1) return null;
  if (!MEANS.test(node.callee.name) || !makesMean(estimate, node.callee.name)) return null;
  return { ...estimate, site: call, of: null, calledFrom: null, expressions: [node.arguments[0]!.value] };
}

const MEANS = /^(?:mean|average|avg)$/;

/** Does it return the mean of its only parameter, or a constant where there are no rows? */
function makesMean({ site: { node, unit } }: Estimate, name: string): boolean {
  const definition = statementsIn(unit.body)
    .flatMap((each) => definitionIn(each) ?? [])
    .find((each) => each.name === name && contains(each.function, node))?.function;
  const [parameter, ...more] = definition?.parameters ?? [];
  if (!definition || parameter?.target.kind !== 'name' || more.length > 0) return false;
  return isCountOf(node, parameter.target.name) && returned(definition).every((each) => isMean(each, node, definition));
}

/** `sum / xs.length` */
const isCountOf = (node: Expression, parameter: string): boolean => {
  const count = node.kind === 'operation' && node.operator === '/' ? node.operands[1] : undefined;
  return count?.kind === 'attribute' && count.name === 'length' && nameOf(count.object) === parameter;
};

const returned = ({ body }: FunctionDefinition): readonly Expression[] =>
  statementsIn(body).flatMap((each) => (each.kind === 'return' && each.value ? [each.value] : []));

function isMean(value: Expression, node: Expression, definition: FunctionDefinition): boolean {
  if (value === node || value.kind === 'constant' || nameOf(value) === 'NaN') return true;
  if (value.kind === 'conditional')
    return [value.then, value.otherwise].every((each) => isMean(each, node, definition));
  return (
    value.kind === 'name' &&
    statementsIn(definition.body).some(
      (each) => each.kind === 'assign' && each.value === node && each.targets.some((one) => nameOf(one) === value.name),
    )
  );
}
