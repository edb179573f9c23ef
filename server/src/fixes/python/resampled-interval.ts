import type { Estimate } from '../../flow/observation.ts';
import type { Call, Expression, FlowUnit, Statement } from '../../flow/program.ts';
import { expressionsIn, nameOf, statementsIn } from '../../flow/walk.ts';
import { has, JUDGED } from '../../provenance/origins.ts';
import { samePlace } from '../../provenance/trace.ts';
import { dataOrigins } from '../../provenance/value.ts';
import { contains, type FixContext, textOf } from '../fix-context.ts';
import { siteOfCall, withAtCall } from './at-calls.ts';
import { usesOf } from './runs-once.ts';

/**
 * The limits of an interval by resampling, and the mean of the same labels, as one estimate: both come of one correction.
 * `np.percentile(boots, [2.5, 97.5])`, or the call of a function that gives back two such limits.
 */
export function withInterval(context: FixContext): FixContext | null {
  const { report, estimates } = context;
  const own = report.estimate;
  const interval = isOfDraws(own) ? own : estimates.find((other) => isOfDraws(other) && isBeside(other, own, context));
  const limits = interval && limitsOf(interval, context);
  if (!limits) return null;
  const [first, ...further] = limits.map(({ call, what }) =>
    withAtCall({ ...interval, what, of: null, site: siteOfCall(call, limits[0]!.unit, context) }, limits[0]!.labels),
  );
  const { labels, unit } = limits[0]!;
  const value = context.seenValue(unit, labels);
  if (!first || !value || !has(dataOrigins(value), JUDGED)) return null;
  const root = { ...first, data: [value], expressions: [labels] };
  withAtCall(root, labels);
  const means = estimates.filter(
    (other) =>
      other.what === 'mean' &&
      other.site.unit === unit &&
      isMeanOf(other, textOf(context, unit, labels), context) &&
      other.site.within === first.site.within,
  );
  const others = [...further, ...means].map((other) => ({ ...other, of: root }));
  const rest = estimates.filter((other) => !means.includes(other));
  return {
    ...context,
    estimates: [root, ...others, ...rest],
    report: { ...report, estimate: root, value, site: root.site },
  };
}

const isOfDraws = ({ what }: Estimate): boolean => what === 'bootstrap interval';

/** One is the mean of each draw, or of what the draws are from. */
function isBeside(interval: Estimate, { site, of }: Estimate, context: FixContext): boolean {
  if (of) return samePlace(of.site.place, interval.site.place);
  if (interval.of && samePlace(interval.of.site.place, site.place)) return true;
  return (limitsOf(interval, context) ?? []).some(
    ({ unit, labels }) => unit === site.unit && isMeanOf({ site } as Estimate, textOf(context, unit, labels), context),
  );
}

const isMeanOf = ({ site }: Estimate, labels: string, context: FixContext): boolean => {
  const text = textOf(context, site.unit, site.node);
  const called = /^(?:\w+\.)?(?:mean|fmean|average)\((.*)\)$/.exec(text)?.[1];
  return called === labels || text === `${labels}.mean()` || text === `sum(${labels}) / len(${labels})`;
};

interface Limit {
  readonly unit: FlowUnit;
  readonly call: Call;
  readonly labels: Expression;
  readonly what: 'both limits' | 'lower limit' | 'upper limit';
}

/** Null where the draws or the limits are not understood. */
function limitsOf({ site }: Estimate, context: FixContext): readonly Limit[] | null {
  const { unit, within } = site;
  const body = bodyOf(within, unit);
  const draws = body && expressionsIn(body).filter((node) => node.kind === 'call' && DRAWS.test(nameOf(node)));
  const [draw, ...others] = draws ?? [];
  const drawn = draw?.kind === 'call' ? draw.arguments[0]?.value : undefined;
  if (!body || drawn?.kind !== 'name' || others.length > 0) return null;
  const found = expressionsIn(body).flatMap((node) => limitOf(node, unit, drawn) ?? []);
  const kinds = found.map(({ what }) => what).join();
  if (!/^(both limits|lower limit,upper limit)$/.test(kinds)) return null;
  const definition = definitionOf(within, unit);
  const place = definition?.function.parameters.findIndex(({ target }) => nameOf(target) === drawn.name) ?? -1;
  return place < 0 ? found : limitsAtCalls(found, definition!, place, context);
}

