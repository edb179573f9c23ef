import type { Edit, Place } from '@unpool/shared/protocol/finding.ts';
import type { Estimate } from '../../flow/observation.ts';
import type { Call, Expression, FlowUnit, FunctionDefinition } from '../../flow/program.ts';
import { expressionsIn, nameOf, statementsIn } from '../../flow/walk.ts';
import { snakeCase } from '../../provenance/names.ts';
import { contains, type FixContext, replace, textOf } from '../fix-context.ts';
import { judgeText } from './judge-field.ts';
import { scoresBehind } from './mean-helper.ts';
import { definitionsIn } from './number-helper.ts';
import { divided, type Scores, scoresOfCall } from './scores.ts';
import { relatedByHand } from './spread-by-hand.ts';
import { errorsBySpread } from './spread-helper.ts';
import { assigned, constant } from './values.ts';

/** A call of a function of the file that makes an interval of what it is handed: `wilson(passed, total)`, `bootstrap(scores)`. */
export interface IntervalCall {
  readonly unit: FlowUnit;
  readonly node: Call;
  readonly given: readonly Expression[];
  /** The names of its ends, and of what lies between them; null for a pair. */
  readonly keys: readonly string[] | null;
}

const NAMES_INTERVAL = /wilson|interval|bootstrap|confidence|(?:^|_)ci\d*(?:_|$)/;

/** All such calls of the document, at the level of 95 %. */
export function intervalCalls(context: FixContext): readonly IntervalCall[] {
  const forms = intervalsMade(context);
  return context.module.units.flatMap((unit) =>
    expressionsIn(unit.body).flatMap((node) => {
      const form = node.kind === 'call' && node.callee.kind === 'name' ? forms.get(node.callee.name) : undefined;
      if (node.kind !== 'call' || form === undefined) return [];
      const values = node.arguments.map(({ value }) => value);
      const given = values.filter((value) => value.kind !== 'constant');
      return values.every(isOfLevel) ? [{ unit, node, given, keys: form.keys }] : [];
    }),
  );
}

/** 95 %, or how many times something is drawn. */
function isOfLevel(node: Expression): boolean {
  const value = constant(node);
  return (
    value === undefined ||
    (typeof value === 'number' && (/^(?:0?\.95|0?\.05|1\.96|95)$/.test(String(value)) || value >= 100))
  );
}

/** Does a place stand in a function that makes one? */
export const isInInterval = (place: Place, context: FixContext): boolean =>
  [...intervalsMade(context).values()].some(({ definition }) => contains(definition, place));

/** The function that gives a mean with its interval, around a place: `{ mean, low, high }`. */
export const summaryAround = (place: Place, context: FixContext): FunctionDefinition | null =>
  [...intervalsMade(context).values()].find(
    ({ definition, keys }) => contains(definition, place) && keys?.some((key) => partOf(key) === 'estimate'),
  )?.definition ?? null;

interface Made {
  readonly definition: FunctionDefinition;
  readonly keys: readonly string[] | null;
}

function intervalsMade(context: FixContext): ReadonlyMap<string, Made> {
  return new Map(
    definitionsIn(context).flatMap(({ name, unit, function: definition }) => {
      const returned = statementsIn(definition.body).flatMap((each) =>
        each.kind === 'return' && each.value ? [each.value] : [],
      );
      // `if (n === 0) return [0, 0]`
      const told = returned.filter((each) => !isFixedPair(each));
      const forms = told.map((each) => formOf(each, unit, context));
      const [form] = forms;
      const isNamed =
        NAMES_INTERVAL.test(snakeCase(name)) || (form?.some((key) => partOf(key) === 'estimate') ?? false);
      const isSame =
        isNamed && form !== undefined && forms.every((each) => each !== null && String(each) === String(form));
      return isSame ? [[name, { definition, keys: form!.length === 0 ? null : form }] as const] : [];
    }),
  );
}

const isFixedPair = (node: Expression): boolean =>
  node.kind === 'sequence' && node.items.length === 2 && node.items.every(isFixed);

const isFixed = (node: Expression): boolean =>
  node.kind === 'constant' ||
  /^(?:NaN|Infinity)$/.test(nameOf(node)) ||
  (node.kind === 'operation' && node.operands.every(isFixed));

/** The keys of what is returned, none for a pair; null for anything else. */
function formOf(node: Expression, unit: FlowUnit, context: FixContext): readonly string[] | null {
  if (node.kind === 'sequence') {
    const [low, high, ...more] = node.items;
    const isPair =
      low && high && more.length === 0 && isEnd(low, '-', unit, context) && isEnd(high, '+', unit, context);
    return isPair ? [] : null;
  }
  if (node.kind !== 'mapping') return null;
  const keys = node.entries.map(({ key }) => String(constant(key ?? undefined) ?? ''));
  return keys.every((key) => partOf(key) !== null) && keys.some((key) => TELLS_SPREAD.test(partOf(key)!)) ? keys : null;
}

