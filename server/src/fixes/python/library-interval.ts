import type { Edit } from '@unpool/shared/protocol/finding.ts';
import type { Estimate } from '../../flow/observation.ts';
import type { Call, Expression, FlowUnit } from '../../flow/program.ts';
import { expressionsIn, nameOf, statementsIn } from '../../flow/walk.ts';
import { has, JUDGED } from '../../provenance/origins.ts';
import { samePlace } from '../../provenance/trace.ts';
import { dataOrigins } from '../../provenance/value.ts';
import { contains, type FixContext, replace, textOf } from '../fix-context.ts';
import { namesOf } from '../occurrences.ts';
import { siteOfCall } from './at-calls.ts';
import { areSteady, averaged, besideOf, codesOf } from './beside-mean.ts';
import { bindingOf } from './rounds.ts';

/** A mean with the interval that a library gives for it: both come of one correction. */
export interface WithInterval {
  readonly context: FixContext;
  /** What takes the limits from the result by their names. */
  readonly edits: readonly Edit[];
}

/** What is corrected beside a mean. */
interface Beside {
  readonly estimates: readonly Estimate[];
  readonly edits: readonly Edit[];
}

/**
 * `proportion_confint(passed, n)`, `stats.bootstrap((scores,), np.mean)`, `stats.t.interval(0.95, …, loc=mean, scale=sem)`
 * beside the mean of the same labels. Null where there is none, or it is no interval of 95 %.
 */
export function withLibraryInterval(context: FixContext): WithInterval | null {
  const { report, estimates } = context;
  const { site: own } = report.estimate;
  const isOwn = ({ site }: Estimate) => site.unit === own.unit && contains(site.node, own.node);
  for (const mean of estimates) {
    const value = mean.data.find((each) => has(dataOrigins(each), JUDGED));
    if (!/^(mean|rate)$/.test(mean.what) || mean.of || !value) continue;
    const found = [...ofCounts(mean, context), ...ofBootstrap(mean, context), ...ofNormal(mean, context)];
    const beside = found.flatMap((each) => each.estimates).map((each) => ({ ...each, of: mean }));
    if (beside.length === 0 || !(samePlace(mean.site.place, own.place) || beside.some(isOwn))) continue;
    const rest = estimates.filter(
      (other) => ![mean, ...beside].some((each) => samePlace(each.site.place, other.site.place)),
    );
    return {
      context: {
        ...context,
        estimates: [mean, ...beside, ...rest],
        report: { ...report, estimate: mean, value, site: mean.site },
      },
      edits: found.flatMap(({ edits }) => edits),
    };
  }
  return null;
}

function ofCounts(mean: Estimate, context: FixContext): readonly Beside[] {
  return besideOf(mean, context, 'interval').flatMap((interval): Beside | [] => {
    const { node } = interval.site;
    if (node.kind !== 'call' || nameOf(node) !== 'proportion_confint') return [];
    const [count, size, alpha] = ['count', 'nobs', 'alpha'].map((name, index) => given(node, name, index));
    if (!count || !size || (alpha && numberOf(alpha, context) !== 0.05)) return [];
    const isSame = isShareOf(mean, count, size, context) && areSteady(mean, node, context);
    return isSame ? { estimates: [{ ...interval, what: 'both limits' }], edits: [] } : [];
  });
}

