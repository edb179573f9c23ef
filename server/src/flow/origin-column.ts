import { saidSynthetic } from '../provenance/evidence.ts';
import { BY_ORIGIN, ORIGIN_FLAG, ROWS } from '../provenance/marks.ts';
import { namesOrigin, originOfAll } from '../provenance/names.ts';
import { at, GENERATED, has, POOLED_UNITS, REAL, SYNTHETIC } from '../provenance/origins.ts';
import { dataOrigins, Value, withField } from '../provenance/value.ts';
import { causeAt, type Frame, siteOf } from './frame.ts';
import type { Expression, Span } from './program.ts';

/** What tells real from synthetic rows in a pool, and where it is lost. */

/** Stands for an index by origin: `pd.concat([real, synthetic], keys=["real", "synthetic"])`. */
export const INDEX = '$index';

export const withIndex = (pool: Value): Value =>
  has(pool.origins, POOLED_UNITS) ? withField(pool, INDEX, new Value({ marks: ORIGIN_FLAG | ROWS })) : pool;

/** The first column that tells the origin of a table's rows; null where none is known to. */
export function originColumnOf({ fields }: Value): string | null {
  for (const [name, field] of fields ?? [])
    if (name === INDEX || (!name.startsWith('$') && (field.marks & ORIGIN_FLAG || namesOrigin(name)))) return name;
  return null;
}

/** A table that gets a column with one entry: `rows["source"] = "synthetic"` says what all of its rows are. */
export function saidByColumn(table: Value, name: string, { constant: entry }: Value, node: Span, frame: Frame): Value {
  if (entry === undefined || !namesOrigin(name)) return table;
  const said = originOfAll(name, entry);
  const message = `${said} rows, by what column "${name}" is filled with`;
  const cause = {
    ...causeAt(frame, node, 'source', message, []),
    ...(table.cause?.file && { file: table.cause.file }),
  };
  if (said === 'synthetic') return saidSynthetic(table, at('likely', SYNTHETIC), cause) ?? table;
  if (said !== 'real' || has(dataOrigins(table), REAL | SYNTHETIC | GENERATED)) return table;
  return table.with({ origins: table.origins | at('likely', REAL), cause });
}

/** The table after some of its columns were left out: noted where they were the ones that tell the rows of a pool apart. */
export function leftOut(before: Value, after: Value, node: Expression, frame: Frame): Value {
  if (!has(before.origins, POOLED_UNITS) || before.marks & BY_ORIGIN) return after;
  const column = originColumnOf(before);
  if (column === null || originColumnOf(after) !== null) return after;
  const what = column === INDEX ? 'the index by origin' : `column "${column}"`;
  const result = after.with({ cause: causeAt(frame, node, 'step', `${what} left out`, [before]) });
  frame.engine.observe({ kind: 'loss', site: siteOf(frame, node), data: [before], what, result }, frame.context);
  return result;
}

/** A table without some of its columns. */
export function withoutNamed(table: Value, names: readonly (string | null)[], node: Expression, frame: Frame): Value {
  if (!table.fields || !names.some((name) => name !== null && table.fields!.has(name))) return table;
  const fields = new Map([...table.fields].filter(([name]) => !names.includes(name)));
  return leftOut(table, table.with({ fields }), node, frame);
}