const DRAWS = /^(choice|choices|resample)$/;

const definitionOf = (within: string | null, unit: FlowUnit) =>
  statementsIn(unit.body).find((each) => each.kind === 'define-function' && each.function.name === within) as
    | Extract<Statement, { kind: 'define-function' }>
    | undefined;

const bodyOf = (within: string | null, unit: FlowUnit): readonly Statement[] | null =>
  within === null
    ? unit.body.filter(({ kind }) => kind !== 'define-function')
    : (definitionOf(within, unit)?.function.body ?? null);

/** `np.percentile(boots, [2.5, 97.5])`, `np.quantile(boots, 0.025)`: of a 95 % interval. */
function limitOf(node: Expression, unit: FlowUnit, labels: Expression): Limit | null {
  if (node.kind !== 'call' || !/^(nan)?(percentile|quantile)$/.test(nameOf(node)) || node.arguments.length !== 2)
    return null;
  const level = node.arguments[1]!.value;
  const scale = nameOf(node).endsWith('percentile') ? 100 : 1;
  const numbers = (level.kind === 'sequence' ? level.items : [level]).map((each) =>
    each.kind === 'constant' ? Number(each.value) / scale : Number.NaN,
  );
  const is = (...wanted: number[]) =>
    numbers.length === wanted.length && numbers.every((number, index) => Math.abs(number - wanted[index]!) < 1e-9);
  const what = is(0.025, 0.975) ? 'both limits' : is(0.025) ? 'lower limit' : is(0.975) ? 'upper limit' : null;
  return what && { unit, call: node, labels, what };
}

/** A function for whatever labels that gives the two limits back, and nothing else: its calls, where labels are a judge's. */
function limitsAtCalls(
  found: readonly Limit[],
  { function: { name, body } }: Extract<Statement, { kind: 'define-function' }>,
  place: number,
  context: FixContext,
): readonly Limit[] | null {
  const returns = statementsIn(body).flatMap((each) => (each.kind === 'return' && each.value ? each.value : []));
  const [given, ...others] = returns;
  const isPair =
    given !== undefined &&
    others.length === 0 &&
    (given === found[0]!.call ||
      (given.kind === 'sequence' && given.items.length === 2 && isOfLimits(given.items, found, body)));
  const calls = usesOf(name, context).flatMap(({ unit, span }) =>
    expressionsIn(unit.body).flatMap((node) => {
      if (node.kind !== 'call' || node.callee.start !== span.start || node.callee.end !== span.end) return [];
      const labels = node.arguments[place];
      const value = labels?.name === null ? context.seenValue(unit, labels.value) : null;
      return labels && value && has(dataOrigins(value), JUDGED) ? { unit, call: node, labels: labels.value } : [];
    }),
  );
  const [call, ...more] = calls;
  return isPair && call && more.length === 0 ? [{ ...call, what: 'both limits' }] : null;
}

/** `return low, high`, of names for the limits or of the limits themselves, in this order. */
const isOfLimits = (items: readonly Expression[], found: readonly Limit[], body: readonly Statement[]): boolean => {
  const made = (item: Expression, index: number): boolean =>
    statementsIn(body).some((each) => {
      const [target] = each.kind === 'assign' ? each.targets : [];
      if (each.kind !== 'assign' || !target) return false;
      if (target.kind === 'sequence')
        return nameOf(target.items[index]!) === nameOf(item) && each.value === found[0]!.call;
      return nameOf(target) === nameOf(item) && found[index] !== undefined && contains(each.value, found[index].call);
    });
  return items.every((item, index) =>
    item.kind === 'name' ? made(item, index) : found[index] !== undefined && contains(item, found[index].call),
  );
};
