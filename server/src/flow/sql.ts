import type { Place } from '@unpool/shared/protocol/finding.ts';
import { columnEvidence } from '../provenance/evidence.ts';
import { ROWS, TABLE } from '../provenance/marks.ts';
import { has, JUDGED } from '../provenance/origins.ts';
import { dataOrigins, unitOrigins, Value } from '../provenance/value.ts';
import type { CallSite } from './call-site.ts';
import { estimate } from './estimate.ts';
import { placeOf } from './frame.ts';
import { elementOf, lastName } from './parts.ts';

/** Tables of a database, as statements of SQL in the code write and read them. */

/** What a table is known by among the files. */
export const fileOfTable = (table: string): string => `${table}.sql`;

/** The table that a query selects from. */
export const tableRead = (text: string): string | undefined =>
  /^\s*select\b[\s\S]*?\bfrom\s+["'`[]?(\w+)/i.exec(text)?.[1];

const INSERT =
  /^\s*(?:insert|replace)\s+(?:or\s+\w+\s+)?into\s+["'`[]?(\w+)["'`\]]?\s*\(([^)]*)\)\s*values\s*\(([^)]*)\)/i;
const UPDATE = /^\s*update\s+["'`[]?(\w+)["'`\]]?\s+set\s+([\s\S]*?)(?:\bwhere\b|\breturning\b|$)/i;

/** What a statement puts into a column: the n-th of what it is given, or what has a name there. */
interface Entry {
  readonly column: string;
  readonly from: number | string;
}

interface Statement {
  readonly table: string;
  readonly entries: readonly Entry[];
}

/** `INSERT INTO grades (id, grade) VALUES (?, :grade)`, `UPDATE grades SET grade = $1`; null for any other text. */
function statementIn(text: unknown): Statement | null {
  if (typeof text !== 'string' || !/^\s*(?:insert|replace|update)\b/i.test(text)) return null;
  const [, into, columns = '', values = ''] = INSERT.exec(text) ?? [];
  if (into) return { table: into, entries: entriesOf(columns.split(','), values.split(',')) };
  const [, table, set = ''] = UPDATE.exec(text) ?? [];
  if (!table) return null;
  const pairs = set.split(',').map((pair) => pair.split('='));
  const side = (at: number) => pairs.map((pair) => pair[at] ?? '');
  return { table, entries: entriesOf(side(0), side(1)) };
}

export const writesTable = ({ constant: text }: Value): boolean => statementIn(text) !== null;

const NAMED = /^(?:[:@$]|%\()([a-z_]\w*)/i;

function entriesOf(columns: readonly string[], values: readonly string[]): Entry[] {
  let next = 0;
  return values.flatMap((written, i) => {
    const value = written.trim();
    const column = columns[i]?.replaceAll(/["'`[\]\s]/g, '') ?? '';
    const name = NAMED.exec(value)?.[1];
    const isGiven = /^(?:\?|%s)/.test(value);
    const numbered = /^\$(\d+)/.exec(value)?.[1];
    const from = numbered ? Number(numbered) - 1 : isGiven ? next++ : name;
    return from === undefined || column === '' ? [] : [{ column, from }];
  });
}

const RUNS = /^(?:run|exec|execute|executemany|query|all|get|fetch|fetchval)$/;

/** `db.prepare("INSERT …").run(id, grade)`, `cursor.execute("INSERT …", (id, grade))`: who reads the table reads what was put into it. */
export function noteWritten({ receiver, positional, name, node, frame }: CallSite): void {
  const short = lastName(name);
  if (!RUNS.test(short)) return;
  const prepared = statementIn(receiver?.constant);
  const statement = prepared ?? statementIn(positional[0]?.constant);
  if (!statement) return;
  const given = prepared ? positional : positional.slice(1);
  const row = short === 'executemany' && given[0] ? elementOf(given[0]) : given.length === 1 ? given[0]! : null;
  // one by one, in a list, or by name
  const put = (from: number | string) =>
    typeof from === 'string' ? row?.fields?.get(from) : (row?.items ?? given)[from];
  const fields = fieldsOf(statement, put, placeOf(frame, node));
  if (fields.size === 0) return;
  const element = new Value({ fields });
  const rows = new Value({ element, origins: unitOrigins(element), marks: ROWS });
  frame.engine.artifacts.write(fileOfTable(statement.table), frame.document, rows);
}

/** Only what a judge gave: of other data the columns of a table tell themselves. */
function fieldsOf(
  { entries }: Statement,
  put: (from: number | string) => Value | undefined,
  place: Place,
): ReadonlyMap<string, Value> {
  const fields = new Map<string, Value>();
  for (const { column, from } of entries) {
    const value = put(from);
    const entry = value && columnEvidence(value, column, place);
    if (entry && has(dataOrigins(entry), JUDGED)) fields.set(column, entry);
  }
  return fields;
}

const AVERAGE = /\b(?:avg|sum)\s*\(\s*(?:\w+\.)?["'`[]?(\w+)/gi;

/** `SELECT AVG(grade) FROM grades`: the database computes the mean. */
export function noteAverages(query: unknown, rows: Value, { node, frame }: CallSite): void {
  if (typeof query !== 'string') return;
  for (const [, column = ''] of query.matchAll(AVERAGE)) {
    const held = (rows.marks & TABLE ? rows : elementOf(rows)).fields?.get(column);
    if (!held || !has(dataOrigins(held), JUDGED)) continue;
    const all = new Value({ element: held, origins: held.origins, marks: ROWS, cause: held.cause });
    estimate(frame, node, 'mean', [all], [null], {});
  }
}