/** `(centre - margin) / width` of the lower end, or one of many that were drawn; and what is called so. */
function isEnd(node: Expression, sign: '-' | '+', unit: FlowUnit, context: FixContext): boolean {
  if (partOf(nameOf(node)) === (sign === '-' ? 'ci[0]' : 'ci[1]')) return true;
  const value = assigned(node, unit, context);
  if (value.kind === 'subscript') return true;
  if (value.kind === 'call')
    return (
      /^(?:quantile|percentile)/i.test(nameOf(value)) ||
      (/^(?:max|min|round)$/.test(nameOf(value)) &&
        value.arguments.some((each) => isEnd(each.value, sign, unit, context)))
    );
  if (value.kind !== 'operation') return false;
  return (
    value.operator === sign ||
    (/^[*/]$/.test(value.operator) && value.operands.some((each) => each !== value && isEnd(each, sign, unit, context)))
  );
}

function partOf(key: string): string | null {
  const name = snakeCase(key);
  return PARTS.find(([wanted]) => wanted.test(name))?.[1] ?? null;
}

const PARTS: readonly (readonly [RegExp, string])[] = [
  [/^(?:ci_?)?(?:lo|low|lower|lower_bound|min)$/, 'ci[0]'],
  [/^(?:ci_?)?(?:hi|high|upper|upper_bound|max)$/, 'ci[1]'],
  [/^(?:ci_?(?:95)?|interval|confidence_interval)$/, 'ci'],
  [/^(?:mean|avg|average|estimate|rate|p|point|center|centre|value)$/, 'estimate'],
  [/^(?:se|sem|stderr|std_err|standard_error)$/, 'standard error'],
  [/^(?:margin|moe|margin_of_error|half_width)$/, 'margin'],
  [/^(?:n|count|size)$/, 'number'],
];

const TELLS_SPREAD = /^(?:ci|standard|margin)/;

/** What a key of the object before is given now. */
function textOfPart(key: string, corrected: string, whole: string): string {
  const part = partOf(key);
  if (part === 'number') return whole;
  const width = `(${corrected}.ci[1] - ${corrected}.ci[0])`;
  return part === 'standard error' ? `${width} / 3.92` : part === 'margin' ? `${width} / 2` : `${corrected}.${part}`;
}

/** The object with the corrected number and its interval, in the place of one of the same keys. */
export function objectOf({ unit, given, keys }: IntervalCall, corrected: string, context: FixContext): string {
  const [first, second] = given;
  const whole = second ? textOf(context, unit, second) : `${textOf(context, unit, first!)}.length`;
  return `{ ${keys!.map((key) => `${key}: ${textOfPart(key, corrected, whole)}`).join(', ')} }`;
}

/** The interval of the corrected number, in the form of the one before. */
export function intervalEdit(call: IntervalCall, corrected: string, context: FixContext): Edit {
  const { unit, node, keys } = call;
  if (keys) return replace(context, unit, node, objectOf(call, corrected, context));
  const isTaken = /(?:const|let)\s*\[[^\]]*\]\s*=\s*$/.test(
    textOf(context, unit, { start: Math.max(0, node.start - 80), end: node.start }),
  );
  return replace(context, unit, node, isTaken ? `${corrected}.ci` : `[...${corrected}.ci]`);
}

/** The intervals that are made of the same scores, or of how many of them pass. */
export function intervalsOf(scores: Scores, context: FixContext): readonly IntervalCall[] {
  const own = judgeText(scores, context);
  return intervalCalls(context).filter(({ unit, node, given: [first, second, ...more] }) => {
    if (unit !== scores.unit || node === scores.node || !first || more.length > 0) return false;
    const other = second
      ? divided({ node, total: first, count: second }, unit, context)
      : scoresOfCall({ unit, node, factor: '', entries: first }, context);
    return other !== null && judgeText(other, context) === own;
  });
}

/** The estimate that a finding's number is worked out from, and those that are of it; of a step to an interval, that of the same scores. */
export function relatedEstimates(context: FixContext): readonly Estimate[] {
  const related = relatedBeside(
    context,
    (other) => scoresBehind(other, context)?.some((scores) => intervalsOf(scores, context).length > 0) ?? false,
  );
  const [root] = related;
  if (root?.what !== 'standard error') return related;
  const mean = context.estimates.find(
    (other) =>
      other.site.place.document === context.document.uri &&
      scoresBehind(other, context)?.some((scores) =>
        errorsBySpread(scores, context).some(({ node }) => node === root.site.node),
      ),
  );
  return mean ? [mean] : related;
}

/** The same, where something else tells whether an interval is of the same numbers. */
export function relatedBeside(context: FixContext, hasInterval: (other: Estimate) => boolean): readonly Estimate[] {
  const related = relatedByHand(context);
  if (!related[0] || !isInInterval(related[0].site.place, context)) return related;
  const beside = context.estimates.find(
    (other) =>
      other.site.place.document === context.document.uri &&
      !isInInterval(other.site.place, context) &&
      hasInterval(other),
  );
  return beside ? [beside] : related;
}