function isShareOf(
  { site: { node, unit } }: Estimate,
  count: Expression,
  size: Expression,
  context: FixContext,
): boolean {
  const meets = (a: readonly string[], b: Expression) => codesOf(b, unit, context).some((code) => a.includes(code));
  if (node.kind === 'operation') {
    const [above, below] = node.operands;
    if (node.operator !== '/' || !above || !below) return false;
    return meets(codesOf(above, unit, context), count) && meets(codesOf(below, unit, context), size);
  }
  const labels = averaged(node, unit, context);
  const isSize = (code: string) => /^len\(|\.(count\(\)|size|shape\[0\])$/.test(code);
  return labels !== null && meets([`sum(${labels})`], count) && codesOf(size, unit, context).some(isSize);
}

function ofBootstrap(mean: Estimate, context: FixContext): readonly Beside[] {
  return besideOf(mean, context, 'bootstrap interval').flatMap((interval): Beside | [] => {
    const { node, unit } = interval.site;
    if (node.kind !== 'call' || nameOf(node) !== 'bootstrap') return [];
    const [data, statistic] = ['data', 'statistic'].map((name, index) => given(node, name, index));
    const level = given(node, 'confidence_level', null);
    const [labels, ...others] = data?.kind === 'sequence' ? data.items : [];
    if (!labels || others.length > 0 || !statistic || !/^(mean|average|nanmean)$/.test(nameOf(statistic))) return [];
    if (level && numberOf(level, context) !== 0.95) return [];
    const own = averaged(mean.site.node, unit, context);
    if (own === null || !codesOf(labels, unit, context).includes(own) || !areSteady(mean, node, context)) return [];
    const whole = resultOf(node, unit, context);
    return whole ? { estimates: [{ ...interval, ...whole.estimate }], edits: whole.edits } : [];
  });
}

/** `bootstrap(…).confidence_interval`, or a name for `bootstrap(…)` of which nothing but that is taken. */
function resultOf(call: Call, unit: FlowUnit, context: FixContext) {
  const outer = expressionsIn(unit.body).find((node) => node.kind === 'attribute' && node.object === call);
  if (outer?.kind !== 'attribute') {
    const edits = readsOf(call, WHOLE, unit, context);
    return edits && { estimate: { what: 'estimate and limits' }, edits };
  }
  if (outer.name !== 'confidence_interval') return null;
  const end = expressionsIn(unit.body).find((node) => node.kind === 'attribute' && node.object === outer);
  const what = end?.kind === 'attribute' ? LIMITS[end.name] : 'both limits';
  if (what === undefined) return null;
  const edits = end ? [] : readsOf(outer, PAIR, unit, context);
  if (!edits) return null;
  const site = siteOfCall((end ?? outer) as unknown as Call, unit, context);
  return { estimate: { what, site }, edits };
}

const LIMITS: Readonly<Record<string, string>> = { low: 'lower limit', high: 'upper limit' };
type Places = Readonly<Record<string, string>>;

/** What is taken by name, as what is taken by place. */
const WHOLE: Places = {
  'confidence_interval.low': '[2]',
  'confidence_interval.high': '[3]',
  confidence_interval: '[2:]',
  standard_error: '[1]',
};
const PAIR: Places = { low: '[0]', high: '[1]' };

/** Null where it is not seen what is taken of it. */
function readsOf(made: Expression, places: Places, unit: FlowUnit, context: FixContext): readonly Edit[] | null {
  const names = namesOf(context);
  const bound = names.all.find(
    ({ role, statement }) => role === 'binds' && statement.kind === 'assign' && statement.value === made,
  );
  if (!bound || bound.parents.length > 0) return places === PAIR && isPairThere(made, unit) ? [] : null;
  const edits: Edit[] = [];
  for (const { role, parents, node, unit: there } of names.of(names.variableOf(bound)).filter((use) => use !== bound)) {
    if (role !== 'reads' || !node || there !== unit) return null;
    const path = parents.slice(0, 2).flatMap((parent) => (parent.kind === 'attribute' ? parent.name : []));
    const key = [path.join('.'), path[0] ?? ''].find((each) => places[each] !== undefined);
    if (key === undefined) {
      if (places === WHOLE || path.length > 0 || !isPairThere(node, unit)) return null;
      continue;
    }
    const taken = parents[key.split('.').length - 1]!;
    edits.push(replace(context, unit, { start: node.end, end: taken.end }, places[key]!));
    const further = key === 'confidence_interval' ? readsOf(taken, PAIR, unit, context) : [];
    if (!further) return null;
    edits.push(...further);
  }
  return edits;
}

/** Is no more than a pair needed: where it is unpacked, indexed or printed? */
const isPairThere = (node: Expression, unit: FlowUnit): boolean =>
  statementsIn(unit.body).some(
    (each) => each.kind === 'assign' && each.value === node && each.targets.every(({ kind }) => kind === 'sequence'),
  ) ||
  expressionsIn(unit.body).some(
    (each) =>
      (each.kind === 'subscript' && each.object === node) ||
      (each.kind === 'call' && nameOf(each) === 'print' && each.arguments.some(({ value }) => value === node)),
  );

/** The mean's standard error, and the interval that is made of both. */
function ofNormal(mean: Estimate, context: FixContext): readonly Beside[] {
  const { unit, node: own } = mean.site;
  const labels = averaged(own, unit, context);
  const isOf = (node: Expression | undefined, wanted: Expression): boolean =>
    node === wanted || (node?.kind === 'name' && bindingOf(node, context)?.statement.value === wanted);
  return besideOf(mean, context, 'standard error').flatMap((error): Beside | [] => {
    const { node } = error.site;
    if (node.kind !== 'call' || nameOf(node) !== 'sem' || labels === null || !areSteady(mean, node, context)) return [];
    const of = given(node, 'a', 0) ?? (node.callee.kind === 'attribute' ? node.callee.object : null);
    if (!of || textOf(context, unit, of) !== labels) return [];
    const intervals = expressionsIn(unit.body).flatMap((call) => {
      if (call.kind !== 'call' || nameOf(call) !== 'interval' || call.callee.kind !== 'attribute') return [];
      const family = nameOf(call.callee.object);
      const after = family === 't' ? 2 : family === 'norm' ? 1 : null;
      if (after === null || !isOf(given(call, 'loc', after), own)) return [];
      return isOf(given(call, 'scale', after + 1), node) ? call : [];
    });
    const limits = intervals.flatMap((call) => {
      const level = given(call, 'confidence', 0) ?? given(call, 'alpha', null);
      // of another level, what it is made of is corrected
      if (!level || numberOf(level, context) !== 0.95) return [];
      return { ...error, what: 'both limits', site: siteOfCall(call, unit, context) };
    });
    if (intervals.length === 0) return [];
    const isWithin = limits.some(({ site }) => site.node.start <= node.start && node.end <= site.node.end);
    return { estimates: isWithin ? limits : [error, ...limits], edits: [] };
  });
}

const given = (call: Call, name: string, place: number | null): Expression | undefined =>
  (
    call.arguments.find((each) => each.name === name) ??
    (place === null ? undefined : call.arguments.slice(0, place + 1).filter((each) => each.name === null)[place])
  )?.value;

function numberOf(node: Expression, context: FixContext): number | null {
  if (node.kind === 'name') {
    const made = bindingOf(node, context);
    return made ? numberOf(made.statement.value, context) : null;
  }
  return node.kind === 'constant' && typeof node.value === 'number' ? node.value : null;
}
