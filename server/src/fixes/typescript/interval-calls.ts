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

interface Made {
  readonly definition: FunctionDefinition;
  readonly keys: readonly string[] | null;
}

function intervalsMade(context: FixContext): ReadonlyMap<string, Made> {
  return new Map(
    definitionsIn(context).flatMap(({ name, unit, function: definition }) => {
      if (!NAMES_INTERVAL.test(snakeCase(name))) return [];
      const returned = statementsIn(definition.body).flatMap((each) =>
        each.kind === 'return' && each.value ? [each.value] : [],
      );
      const forms = returned.map((each) => formOf(each, unit, context));
      const [form] = forms;
      const isSame = form !== undefined && forms.every((each) => each !== null && String(each) === String(form));
      return isSame ? [[name, { definition, keys: form!.length === 0 ? null : form }] as const] : [];
    }),
  );
}

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
  return keys.every((key) => partOf(key) !== null) && keys.some((key) => partOf(key) === 'ci[0]') ? keys : null;
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
  if (/^(?:lo|low|lower|lowerBound|min)$/.test(key)) return 'ci[0]';
  if (/^(?:hi|high|upper|upperBound|max)$/.test(key)) return 'ci[1]';
  return /^(?:mean|estimate|rate|p|point|center|centre|value)$/.test(key) ? 'estimate' : null;
}

/** The interval of the corrected number, in the form of the one before. */
export function intervalEdit({ unit, node, keys }: IntervalCall, corrected: string, context: FixContext): Edit {
  if (keys) {
    const entries = keys.map((key) => `${key}: ${corrected}.${partOf(key)}`).join(', ');
    return replace(context, unit, node, `{ ${entries} }`);
  }
  const isTaken = /(?:const|let)\s*\[[^\]]*\]\s*=\s*$/.test(
    textOf(context, unit, { start: Math.max(0, node.start - 80), end: node.start }),
  );
  return replace(context, unit, node, isTaken ? `${corrected}.ci` : `[...${corrected}.ci]`);
}

/** The intervals that are made of the same scores, or of how many of them pass. */
export function intervalsOf(scores: Scores, context: FixContext): readonly IntervalCall[] {
  const own = judgeText(scores, context);
  return intervalCalls(context).filter(({ unit, node, given: [first, second, ...more] }) => {
    if (unit !== scores.unit || !first || more.length > 0) return false;
    const other = second
      ? divided({ node, total: first, count: second }, unit, context)
      : scoresOfCall({ unit, node, factor: '', entries: first }, context);
    return other !== null && judgeText(other, context) === own;
  });
}

/** The estimate that a finding's number is worked out from, and those that are of it; of a step to an interval, that of the same scores. */
export const relatedEstimates = (context: FixContext): readonly Estimate[] =>
  relatedBeside(
    context,
    (other) => scoresBehind(other, context)?.some((scores) => intervalsOf(scores, context).length > 0) ?? false,
  );

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
