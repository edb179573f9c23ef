import type { ArgumentReference } from '../catalog/entry.ts';
import { at, SIMULATED, SYNTHETIC } from '../provenance/origins.ts';
import { DRAWN, dataOrigins, joinAll, NO_DATA, ROWS, TABLE, UNKNOWN, unitOrigins, Value } from '../provenance/value.ts';
import { argument } from './argument.ts';
import type { CallSite } from './call.ts';
import { causeAt } from './frame.ts';
import { elementOf, partsOf } from './parts.ts';

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
    marks: (value.marks | ROWS | TABLE) & ~(NO_DATA | DRAWN),
    fields,
    cause: isDrawn
      ? causeAt(site.frame, site.node, 'source', 'rows drawn from a random generator', [])
      : (value.cause ?? row?.cause ?? null),
  });
}

export const isColumnAxis = (axis: Value | null): boolean =>
  axis !== null && (axis.constant === 1 || axis.constant === -1 || axis.constant === 'columns');

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
