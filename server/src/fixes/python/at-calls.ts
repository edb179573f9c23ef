import type { Edit, Fix } from '@unpool/shared/protocol/finding.ts';
import type { Estimate, Site } from '../../flow/observation.ts';
import type { Call, Expression, FlowUnit, Span } from '../../flow/program.ts';
import { blocksOf, expressionsIn, statementsIn } from '../../flow/walk.ts';
import { has, JUDGED } from '../../provenance/origins.ts';
import { placeKey, samePlace } from '../../provenance/trace.ts';
import { dataOrigins, type Value } from '../../provenance/value.ts';
import { calledName } from '../called-name.ts';
import { areSameSpan, type FixContext, placeIn, statementsAround, textOf, within } from '../fix-context.ts';
import { namesOf } from '../occurrences.ts';
import { type HelperForm, helperForm } from './helper-form.ts';
import { usesOf } from './runs-once.ts';

/**
 * A number that a helper works out of whatever it is handed, as at a call that hands it a judge's labels: `mean(scores)`,
 * `percent(passed, total)`. It is corrected there, and the helper is left as it is for others.
 */
export interface AtCall {
  /** What is averaged; or the total and what it is divided by. */
  readonly labels: Expression;
  readonly below: Expression | null;
  /** The number as it is before anything is done with it. */
  readonly number: string;
  /** The corrected mean with what the helper does around it; or its call with the corrected total. */
  around(corrected: string): string;
}

const calls = new WeakMap<Estimate, AtCall>();

/** How an estimate was worked out by a helper, where it is the one at a call. */
export const atCall = (estimate: Estimate): AtCall | null => calls.get(estimate) ?? null;

/** The same estimate, as one of these labels, which takes the place of its code. */
export function withAtCall(estimate: Estimate, labels: Expression): Estimate {
  calls.set(estimate, { labels, below: null, number: '', around: (corrected) => corrected });
  return estimate;
}

type Repair = (context: FixContext) => Fix | readonly Fix[] | null;

/** Repairs at the calls of a helper that hand it labels of a judge, all at once; else where the number is worked out. */
export const repairsAtCalls =
  (repairs: readonly Repair[]) =>
  (context: FixContext): readonly Fix[] => {
    if (context.finding.rule !== 'uncalibrated-judge') return [];
    const { report } = context;
    const all = { ...context, estimates: withCalls(context) };
    const here = callsOf(report.estimate, context);
    const abouts = here.map(({ estimate, value }) => ({
      ...all,
      report: { ...report, estimate, value, site: estimate.site },
    }));
    for (const repair of here.length > 0 ? repairs : []) {
      const fixes = joined(abouts.map((about) => [repair(about) ?? []].flat()));
      if (fixes.length > 0) return fixes;
    }
    return repairs.flatMap((repair) => repair(all) ?? []);
  };

/** The same where the helper stands in another module, which others call, too: at the call that hands it the labels. */
export const repairsAtCallElsewhere =
  (repairs: readonly Repair[]) =>
  (context: FixContext): readonly Fix[] => {
    const called = calledElsewhere(context);
    if (!called) return [];
    const { report, document } = context;
    const { estimate, value } = called;
    const here = context.estimates.filter(({ site }) => site.place.document === document.uri);
    const about = {
      ...context,
      estimates: [...here, estimate],
      report: { ...report, estimate, value, site: estimate.site },
    };
    return repairs.map((repair) => [repair(about) ?? []].flat()).find((fixes) => fixes.length > 0) ?? [];
  };

function calledElsewhere(context: FixContext): Called | null {
  const { site, estimate } = context.report;
  const { node: call, unit } = site;
  const there = isOfHelper(estimate) ? within(context, estimate.site.place.document) : null;
  // the call may be of another function there, which hands on what it makes of its arguments
  if (!there || call.kind !== 'call' || importedName(call.callee, unit, context) !== estimate.site.within) return null;
  const form = helperForm(estimate.site, there);
  return form && calledAt(call, unit, form, estimate, context);
}

/** Of `average`, after `from stats import mean as average`, the `mean`. */
function importedName(callee: Expression, unit: FlowUnit, context: FixContext): string | null {
  const names = namesOf(context);
  const [first] = names.within(unit, callee);
  return (first && calledName(callee, names, first.scope)?.split('.').at(-1)) ?? null;
}

/** One fix of several that belong together; where they cannot be made at once, the first, as the others come next. */
function joined(fixes: readonly (readonly Fix[])[]): readonly Fix[] {
  const [model, ...others] = fixes;
  if (!model || others.some((each) => each.length !== model.length)) return [];
  return model.map((first, index) => {
    const edits = fixes
      .flatMap((each) => each[index]!.edits)
      .filter((edit, at, all) => all.findIndex((other) => isSame(edit, other)) === at);
    const isMeeting = edits.some((a, i) => edits.some((b, j) => i < j && samePlace(a.place, b.place)));
    return isMeeting ? { ...first, safety: 'suggested' } : { ...first, safety: 'suggested', edits };
  });
}

