import type { Effect } from '../catalog/entry.ts';
import { ESTIMATE, NO_DATA, PREDICTED, ROWS, SPLIT_TEST, SPLIT_TRAIN, TABLE } from '../provenance/marks.ts';
import { namesPseudoLabels } from '../provenance/names.ts';
import { at, has, IMPUTED, JUDGED, UNIT_ORIGINS, VALUE_ORIGINS } from '../provenance/origins.ts';
import { dataOrigins, join, UNKNOWN, unitOrigins, Value, withField } from '../provenance/value.ts';
import { namesIn } from './aggregate.ts';
import { argument, argumentNode } from './argument.ts';
import type { CallSite } from './call-site.ts';
import { evaluate } from './evaluate.ts';
import { causeAt, type Frame, siteOf } from './frame.ts';
import { fileName, keyOf, lastName } from './parts.ts';
import type { Coalescing } from './pool.ts';
import type { Attribute, Expression, Span } from './program.ts';
import { descendants } from './walk.ts';

/** Labels that a model gave, where observed ones are expected: clusters, filled gaps, pseudo-labels among labels. */

export function cluster(effect: Extract<Effect, { kind: 'clusters' }>, site: CallSite): Value {
  return clustersOf(argument(site, effect.rows) ?? UNKNOWN, site.name.split('.').at(-2) ?? '', site.node, site.frame);
}

/** `kmeans.labels_` */
export function clusterLabels({ fields, target }: Value, node: Attribute, frame: Frame): Value | null {
  if (!node.name.endsWith('_') || target?.kind !== 'external') return null;
  const entry = frame.engine.catalogFor(frame.document).find(`${target.name}.${node.name}`);
  if (entry?.does.kind !== 'clusters') return null;
  return clustersOf(fields?.get('$fitted') ?? UNKNOWN, lastName(target.name), node, frame);
}

const clustersOf = (rows: Value, name: string, node: Span, frame: Frame): Value =>
  new Value({
    origins: at('certain', IMPUTED) | unitOrigins(rows),
    marks: ROWS | (rows.marks & (SPLIT_TEST | SPLIT_TRAIN)),
    cause: causeAt(frame, node, 'source', `groups that ${name} found, which nobody observed`, [rows]),
  });

/** The field of rows whose labels a model, or rules, gave: what is known of these. */
const LABELS_FIELD = '$labels';

/** Rows of a file that is named for its labels. Which column they are in is not known before one is taken for the truth. */
export function withPseudoLabels(rows: Value, file: string, node: Span, frame: Frame): Value {
  if (!(rows.marks & ROWS) || !namesPseudoLabels(file)) return rows;
  const message = `labels that nobody observed, by the name of the file "${fileName(file)}"`;
  const cause = { ...causeAt(frame, node, 'source', message, []), file };
  return withField(rows, LABELS_FIELD, new Value({ origins: at('likely', IMPUTED), cause }));
}

export const hasPseudoLabels = ({ fields }: Value): boolean => fields?.has(LABELS_FIELD) ?? false;

const OBSERVED = /human|gold|true|truth|manual|expert|annotat|actual|original|verified/i;

/** A column of such rows, which may be the one with the labels. */
export function pseudoLabelled(column: Value, rows: Value, name: string, node: Span, frame: Frame): Value {
  const labels = rows.fields?.get(LABELS_FIELD);
  if (!labels || (column.origins & VALUE_ORIGINS) !== 0 || OBSERVED.test(name)) return column;
  return column.with({
    origins: column.origins | labels.origins,
    cause: causeAt(frame, node, 'step', `column "${name}"`, [labels, column]),
  });
}

/** Values for units, of the same origin as these are; a table keeps its form. */
export function impute(effect: Extract<Effect, { kind: 'imputes' }>, site: CallSite): Value {
  const units = argument(site, effect.units) ?? UNKNOWN;
  return new Value({
    origins: at('certain', IMPUTED) | unitOrigins(units),
    marks: units.marks & (SPLIT_TEST | SPLIT_TRAIN | ROWS | TABLE),
    cause: causeAt(
      site.frame,
      site.node,
      'source',
      `values that ${lastName(site.name)}() gave, which nobody observed`,
      [units],
    ),
  });
}

/*
 * Whether there were gaps is not seen, and a column may get mixed up with others on its way: so no more than `possible`,
 * until a rule finds that a number is about the very column that was filled.
 */

