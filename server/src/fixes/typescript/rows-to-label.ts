import type { Expression, FlowUnit, Span } from '../../flow/program.ts';
import { descendants, expressionsIn } from '../../flow/walk.ts';
import { GENERATED, has, JUDGED } from '../../provenance/origins.ts';
import { dataOrigins, type Value } from '../../provenance/value.ts';
import { contains, type FixContext, textOf } from '../fix-context.ts';
import { namesOf } from '../occurrences.ts';
import { isArray, judgedRows } from './judge-field.ts';
import type { Scores } from './scores.ts';
import { assigned, filledFrom, plainOf } from './values.ts';

/** What people look at to label, and what of it says what the judge thinks. */
export interface RowsToLabel {
  readonly text: string;
  readonly hide: readonly string[];
}

/**
 * Those that were judged, where the code has them, else what the judge said of each. Answers that are made at each run, just
 * before they are judged, are only in what is kept of it; null where they are not.
 */
export function rowsToLabel(scores: Scores, context: FixContext): RowsToLabel | null {
  const { unit, entries } = scores;
  const rows = judgedRows(scores, context)?.rows ?? entries;
  const source = plainOf(rows, unit, context);
  const judged = isArray(source) ? source : rows;
  const isAnew = asksForAnswer(entries, unit, context);
  if (isAnew && !holdsAnswer(entries, unit, context)) return null;
  const shown = isAnew ? entries : judged;
  return { text: textOf(context, unit, shown), hide: saidByJudge(shown, scores, context) };
}

/** The code that makes an array one by one: a callback, or the loop that fills it. */
function makerOf(entries: Expression, unit: FlowUnit, context: FixContext): Span | null {
  const names = namesOf(context);
  const filled = filledFrom(entries, unit, context);
  if (filled) return names.at(unit, filled.target)?.statement ?? null;
  const value = assigned(entries, unit, context);
  return value === entries ? null : value;
}

/** Is a model asked for something else than a judgement there? */
function asksForAnswer(entries: Expression, unit: FlowUnit, context: FixContext): boolean {
  const maker = makerOf(entries, unit, context);
  const inside = maker ? expressionsIn(unit.body).filter((node) => contains(maker, node)) : [];
  return inside.some((node) => {
    const asked = node.kind === 'suspend' && node.value ? context.seenValue(unit, node.value) : null;
    return asked !== null && has(dataOrigins(asked), GENERATED) && !has(dataOrigins(asked), JUDGED);
  });
}

const fieldsKnown = (rows: Expression, unit: FlowUnit, context: FixContext): readonly (readonly [string, Value])[] => [
  ...(context.seenValue(unit, rows)?.element?.fields ?? []),
];

const holdsAnswer = (rows: Expression, unit: FlowUnit, context: FixContext): boolean =>
  fieldsKnown(rows, unit, context).some(
    ([, value]) => has(dataOrigins(value), GENERATED) && !has(dataOrigins(value), JUDGED),
  );

/** The fields that would tell who labels what the judge said. */
function saidByJudge(shown: Expression, { unit, entries, each }: Scores, context: FixContext): readonly string[] {
  const fields = fieldsKnown(shown, unit, context);
  const isSaid = (value: Value) => has(dataOrigins(value), JUDGED);
  const known = fields.flatMap(([name, value]) => (isSaid(value) && !name.startsWith('$') ? [name] : []));
  if (textOf(context, unit, shown) !== textOf(context, unit, entries)) return known;
  // of bare scores, the number of the row is all that people are shown
  if (!each) return known.length > 0 ? known : ['value'];
  const taken = descendants(each.value).flatMap((node) => firstField(node, each.parameter.target));
  const row = context.seenValue(unit, shown)?.element;
  // a verdict whose fields were copied into the row
  const copied = row && has(row.origins, JUDGED) ? declaredBeside(taken, context) : [];
  const others = fields.flatMap(([name, value]) => (isSaid(value) ? [] : [name]));
  const named = declaredIn(allText(context)).filter((name) => /^judge[A-Z_]/.test(name));
  return [...new Set([...taken, ...known, ...copied.filter((name) => !others.includes(name)), ...named])];
}

function firstField(node: Expression, row: Expression): readonly string[] {
  if (row.kind === 'mapping')
    return row.entries.flatMap(({ key, value }) =>
      key?.kind === 'constant' && value.kind === 'name' && node.kind === 'name' && node.name === value.name
        ? [String(key.value)]
        : [],
    );
  const isField = node.kind === 'attribute' && node.object.kind === 'name' && row.kind === 'name';
  return isField && node.object.name === row.name ? [node.name] : [];
}

const allText = ({ document }: FixContext): string => document.units.map(({ text }) => text).join('\n');

/** The fields of the types that have one of these. */
const declaredBeside = (names: readonly string[], context: FixContext): readonly string[] =>
  [...allText(context).matchAll(/(?:interface\s+\w+|type\s+\w+\s*=)\s*\{([^}]*)\}/g)].flatMap(([, body]) => {
    const fields = declaredIn(body!);
    return fields.some((name) => names.includes(name)) ? fields : [];
  });

const declaredIn = (text: string): readonly string[] =>
  [...text.matchAll(/(?:^|[\s{;,])(?:readonly\s+)?([A-Za-z_$][\w$]*)\??\s*:\s*(?:number|boolean|string)\b/g)].map(
    ([, name]) => name!,
  );
