import type { Expression, FlowUnit, Span } from '../../flow/program.ts';
import { descendants, expressionsIn, nameOf } from '../../flow/walk.ts';
import { GENERATED, has, JUDGED } from '../../provenance/origins.ts';
import { dataOrigins, type Value } from '../../provenance/value.ts';
import { contains, type FixContext, textOf } from '../fix-context.ts';
import { namesOf } from '../occurrences.ts';
import { isArray, judgedRows } from './judge-field.ts';
import { scoresBehind } from './mean-helper.ts';
import { callsOf, definitionsIn } from './number-helper.ts';
import { type Each, eachOf, isMethod, type Scores } from './scores.ts';
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

/** The code that makes an array one by one: a callback, the loop that fills it, or a function that is called for each. */
function makersOf(entries: Expression, unit: FlowUnit, context: FixContext): readonly Span[] {
  const names = namesOf(context);
  const given = handedOver(entries, unit, context);
  const filled = filledFrom(given, unit, context);
  const value = assigned(given, unit, context);
  const loop = filled ? names.at(unit, filled.target)?.statement : undefined;
  const maker = filled ? loop : value === given ? undefined : value;
  if (!maker) return [];
  const called = names
    .within(unit, maker)
    .filter(({ role, parents: [call], node }) => {
      const isGiven = call?.kind === 'call' && call.arguments.some((each) => each.value === node);
      return role === 'reads' && call?.kind === 'call' && (call.callee === node || isGiven);
    })
    .map(({ name }) => name);
  return [maker, ...definitionsIn(context).flatMap((each) => (called.includes(each.name) ? [each.function] : []))];
}

/** What a function is called with for a parameter, where that is at one place. */
function handedOver(entries: Expression, unit: FlowUnit, context: FixContext): Expression {
  const names = namesOf(context);
  const at = names.at(unit, entries);
  const [binding] = at ? names.bindings(names.variableOf(at)) : [];
  const definition = definitionsIn(context).find(({ function: { parameters } }) =>
    parameters.some(({ target }) => target === binding?.node),
  );
  const index = definition?.function.parameters.findIndex(({ target }) => target === binding?.node) ?? -1;
  const [call, ...more] = definition ? callsOf({ name: definition.name, owner: null }, context) : [];
  const given = call?.unit === unit && more.length === 0 ? call.node.arguments[index]?.value : undefined;
  return given && given.kind !== 'spread' ? given : entries;
}

/** Is a model asked for something else than a judgement there? */
function asksForAnswer(entries: Expression, unit: FlowUnit, context: FixContext): boolean {
  const makers = makersOf(entries, unit, context);
  const inside = expressionsIn(unit.body).filter((node) => makers.some((maker) => contains(maker, node)));
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

/** The fields that would tell who labels what the judge said: what it says to other questions tells of this one, too. */
function saidByJudge(shown: Expression, scores: Scores, context: FixContext): readonly string[] {
  const { unit, entries, each } = scores;
  const fields = fieldsKnown(shown, unit, context);
  const isSaid = (value: Value) => has(dataOrigins(value), JUDGED);
  const known = fields.flatMap(([name, value]) => (isSaid(value) && !name.startsWith('$') ? [name] : []));
  const of = textOf(context, unit, shown);
  const taken = [
    ...[scores, ...judgedIn(context)].flatMap((other) => fieldsJudged(other, of, context)),
    ...fieldsCorrected(of, context),
  ];
  if (of !== textOf(context, unit, entries)) return [...new Set([...known, ...taken])];
  // of bare scores, the number of the row is all that people are shown
  if (!each) return known.length > 0 ? known : ['value'];
  const row = context.seenValue(unit, shown)?.element;
  // a verdict whose fields were copied into the row
  const copied = row && has(row.origins, JUDGED) ? declaredBeside(taken, context) : [];
  const others = fields.flatMap(([name, value]) => (isSaid(value) ? [] : [name]));
  const named = declaredIn(allText(context)).filter((name) => /^judge[A-Z_]/.test(name));
  return [...new Set([...taken, ...known, ...copied.filter((name) => !others.includes(name)), ...named])];
}

/** What of the rows a judge's scores are taken from. */
function fieldsJudged(scores: Scores, rows: string, context: FixContext): readonly string[] {
  const { unit, entries, each } = scores;
  if (each && textOf(context, unit, entries) === rows) return fieldsOf(each);
  const source = judgedRows(scores, context);
  return source && source.field !== '' && textOf(context, unit, source.rows) === rows ? [source.field] : [];
}

const fieldsOf = ({ parameter, value }: Each): readonly string[] =>
  descendants(value).flatMap((node) => firstField(node, parameter.target));

/** What earlier corrections take of the same rows: `judgedRows(human, rows.map((row) => row.passed))`. */
const fieldsCorrected = (rows: string, context: FixContext): readonly string[] =>
  context.module.units.flatMap((unit) =>
    expressionsIn(unit.body).flatMap((node) => {
      const judge = node.kind === 'call' && nameOf(node.callee) === 'judgedRows' ? node.arguments[1]?.value : undefined;
      if (!judge || !isMethod(judge, 'map') || textOf(context, unit, judge.callee.object) !== rows) return [];
      const each = judge.arguments[0] && eachOf(judge.arguments[0].value);
      return each ? fieldsOf(each) : [];
    }),
  );

/** All scores of a judge in the document that are averaged. */
export const judgedIn = (context: FixContext): readonly Scores[] =>
  context.estimates.flatMap((estimate) => {
    const isOwn = !estimate.framework && estimate.site.place.document === context.document.uri;
    const isJudged = isOwn && estimate.data.some((value) => has(dataOrigins(value), JUDGED));
    return isJudged ? (scoresBehind(estimate, context) ?? []) : [];
  });

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