/** Of rows that are chosen by their columns (`imputer.fit_transform(df[["age", "income"]])`), all columns are filled. */
export function fillGaps(effect: Extract<Effect, { kind: 'fills-gaps' }>, site: CallSite): Value {
  const rows = argument(site, effect.rows) ?? UNKNOWN;
  const node = argumentNode(site, effect.rows);
  const chosen = node?.kind === 'subscript' ? namesIn(evaluate(node.index, site.frame)) : [];
  if (chosen.length === 0) return rows.with({ target: null });
  const by = site.name.split('.').at(-2) ?? lastName(site.name);
  return new Value({
    origins: at('possible', IMPUTED) | unitOrigins(rows),
    marks: ROWS | (rows.marks & (SPLIT_TEST | SPLIT_TRAIN)),
    cause: causeAt(site.frame, site.node, 'step', `gaps filled by ${by}`, [rows]),
  });
}

/** `df[["age", "income"]] = filled` */
export function storedInColumns(
  table: Value,
  index: Value,
  value: Value,
  target: Extract<Expression, { kind: 'subscript' }>,
): Value | null {
  if (!has(value.origins, IMPUTED) || !(table.marks & TABLE) || isPlace(target.object)) return null;
  const names = namesIn(index);
  return names.length > 0 && names.length === index.items?.length
    ? names.reduce((filled, name) => withField(filled, name, value.fields?.get(name) ?? columnIn(value)), table)
    : null;
}

/** `df.loc`: what is between its brackets are rows, or rows and a column. */
const isPlace = (node: Expression): boolean => node.kind === 'attribute' && /^(i?loc|i?at)$/.test(node.name);

/** Rows stay what they are, wherever a column comes from. */
const columnIn = (value: Value): Value =>
  value.with({ origins: value.origins & ~UNIT_ORIGINS, marks: value.marks & ~TABLE, fields: null });

/** The gaps of a column filled with one number, worked out from the others: `df["age"].fillna(df["age"].mean())`. */
function filledByNumber(column: Value, number: Value, node: Span, frame: Frame): Value {
  const filled = withGapsFilled(column, number, node, frame);
  return filled.with({ marks: filled.marks | ROWS });
}

/** The same of one entry after the other, which is then a number: `row.age ?? meanAge`. */
export const entryFilledByNumber = (entry: Value, number: Value, node: Span, frame: Frame): Value =>
  withGapsFilled(entry, number, node, frame).with({ element: null, items: null, fields: null });

function withGapsFilled(column: Value, number: Value, node: Span, frame: Frame): Value {
  const message = 'gaps filled with the mean or median of the others';
  return column.with({
    origins: column.origins | at('possible', IMPUTED),
    marks: column.marks & ~NO_DATA,
    constant: undefined,
    cause: causeAt(frame, node, 'step', message, [number, column]),
  });
}

const isNumber = ({ marks }: Value): boolean => (marks & ESTIMATE) !== 0 && !(marks & ROWS);

/** Columns whose gaps are filled with a number each: of a column that is named, or of a table by name. */
export function filledByNumbers(
  [column, filler]: readonly Value[],
  { node, frame, receiverNode }: Coalescing,
): Value | null {
  if (!column || !filler || isByModel(column)) return null;
  if (!(column.marks & TABLE) && isNumber(filler) && column.marks & ROWS)
    return isNamedColumn(receiverNode, frame) ? filledByNumber(column, filler, node, frame) : null;
  const fillers = [...(filler.fields ?? [])].filter(([, number]) => isNumber(number));
  if (!(column.marks & TABLE) || fillers.length === 0) return null;
  const held = (name: string) => column.fields?.get(name) ?? new Value({ marks: ROWS });
  return fillers.reduce(
    (table, [name, number]) => withField(table, name, filledByNumber(held(name), number, node, frame)),
    column,
  );
}

/** In a loop over all columns, most have no gaps. */
const isNamedColumn = (node: Expression | null, frame: Frame): boolean =>
  node?.kind === 'attribute' || (node?.kind === 'subscript' && keyOf(evaluate(node.index, frame)) !== null);

const isByModel = (value: Value): boolean => (value.marks & PREDICTED) !== 0 || has(value.origins, IMPUTED);

/** Something that may be observed: data that no model is known to have given. */
const isObserved = (value: Value): boolean =>
  !isByModel(value) && !has(value.origins, JUDGED) && (value.constant === undefined || dataOrigins(value) !== 0);

const FILLED = "gaps filled with a model's predictions";
const ANSWERED = "gaps filled with a language model's answers";

function mixed(column: Value, parts: readonly Value[], what: string, node: Expression, frame: Frame): Value {
  const isAnswered = what === ANSWERED;
  const result = column.with({
    // that others were observed is known by names
    origins: column.origins | at(isAnswered ? 'likely' : 'certain', IMPUTED),
    marks: column.marks & ~(PREDICTED | NO_DATA),
    constant: undefined,
    cause: causeAt(frame, node, 'pool', `${what} here`, parts),
  });
  const { engine, context } = frame;
  const addsRows = what !== FILLED && !isAnswered;
  engine.observe(
    { kind: 'imputation', site: siteOf(frame, node), data: [result], what, addsRows, isAnswered },
    context,
  );
  return result;
}

