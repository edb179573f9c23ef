import { REPEATED, ROWS, TOTAL } from '../provenance/marks.ts';
import { has, JUDGED } from '../provenance/origins.ts';
import { dataOrigins, NOTHING, UNKNOWN, unitOrigins, Value } from '../provenance/value.ts';
import { fileOfTable } from '../workspace/table-file.ts';
import type { CallSite } from './call-site.ts';
import { columnOf } from './column.ts';
import { estimate } from './estimate.ts';
import { isTypeScript } from './frame.ts';
import { elementOf, lastName } from './parts.ts';
import type { Expression } from './program.ts';
import { ofRepeated, withoutRepeats } from './repeats.ts';
import { isOfAsking, isOfPrompt } from './rounds.ts';
import { inTable, noteAverages, rowsAsked, tableRead } from './sql.ts';
import { descendants, nameOf } from './walk.ts';

/**
 * Tables of a database, as query builders of TypeScript write and read them: Prisma
 * (https://www.prisma.io/docs/orm/reference/prisma-client-reference), Drizzle (https://orm.drizzle.team/docs/select),
 * Supabase (https://supabase.com/docs/reference/javascript/insert), Knex (https://knexjs.org/guide/query-builder.html).
 */

/** Of what begins with `$`, values say something about themselves: this one is a query that goes on. */
const QUERY = '$query';

/**
 * `prisma.grade.create({ data })`, `db.insert(grades).values(row)`: who reads the table reads what was put into it, a
 * judge's labels or rows that are several to a prompt.
 */
export function noteRowsKept(site: CallSite): void {
  if (!isTypeScript(site.frame)) return;
  const table = tableWritten(site);
  if (table === null) return;
  for (const given of rowsGiven(site)) putInto(table, given, site);
}

interface Given {
  readonly value: Value;
  readonly node: Expression | undefined;
}

function putInto(table: string, { value, node }: Given, { name, node: call, frame }: CallSite): void {
  const isList = value.element !== null || value.items !== null || (value.marks & ROWS) !== 0;
  const row = isList ? elementOf(value) : value;
  const kept = has(dataOrigins(row), JUDGED) ? row : UNKNOWN;
  const added = isList && node ? { value, node } : null;
  const rows = ADDS.test(lastName(name))
    ? inTable(kept, added, table, call, frame)
    : new Value({ element: kept, origins: unitOrigins(kept), marks: ROWS });
  const whole = isList && value.marks & REPEATED ? ofRepeated(rows, value) : rows;
  if (tells(whole)) frame.engine.artifacts.write(fileOfTable(table), frame.document, whole);
}

const tells = (rows: Value): boolean => has(dataOrigins(rows), JUDGED) || (rows.marks & REPEATED) !== 0;

/** As opposed to `update`, which changes rows that are there. */
const ADDS = /^(?:create|insert|values)/;
const OF_MODEL = /^(?:create|update|upsert)(?:Many)?(?:AndReturn)?$/;
const ROWS_GIVEN = ['data', 'create', 'update'];

function rowsGiven({ name, named, namedNodes, positional, positionalNodes }: CallSite): readonly Given[] {
  if (!OF_MODEL.test(lastName(name)) || !ROWS_GIVEN.some((key) => named.has(key)))
    return positional.slice(0, 1).map((value) => ({ value, node: positionalNodes[0] }));
  return ROWS_GIVEN.filter((key) => named.has(key)).map((key) => ({
    value: named.get(key)!,
    node: namedNodes.get(key),
  }));
}

function tableWritten({ name, named, receiverNode }: CallSite): string | null {
  const method = lastName(name);
  if (method === 'values' || method === 'set') return tableIn(receiverNode, /^(?:insert|update)$/);
  const built = /^(?:insert|upsert|update)$/.test(method)
    ? (tableIn(receiverNode, /^(?:from|table)$/) ?? knexTable(receiverNode))
    : null;
  // `client.responses.create({ model, input })` keeps nothing
  const isOfModel = OF_MODEL.test(method) && ROWS_GIVEN.some((key) => named.has(key));
  return built ?? (isOfModel ? modelOf(receiverNode) : null);
}

/** `db.insert(grades)`, `supabase.from('grades')` */
function tableIn(node: Expression | null, method: RegExp): string | null {
  if (node?.kind !== 'call' || node.callee.kind !== 'attribute' || !method.test(node.callee.name)) return null;
  return tableNamed(node.arguments[0]?.value);
}

const tableNamed = (node: Expression | undefined): string | null =>
  node?.kind === 'constant'
    ? typeof node.value === 'string'
      ? node.value
      : null
    : node?.kind === 'name' || node?.kind === 'attribute'
      ? node.name
      : null;

/** `knex('grades')` */
const knexTable = (node: Expression | null): string | null =>
  node?.kind === 'call' && node.callee.kind === 'name' && /^(?:knex|db|trx)$/.test(node.callee.name)
    ? tableNamed(node.arguments[0]?.value)
    : null;

/** `prisma.grade`, `db.query.grades` */
const modelOf = (node: Expression | null): string | null =>
  node?.kind === 'attribute' && CLIENT.test(nameOf(node.object)) ? node.name : null;

const CLIENT = /prisma|^(?:db|tx|query|client)$/i;

