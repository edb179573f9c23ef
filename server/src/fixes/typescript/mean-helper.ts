import type { Estimate } from '../../flow/observation.ts';
import type { Expression, FlowUnit, FunctionDefinition, Statement } from '../../flow/program.ts';
import { expressionsIn } from '../../flow/walk.ts';
import { valueEvidence } from '../../provenance/names.ts';
import { has, JUDGED } from '../../provenance/origins.ts';
import { allStatements, type FixContext, textOf } from '../fix-context.ts';
import { namesOf } from '../occurrences.ts';
import { type Scores, scoresOf, scoresOfCall } from './scores.ts';
import { assigned, filledFrom } from './values.ts';

/**
 * The scores behind an estimate. Where it stands in a function of the file that makes the mean of what it is given
 * (`const mean = (xs) => …`), those of each call that gives it a judge's.
 */
export function scoresBehind(estimate: Estimate, context: FixContext): readonly Scores[] | null {
  const scores = scoresOf(estimate, context);
  if (!scores) return null;
  const helper = helperAround(estimate, scores, context);
  if (!helper) return [scores];
  const calls = callsOf(helper, context).filter(({ unit, given }) => isJudged(given, unit, context));
  const found = calls.map(({ unit, node, given }) => scoresOfCall({ unit, node, factor: '', entries: given }, context));
  return found.length > 0 ? found : null;
}

/** Where the mean of an estimate is to be found: its own place, or those of the calls of the function that makes it. */
export function placesOf(estimate: Estimate, context: FixContext): readonly number[] {
  const scores = scoresOf(estimate, context);
  const helper = scores && helperAround(estimate, scores, context);
  return helper ? callsOf(helper, context).map(({ node }) => node.start) : [estimate.site.node.start];
}

/** The calls of a function of the file that makes the mean; null where the estimate is in none. */
export function calledMeans(
  estimate: Estimate,
  context: FixContext,
): readonly { unit: FlowUnit; node: Expression }[] | null {
  const scores = scoresOf(estimate, context);
  const helper = scores && helperAround(estimate, scores, context);
  return helper ? callsOf(helper, context) : null;
}

/** What the function is called, if it only makes a mean of its one parameter. */
function helperAround({ site }: Estimate, { entries, each }: Scores, context: FixContext): string | null {
  if (each || entries.kind !== 'name') return null;
  for (const { statement } of allStatements(context.module)) {
    const definition = definitionIn(statement);
    if (!definition || definition.function.start > site.place.start || definition.function.end < site.place.end)
      continue;
    const [parameter, ...more] = definition.function.parameters;
    const isOwn = parameter?.target.kind === 'name' && parameter.target.name === entries.name && more.length === 0;
    if (isOwn) return definition.name;
  }
  return null;
}

export function definitionIn(
  statement: Statement,
): { readonly name: string; readonly function: FunctionDefinition } | null {
  if (statement.kind === 'define-function') return { name: statement.function.name, function: statement.function };
  const [target] = statement.kind === 'assign' ? statement.targets : [];
  if (statement.kind !== 'assign' || target?.kind !== 'name' || statement.value.kind !== 'function') return null;
  return { name: target.name, function: statement.value.function };
}

export function callsOf(
  name: string,
  context: FixContext,
): readonly { unit: FlowUnit; node: Expression; given: Expression }[] {
  return context.module.units.flatMap((unit) =>
    expressionsIn(unit.body).flatMap((node) => {
      if (node.kind !== 'call' || node.callee.kind !== 'name' || node.callee.name !== name) return [];
      const [first, ...more] = node.arguments;
      return first && more.length === 0 && first.value.kind !== 'spread' ? [{ unit, node, given: first.value }] : [];
    }),
  );
}

/** Do names say that these are a judge's, or are they made where the finding says that one was asked? */
function isJudged(node: Expression, unit: FlowUnit, context: FixContext): boolean {
  const filled = filledFrom(node, unit, context);
  const made = [node, assigned(node, unit, context), ...(filled ? [filled.pushed] : [])];
  const words = made.flatMap((each) => textOf(context, unit, each).split(/[^\w$]+/));
  const isTraced = made.some(({ start, end }) =>
    context.finding.trace.some(
      ({ place }) =>
        place.document === context.document.uri && place.cell === unit.cell && start <= place.start && place.end <= end,
    ),
  );
  return isTraced || words.some((name) => has(valueEvidence(name), JUDGED));
}

/** Is it a parameter of the function around, and so perhaps something else each time? */
export function isParameter(node: Expression, unit: FlowUnit, context: FixContext): boolean {
  const names = namesOf(context);
  const [root] = names.within(unit, node).filter((other) => other.node?.start === node.start);
  const bindings = root ? names.bindings(names.variableOf(root)) : [];
  return bindings.some(
    ({ statement, node: bound }) =>
      bound !== null &&
      !(statement.kind === 'assign' && statement.targets.includes(bound)) &&
      statement.kind !== 'loop',
  );
}
