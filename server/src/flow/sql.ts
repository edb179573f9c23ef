import type { Place } from '@unpool/shared/protocol/finding.ts';
import { columnEvidence } from '../provenance/evidence.ts';
import { REPEATED, ROWS, TABLE, TOTAL } from '../provenance/marks.ts';
import { has, JUDGED } from '../provenance/origins.ts';
import { dataOrigins, unitOrigins, Value } from '../provenance/value.ts';
import { fileOfTable } from '../workspace/table-file.ts';
import type { CallSite } from './call-site.ts';
import { estimate } from './estimate.ts';
import { type Frame, isTypeScript, placeOf } from './frame.ts';
import { elementOf, lastName } from './parts.ts';
import type { Span } from './program.ts';
import { type Added, withoutRepeats, writtenInRounds } from './repeats.ts';
import { isOfAsking, isOfPrompt } from './rounds.ts';

/** Tables of a database, as statements of SQL in the code write and read them. */

/** The table that a query selects from. */
export const tableRead = (text: string): string | undefined =>
  /^\s*select\b[\s\S]*?\bfrom\s+["'`[]?(\w+)/i.exec(text)?.[1];

const INSERT =
  /^\s*(?:insert|replace)\s+(?:or\s+\w+\s+)?into\s+["'`[]?(\w+)["'`\]]?\s*\(([^)]*)\)\s*values\s*\(([^)]*)\)/i;
/** Without the names of the columns. */
const INSERT_ALL = /^\s*(?:insert|replace)\s+(?:or\s+\w+\s+)?into\s+["'`[]?(\w+)["'`\]]?\s*values\s*\(/i;
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
  const [, whole] = table ? [] : (INSERT_ALL.exec(text) ?? []);
  if (whole) return { table: whole, entries: [] };
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
  putInto(statement.table, fieldsOf(statement, put, placeOf(frame, node)), node, frame);
}

/** One row of a table, or more by the loops around, also those around the calls that led here. */
function putInto(table: string, fields: ReadonlyMap<string, Value>, node: Span, frame: Frame): void {
  const row = new Value({ fields });
  const rows = isTypeScript(frame)
    ? inTable(row, null, table, node, frame)
    : new Value({ element: row, origins: unitOrigins(row), marks: ROWS });
  if (fields.size === 0 && !(rows.marks & REPEATED)) return;
  frame.engine.artifacts.write(fileOfTable(table), frame.document, rows);
}

/** The rows of a table to which some are added, one by one or all of a list. */
export const inTable = (row: Value, added: Added, table: string, node: Span, frame: Frame): Value =>
  writtenInRounds(row, added, { start: node.start, end: node.end, kind: 'constant', value: table }, node, {
    ...frame,
    rounds: [...frame.calledIn, ...frame.rounds],
  });

/** Rows of a table, as a query gives them that may ask for one prompt, or count. */
export const rowsAsked = (query: unknown, rows: Value): Value =>
  isOfOne(query) ? withoutRepeats(rows) : counted(query, rows);

/** What a query of rows that are several to a prompt counts: `SELECT model, COUNT(*) AS n, SUM(ok) AS k FROM runs GROUP BY model`. */
function counted(query: unknown, rows: Value): Value {
  if (typeof query !== 'string' || !(rows.marks & REPEATED)) return rows;
  const names = Array.from(query.matchAll(COUNTED), ([, name = '']) => name);
  if (names.length === 0) return rows;
  const count = new Value({ origins: rows.origins, marks: TOTAL | REPEATED, cause: rows.cause });
  const row = new Value({ fields: new Map(names.map((name) => [name, count])), origins: rows.origins });
  return rows.with({ element: row, marks: rows.marks | ROWS });
}

const COUNTED = /\b(?:count|sum|total)\s*\((?:[^()]|\([^()]*\))*\)\s*(?:as\s+)?["'`]?(\w+)/gi;

/** Does a query give what belongs to one prompt, or to one turn: grouped by it, or where it is given? */
function isOfOne(query: unknown): boolean {
  if (typeof query !== 'string') return false;
  const grouped = [...query.matchAll(GROUPED)].flatMap(([, keys = '']) => keys.split(','));
  const given = Array.from(query.matchAll(GIVEN), ([, key = '']) => key);
  const named = (key: string) =>
    key
      .trim()
      .replace(/^\w+\./, '')
      .replaceAll(/["'`[\]]/g, '');
  return grouped.some((key) => !isOfAsking(named(key))) || given.some((key) => isOfPrompt(named(key)));
}

const GROUPED = /\bgroup\s+by\s+([\w.,\s"'`[\]]+?)(?=\b(?:having|order|limit)\b|[);]|$)/gi;
/** `WHERE task = ?` */
const GIVEN = /([\w."`]+)\s*=\s*(?:[?:@$]|%s)/g;

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

/** `SELECT AVG(grade) FROM grades`: the database computes the mean, or how sure it is. */
export function noteAverages(query: unknown, rows: Value, { node, frame }: CallSite): void {
  if (typeof query !== 'string') return;
  if (rows.marks & REPEATED && ERROR.test(query))
    estimate(frame, node, 'standard error', [rows], [null], { confirmatory: true });
  for (const [, column = ''] of query.matchAll(AVERAGE)) {
    const held = (rows.marks & TABLE ? rows : elementOf(rows)).fields?.get(column);
    if (!held || !has(dataOrigins(held), JUDGED)) continue;
    const all = new Value({ element: held, origins: held.origins, marks: ROWS, cause: held.cause });
    estimate(frame, node, 'mean', [all], [null], {});
  }
}

/** `sqrt(avg(ok) * (1 - avg(ok)) / count(*))`, `stddev(score) / sqrt(count(*))` */
const ERROR =
  /sqrt\s*\(\s*(?:\w+\s*\()?\s*avg\s*\([^;]*?\/\s*count\s*\(|(?:stddev\w*|stdev)\s*\([^)]*\)\s*\/\s*sqrt\s*\(\s*count\s*\(/i;