/** What a query gives, or what the database computes; null where nobody is known to put anything there that tells. */
export function rowsKept(site: CallSite): Value | null {
  const { frame, receiver, positional, positionalNodes } = site;
  if (!isTypeScript(frame)) return null;
  const method = lastName(site.name);
  if (receiver?.fields?.has(QUERY)) return GOES_ON.test(method) ? goneOn(receiver, site) : null;
  if (/^\$?(?:queryRaw|sql)$/i.test(method)) return ofStatement(positional[0]?.constant, positionalNodes[0], site);
  if (/^drizzle-orm\.(?:avg|sum)$/.test(site.name)) return averageOf(positionalNodes[0], site);
  const table = tableOfQuery(site);
  const rows = table === null ? null : rowsOf(table, site);
  if (!rows) return null;
  if (method === 'aggregate' || method === 'groupBy') return averages(rows, site);
  const given = isOfOne(site) ? withoutRepeats(rows) : rows;
  if (method === 'count') return given.marks & REPEATED ? ofRepeated(new Value({ marks: TOTAL }), given) : null;
  if (/^find(?:First|Unique)/.test(method)) return elementOf(given);
  if (method === 'findMany') return given;
  return given.with({
    fields: new Map([
      [QUERY, NOTHING],
      ['data', given],
    ]),
  });
}

/** `.where(eq(runs.taskId, id))`, `.eq('task_id', id)`, `.groupBy(runs.taskId)`: what belongs to one prompt. */
function goneOn(query: Value, { name, positional, positionalNodes }: CallSite): Value {
  const keys = positionalNodes.flatMap((node, i) => keysIn(positional[i], node));
  const method = lastName(name);
  const isApart =
    method === 'groupBy'
      ? keys.some((key) => !isOfAsking(key))
      : /^(?:where|eq|is|match)$/.test(method) && keys.some(isOfPrompt);
  return isApart ? withoutRepeats(query) : query;
}

/** Is it asked for what belongs to one prompt, or to one turn: `findMany({ where: { taskId } })`? */
const isOfOne = ({ named, namedNodes, receiverNode }: CallSite): boolean =>
  named.has('distinct') ||
  (receiverNode?.kind === 'call' && nameOf(receiverNode.callee) === 'selectDistinct') ||
  keysIn(named.get('where'), namedNodes.get('where')).some(isOfPrompt);

/** The columns that a condition names. */
const keysIn = (condition: Value | undefined, node: Expression | undefined): readonly string[] => [
  ...(typeof condition?.constant === 'string' ? [condition.constant] : []),
  ...(condition?.fields?.keys() ?? []),
  ...(node ? [...descendants(node)].flatMap((part) => (part.kind === 'attribute' ? [part.name] : [])) : []),
];

const GOES_ON =
  /^(?:where|orderBy|limit|offset|groupBy|having|(?:inner|left|right|full)Join|eq|neq|gte?|lte?|in|is|not|or|match|order|range|select|all|execute|\$dynamic|as)$/;

function tableOfQuery({ name, receiverNode, positionalNodes }: CallSite): string | null {
  const method = lastName(name);
  if (method === 'from') return isSelect(receiverNode) ? tableNamed(positionalNodes[0]) : null;
  if (method === 'select') return tableIn(receiverNode, /^from$/) ?? knexTable(receiverNode);
  return /^(?:find(?:Many|First|Unique)\w*|aggregate|groupBy|count)$/.test(method) ? modelOf(receiverNode) : null;
}

const isSelect = (node: Expression | null): boolean =>
  node?.kind === 'call' && /^select(?:Distinct)?$/.test(nameOf(node.callee));

/** Rows of a table into which other code puts a judge's labels, or several rows to a prompt. */
function rowsOf(table: string, { frame: { engine, document } }: CallSite): Value | null {
  const file = fileOfTable(table);
  engine.noteRead(file);
  engine.runWritersOf(file);
  const rows = engine.artifacts.read(file, document);
  if (!rows || !tells(rows)) return null;
  if (rows.marks & REPEATED) engine.noteAsking();
  return rows;
}

/** `aggregate({ _avg: { empathy: true } })` */
function averages(rows: Value, site: CallSite): Value | null {
  const columns = [...(site.named.get('_avg')?.fields?.keys() ?? [])];
  const means = columns.flatMap((column) => meanOf(column, rows, site) ?? []);
  return means.length > 0 ? means[0]! : null;
}

/** `avg(grades.empathy)`, `` sql`avg(${grades.empathy})` `` */
function averageOf(node: Expression | undefined, site: CallSite): Value | null {
  for (const part of node ? descendants(node) : []) {
    if (part.kind !== 'attribute' || part.object.kind !== 'name') continue;
    const rows = rowsOf(part.object.name, site);
    const mean = rows && meanOf(part.name, rows, site);
    if (mean) return mean;
  }
  return null;
}

/** `` prisma.$queryRaw`SELECT avg(empathy) FROM "Grade"` `` */
function ofStatement(text: unknown, node: Expression | undefined, site: CallSite): Value | null {
  if (typeof text !== 'string') return null;
  const table = tableRead(text);
  if (table === undefined) return /\b(?:avg|sum)\s*\(/i.test(text) ? averageOf(node, site) : null;
  const rows = rowsOf(table, site);
  if (!rows) return null;
  noteAverages(text, rows, site);
  return rowsAsked(text, rows);
}

function meanOf(column: string, rows: Value, { node, frame }: CallSite): Value | null {
  const held = columnOf(elementOf(rows), column, node, frame);
  if (!has(held.origins, JUDGED)) return null;
  const all = new Value({ element: held, origins: held.origins, marks: ROWS, cause: held.cause });
  return estimate(frame, node, 'mean', [all], [null], {});
}