/** `row.stars ?? (await guessStars(row.text))` */
export const entryFilledByAnswer = (entry: Value, answer: Value, node: Expression, frame: Frame): Value =>
  mixed(entry.with({ element: null, items: null, fields: null }), [answer, entry], ANSWERED, node, frame);

/** `df["label"].fillna(model.predict(rows))` */
export function filledByModel(values: readonly Value[], node: Expression, frame: Frame): Value | null {
  // a series by itself has no columns
  const given = values.filter(({ marks, fields }) => !(marks & TABLE && fields));
  const [filler] = given.filter((value) => value.marks & PREDICTED);
  const [column] = given.filter((value) => isObserved(value) && value.marks & ROWS);
  if (!filler || !column) return null;
  return mixed(column, [filler, column], FILLED, node, frame);
}

/** `df.loc[df["label"].isna(), "label"] = model.predict(rows)`, `df.loc[probability > 0.5, "label"] = 1` */
export function storedWhere(
  table: Value,
  index: Value,
  value: Value,
  target: Extract<Expression, { kind: 'subscript' }>,
  frame: Frame,
): Value | null {
  const [rows, column] = index.items ?? [];
  const name = column && index.items!.length === 2 ? keyOf(column) : null;
  if (!rows || name === null || !(table.marks & TABLE)) return null;
  const before = table.fields?.get(name);
  // by what a model predicted, each row gets its label
  if (rows.marks & PREDICTED && value.constant !== undefined)
    return withField(table, name, byPrediction(before, rows, target, frame));
  const observed = before ?? new Value({ origins: table.origins & UNIT_ORIGINS, marks: ROWS });
  if (isNumber(value) && asksForGaps(target.index))
    return withField(table, name, filledByNumber(observed, value, target, frame));
  if (!(value.marks & PREDICTED)) return null;
  if (!isObserved(observed)) return withField(table, name, join(observed, value));
  return withField(table, name, mixed(observed, [value, observed], FILLED, target, frame));
}

/** `df["age"].isna()` */
const asksForGaps = (node: Expression): boolean =>
  [...descendants(node)].some((part) => part.kind === 'attribute' && /^isn(a|ull)$/.test(part.name));

const byPrediction = (before: Value | undefined, rows: Value, node: Span, frame: Frame): Value =>
  new Value({
    origins: unitOrigins(before ?? rows) | at('certain', IMPUTED),
    marks: PREDICTED | ROWS,
    cause: causeAt(frame, node, 'source', "labels by a model's predictions", [rows]),
  });

/** A union of rows that people, or the world, labelled with rows that a model labelled. */
export function labelledAmong(parts: readonly Value[], union: Value, node: Span, frame: Frame): Value {
  if (parts.length < 2 || !isExpression(node)) return union;
  const tables = parts.filter(({ marks }) => marks & TABLE);
  if (tables.length === 0) return amongArrays(parts, union, node, frame);
  let result = union;
  for (const table of tables)
    for (const [name, field] of table.fields ?? []) {
      if (!isByModel(field) || name.startsWith('$') || result.fields?.get(name)?.cause?.kind === 'pool') continue;
      const others = tables.filter((other) => other !== table && isLabelled(other, name));
      if (others.length === 0) continue;
      const message = `rows with a model's "${name}" added to labelled ones`;
      result = withField(
        result,
        name,
        mixed(result.fields?.get(name) ?? field, [table, ...others], message, node, frame),
      );
    }
  return result;
}

/** As opposed to the statement `rows += more`. */
const isExpression = (node: Span): node is Expression => 'kind' in node && node.kind !== 'assign';

const PREDICTIONS = /pred|proba?(_|$)|forecast|y_?hat|score|cluster|segment|imputed/i;

/** Has a table observed entries in a column of this name? Of unknown columns, a label may be one. */
function isLabelled({ fields, origins }: Value, name: string): boolean {
  const field = fields?.get(name);
  if (field) return isObserved(field);
  return origins !== 0 && fields === null && !PREDICTIONS.test(name);
}

function amongArrays(parts: readonly Value[], union: Value, node: Expression, frame: Frame): Value {
  const predicted = parts.filter((part) => part.marks & PREDICTED && part.marks & ROWS);
  const observed = parts.filter((part) => isObserved(part) && unitOrigins(part) !== 0 && part.marks & ROWS);
  if (predicted.length === 0 || observed.length === 0) return union;
  return mixed(union, [...predicted, ...observed], "a model's labels added to observed ones", node, frame);
}
