import type { ArgumentReference, Effect } from '../catalog/entry.ts';
import { CHANGED, DRAWN, NO_DATA, OF_JUDGMENTS, ROWS, TABLE } from '../provenance/marks.ts';
import { at, has, SIMULATED, SYNTHETIC, VALUE_ORIGINS } from '../provenance/origins.ts';
import { dataOrigins, joinAll, UNKNOWN, unitOrigins, Value } from '../provenance/value.ts';
import { namesIn } from './aggregate.ts';
import { argument } from './argument.ts';
import { inPlace } from './assign.ts';
import type { CallSite } from './call-site.ts';
import { columnOf, withColumn } from './column.ts';
import { causeAt } from './frame.ts';
import { elementOf, keyOf, partsOf, scalar } from './parts.ts';
import type { Call } from './program.ts';

export const columnsOf = (names: readonly string[] | undefined): ReadonlyMap<string, Value> | null =>
  names ? new Map(names.slice(0, 64).map((name) => [name, UNKNOWN])) : null;

/** Rows of a list, or columns of a mapping, as a table. */
export function asFrame(value: Value, site: CallSite): Value {
  const row = value.items || value.element ? elementOf(value) : null;
  const source = row ?? value;
  const drawn =
    source.fields &&
    source.fields.size > 0 &&
    [...source.fields.values()].every((field) => field.marks & (DRAWN | NO_DATA) || field.constant !== undefined);
  const isDrawn =
    (drawn && [...source.fields!.values()].some((field) => field.marks & DRAWN)) ||
    (!source.fields && source.marks & DRAWN);
  const origins = unitOrigins(value) | (isDrawn ? at('likely', SYNTHETIC | SIMULATED) : 0);
  const fields =
    source.fields &&
    new Map(
      [...source.fields].map(([key, field]) => [
        key,
        row || !(field.items || field.element) ? field : elementOf(field),
      ]),
    );
  return new Value({
    origins: origins | (source.fields ? 0 : dataOrigins(source)),
    marks: (value.marks | (source.marks & OF_JUDGMENTS) | changedIn(row) | ROWS | TABLE) & ~(NO_DATA | DRAWN),
    fields,
    // the other entries of a model's answer
    element: row?.fields ? row.element : null,
    cause: isDrawn
      ? causeAt(site.frame, site.node, 'source', 'rows drawn from a random generator', [])
      : (value.cause ??
        row?.cause ??
        (source.fields ? null : { kind: 'step', place: null, message: null, inputs: [value] })),
  });
}

/** Rows of which some entry was changed are changed copies, whatever the entry is called: `row[column] += noise`. */
const changedIn = (row: Value | null): number =>
  row && (row.marks | (row.element?.marks ?? 0)) & CHANGED && !(row.marks & DRAWN) ? CHANGED : 0;

/** `table.rename(columns={"s": "score"})` */
export function rename(effect: Extract<Effect, { kind: 'renames' }>, site: CallSite): Value {
  const table = site.receiver ?? UNKNOWN;
  const given = site.named.get('columns') ?? argument(site, effect.columns);
  const names = [...(given?.fields ?? [])].flatMap(([from, to]) => {
    const name = keyOf(to);
    return name === null ? [] : [[from, name] as const];
  });
  const columns = names.map(([from, to]) => [to, columnOf(table, from, site.node, site.frame)] as const);
  const rest = [...(table.fields ?? [])].filter(([name]) => !names.some(([from]) => from === name));
  const isKnown = table.fields !== null || columns.some(([, column]) => has(column.origins, VALUE_ORIGINS));
  const fields = isKnown ? new Map(rest) : null;
  const renamed = columns.reduce(
    (result, [name, column]) => (column.origins | column.marks ? withColumn(result, name, column, site) : result),
    table.with({ fields }),
  );
  return inPlace(renamed, site);
}

/** `table.melt(id_vars=["id"], value_vars=["helpful", "honest"], value_name="score")` */
export function melt(effect: Extract<Effect, { kind: 'melts' }>, site: CallSite): Value {
  const table = argument(site, effect.table) ?? UNKNOWN;
  const ids = namesIn(argument(site, effect.ids));
  const given = namesIn(argument(site, effect.columns));
  const melted = given.length > 0 ? given : [...(table.fields?.keys() ?? [])].filter((name) => !ids.includes(name));
  const name = argument(site, effect.name)?.constant;
  if (melted.length === 0) return table;
  const column = (key: string) => columnOf(table, key, site.node, site.frame);
  const kept = table.with({ fields: new Map(ids.map((id) => [id, column(id)])) });
  return withColumn(kept, typeof name === 'string' ? name : 'value', joinAll(melted.map(column)), site);
}

export const isColumnAxis = (axis: Value | null): boolean =>
  axis !== null && (axis.constant === 1 || axis.constant === -1 || axis.constant === 'columns');

/** `df[["accuracy", "tone"]].mean(axis=1)`: a number for each row, and none about them. */
export const ofEachRow = ({ receiver, named, node }: CallSite): boolean =>
  receiver !== null &&
  isColumnAxis(named.get('axis') ?? null) &&
  ((receiver.marks & TABLE) !== 0 || isOfChosenColumns(node));

/** `rows[COLUMNS].mean(…)`: one column has no second axis. */
const isOfChosenColumns = ({ callee }: Call): boolean =>
  callee.kind === 'attribute' && callee.object.kind === 'subscript' && callee.object.index.kind !== 'constant';

export function rowsOfColumns(table: Value): Value {
  const each = scalar(table);
  return each.with({ marks: each.marks | ROWS });
}

export function joinColumns(parts: readonly ArgumentReference[], site: CallSite): Value {
  const values = parts.flatMap((reference) => partsOf(argument(site, reference) ?? UNKNOWN));
  const data = values.filter((value) => dataOrigins(value) !== 0);
  const joined = joinAll(values);
  return data.length > 1
    ? joined.with({ cause: causeAt(site.frame, site.node, 'step', 'columns joined', data) })
    : joined;
}

/** Only what the rows were learned from is kept of the columns. */
export function withoutColumns(value: Value): Value {
  const learned = value.fields?.get('$fitted');
  return value.with({ fields: learned ? new Map([['$fitted', learned]]) : null });
}