const isSame = (a: Edit, b: Edit): boolean => samePlace(a.place, b.place) && a.newText === b.newText;

interface Called {
  readonly estimate: Estimate;
  readonly value: Value;
}

const known = new WeakMap<readonly Estimate[], Map<string, readonly Called[]>>();

/** Those of a helper once for each of its calls. */
const withCalls = (context: FixContext): readonly Estimate[] =>
  context.estimates.flatMap((estimate) => {
    const here = callsOf(estimate, context);
    return here.length > 0 ? here.map((each) => each.estimate) : estimate;
  });

/** The calls of the helper that an estimate is worked out in, as far as they hand it labels of a judge. */
function callsOf(estimate: Estimate, context: FixContext): readonly Called[] {
  const { estimates } = context;
  const found = known.get(estimates) ?? new Map<string, readonly Called[]>();
  known.set(estimates, found);
  const key = placeKey(estimate.site.place);
  if (!found.has(key)) found.set(key, calledWith(estimate, context));
  return found.get(key)!;
}

function calledWith(estimate: Estimate, context: FixContext): readonly Called[] {
  const { site } = estimate;
  const isHere = isOfHelper(estimate) && site.place.document === context.document.uri;
  const form = isHere ? helperForm(site, context) : null;
  if (!form) return [];
  return usesOf(site.within!, context).flatMap(({ unit, span }) => {
    const call = expressionsIn(unit.body).find((each) => each.kind === 'call' && areSameSpan(each.callee, span));
    return (call?.kind === 'call' && calledAt(call, unit, form, estimate, context)) || [];
  });
}

const isOfHelper = ({ site, what, of, framework }: Estimate): boolean =>
  site.within !== null && !of && !framework && /^(mean|rate)$/.test(what);

/** The estimate as it is at a call of the helper; null where the call hands it no labels of a judge. */
function calledAt(
  call: Call,
  unit: FlowUnit,
  form: HelperForm,
  estimate: Estimate,
  context: FixContext,
): Called | null {
  if (call.arguments.some(({ value }) => value.kind === 'spread')) return null;
  const given = form.names.map((name, index) => {
    const own = call.arguments.find((each) => each.name === name) ?? call.arguments[index];
    return own && (own.name === null || own.name === name) ? own.value : undefined;
  });
  const labels = given[form.labels];
  const below = form.below === null ? null : given[form.below];
  const value = labels && context.seenValue(unit, labels);
  if (!labels || below === undefined || !value || !has(dataOrigins(value), JUDGED)) return null;
  const called = { ...estimate, site: siteOfCall(call, unit, context), data: [value], expressions: [labels] };
  calls.set(called, { labels, below, ...partsAt(call, unit, labels, below, form, context) });
  return { estimate: called, value };
}

function partsAt(
  call: Call,
  unit: FlowUnit,
  labels: Expression,
  below: Expression | null,
  form: HelperForm,
  context: FixContext,
): Pick<AtCall, 'number' | 'around'> {
  const text = (span: Span) => textOf(context, unit, span);
  if (!below)
    return {
      number: form.isPlain ? text(call) : `sum(${text(labels)}) / len(${text(labels)})`,
      around: form.around!,
    };
  const inBrackets = (node: Expression) => (node.kind === 'operation' ? `(${text(node)})` : text(node));
  const [start, end] = [
    { start: call.start, end: labels.start },
    { start: labels.end, end: call.end },
  ].map(text);
  return {
    number: `${inBrackets(labels)} / ${form.isGuarded ? `max(${text(below)}, 1)` : inBrackets(below)}`,
    around: (corrected) => `${start}${corrected} * ${inBrackets(below)}${end}`,
  };
}

export function siteOfCall(call: Call, unit: FlowUnit, context: FixContext): Site {
  const place = placeIn(context, unit, call);
  const around = statementsAround(context.module, place);
  const blocks = [unit.body, ...statementsIn(unit.body).flatMap(blocksOf)];
  const within = around.find((each) => each.kind === 'define-function');
  const owner = around.find((each) => each.kind === 'define-class');
  const statement = around[0] ?? null;
  return {
    ...{ unit, node: call, statement, place, context: '' },
    block: blocks.find((block) => statement && block.includes(statement)) ?? unit.body,
    within: within?.kind === 'define-function' ? within.function.name : null,
    owner: owner?.kind === 'define-class' ? owner.name : null,
  };
}
