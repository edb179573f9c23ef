import { columnEvidence, graded } from '../provenance/evidence.ts';
import {
  AGAINST_HUMAN,
  BY_ORIGIN,
  CONTROLS,
  NO_DATA,
  OF_JUDGMENTS,
  ORIGIN_FLAG,
  PREDICTED,
  REPEATED,
  ROWS,
  SPLIT_TEST,
  SPLIT_TRAIN,
  TABLE,
  TOTAL,
} from '../provenance/marks.ts';
import {
  namesByProduct,
  namesControls,
  namesOrigin,
  namesRun,
  namesVerdict,
  valueEvidence,
} from '../provenance/names.ts';
import {
  at,
  GENERATED,
  has,
  JUDGED,
  lower,
  MEASURED,
  POOLED_UNITS,
  UNIT_ORIGINS,
  VALUE_ORIGINS,
  without,
} from '../provenance/origins.ts';
import { constant, dataOrigins, joinAll, unitOrigins, Value, withField } from '../provenance/value.ts';
import type { CallSite } from './call-site.ts';
import { causeAt, type Frame, isTypeScript, placeOf } from './frame.ts';
import { pseudoLabelled } from './imputed.ts';
import { asFilledElsewhere } from './judged-columns.ts';
import { INDEX } from './origin-column.ts';
import { scalar } from './parts.ts';
import type { Span } from './program.ts';

/** A column of a table, or an entry of a row, by name. */
export function columnOf(value: Value, name: string, node: Span, frame: Frame): Value {
  const known = value.fields?.get(name) ?? value.element?.fields?.get(name) ?? heldByAnyKey(value);
  const base = known ? fieldOf(value, known, name, node, frame) : unknownColumn(value, name, node, frame);
  return entryNamed(base, value, name, node, frame);
}

/** A mapping that is filled under keys which are not known: `groups[row["arm"]].append(row)`. */
const heldByAnyKey = ({ element, marks }: Value): Value | undefined =>
  element && element.depth > 0 && !(marks & (ROWS | TABLE)) ? element : undefined;

/** An entry of rows, or of one: what its name says besides. */
export function entryNamed(held: Value, value: Value, name: string, node: Span, frame: Frame): Value {
  const isKnown = (value.fields?.has(name) || value.element?.fields?.has(name)) ?? false;
  // how long the answer was, what it cost
  if (has(dataOrigins(held), JUDGED | GENERATED) && namesByProduct(name)) return withoutModel(scalar(held));
  const base = isKnown ? held : asFilledElsewhere(withoutPeople(held, name), name, node, frame);
  const named =
    value.marks & ROWS || value.origins || ((frame.engine.isUncalled || isTypeScript(frame)) && isUnknown(value))
      ? columnEvidence(base, name, placeOf(frame, node))
      : graded(base, name, placeOf(frame, node));
  const judged =
    value.marks & OF_JUDGMENTS
      ? verdictOf(named, value, name, node, frame)
      : pseudoLabelled(named, value, name, node, frame);
  // a table of results has no units in it
  const column = namesRun(name) ? judged.with({ origins: judged.origins & ~UNIT_ORIGINS }) : judged;
  const marks = column.marks | (value.marks & ROWS) | (namesControls(name) ? CONTROLS : 0);
  return asOriginColumn(marks === column.marks ? column : column.with({ marks }), value, name);
}

/** Of the rows of a table, or one row of a pool: by its name it tells where they come from. */
export const asOriginColumn = (column: Value, { marks, origins }: Value, name: string): Value =>
  namesOrigin(name) && (marks & ROWS || has(origins, POOLED_UNITS))
    ? withField(column, '$column', constant(name)).with({ origins: column.origins, marks: column.marks | ORIGIN_FLAG })
    : column;

/** What people said is not the model's, though it lies in one row with it: `row["true_label"]`. */
const withoutPeople = (column: Value, name: string): Value =>
  has(column.origins, JUDGED | GENERATED) && has(valueEvidence(name), MEASURED) ? withoutModel(column) : column;

const withoutModel = (column: Value): Value => column.with({ origins: without(column.origins, JUDGED | GENERATED) });

/** Rows handed to a function that nobody calls: the names of their columns are all there is. */
const isUnknown = (value: Value): boolean =>
  value.target === null && !value.fields && !value.element && value.marks === 0;

/** A grade among a judge's verdicts is the judge's. */
function verdictOf(column: Value, rows: Value, name: string, node: Span, frame: Frame): Value {
  const known = column.origins & VALUE_ORIGINS;
  // where the code says the same, but is followed less surely, the name stands
  if ((without(known, GENERATED) & ~at('possible', JUDGED)) !== 0 || !namesVerdict(name)) return column;
  const message = `"${name}" among a judge's verdicts`;
  return column.with({
    origins: column.origins | at('likely', JUDGED),
    cause: { ...causeAt(frame, node, 'judge', message, [rows]), byName: true },
  });
}

export function fieldOf(value: Value, field: Value, name: string, node: Span, frame: Frame): Value {
  // what is known of the whole (a model's answer) holds for its parts; a mapping of samples is of no origin itself
  const isSamples = !(value.marks & (ROWS | TABLE)) && unitOrigins(field) !== 0 && !isRowOfPool(value);
  const origins = field.origins | (isSamples ? value.origins & VALUE_ORIGINS : value.origins);
  const ofRows =
    SPLIT_TEST | SPLIT_TRAIN | REPEATED | BY_ORIGIN | AGAINST_HUMAN | CONTROLS | (field.origins ? ROWS : 0);
  const marks = field.marks | (value.marks & ofRows);
  if (origins === field.origins && marks === field.marks) return field;
  return field.with({ origins, marks, cause: causeAt(frame, node, 'step', `column "${name}"`, [value, field]) });
}

/** A row is of the pool that its list is; a mapping with a pool in it is none. */
const isRowOfPool = (value: Value): boolean =>
  has(value.origins, POOLED_UNITS) &&
  ![...(value.fields?.values() ?? [])].some((field) => has(unitOrigins(field), POOLED_UNITS));

function unknownColumn(value: Value, name: string, node: Span, frame: Frame): Value {
  const rest = value.element;
  const whole = (value.fields ? 0 : value.origins & VALUE_ORIGINS) | (rest ? dataOrigins(rest) : 0);
  const said = valueEvidence(name);
  if (namesOrigin(name))
    return value.with({
      origins: value.origins & UNIT_ORIGINS,
      marks: value.marks & ~(TABLE | NO_DATA),
      fields: null,
      element: null,
      items: null,
      constant: undefined,
    });
  // a judge's answer is a model's, but not what is kept beside it to hold it against
  const isReference = has(whole, JUDGED) && has(said, MEASURED);
  return new Value({
    origins: (value.origins & UNIT_ORIGINS) | (isReference ? (whole & UNIT_ORIGINS) | said : whole),
    // beside a column of predictions there are others
    marks: (value.marks & ~(TABLE | NO_DATA | PREDICTED)) | (rest ? rest.marks & TOTAL : 0),
    cause: value.origins ? causeAt(frame, node, 'step', `column "${name}"`, [value]) : (rest?.cause ?? null),
    target: value.target?.kind === 'external' ? { kind: 'external', name: `${value.target.name}[]` } : null,
  });
}

/** A column whose name is held by a variable: the variable's own name may tell what it is. */
export function someColumn(value: Value, variable: string, node: Span, frame: Frame): Value {
  const rest = joinAll([...(value.fields?.values() ?? []), ...(value.element ? [value.element] : [])]);
  const column = unknownColumn(value, variable, node, frame);
  const said = valueEvidence(variable.replace(/_?(col|column|field|key)$/i, ''));
  const origins = said || lower(dataOrigins(rest) & VALUE_ORIGINS);
  return column.with({
    origins: (column.origins & UNIT_ORIGINS) | origins,
    cause: origins
      ? causeAt(frame, node, has(said, JUDGED) ? 'judge' : 'step', `the column in "${variable}"`, [rest, value])
      : column.cause,
  });
}

export function selectColumns(value: Value, columns: readonly string[], node: Span, frame: Frame): Value {
  const fields = new Map(columns.map((column) => [column, columnOf(value, column, node, frame)]));
  for (const about of ['$fitted', INDEX]) {
    const kept = value.fields?.get(about);
    if (kept) fields.set(about, kept);
  }
  const marks = value.marks & ~OF_JUDGMENTS; // told column by column now
  return value.with({ fields, marks, element: null, items: null, constant: undefined });
}

export function isOriginColumn(table: Value, key: string, site: CallSite): boolean {
  return (columnOf(table.with({ marks: table.marks | ROWS }), key, site.node, site.frame).marks & ORIGIN_FLAG) !== 0;
}

export function withColumn(table: Value, name: string, value: Value, site: CallSite): Value {
  const column = columnOf(new Value({ fields: new Map([[name, value]]), marks: ROWS }), name, site.node, site.frame);
  return withField(table, name, column);
}
