import { ROWS } from '../provenance/marks.ts';
import { has, JUDGED } from '../provenance/origins.ts';
import { dataOrigins, NOTHING, unitOrigins, Value } from '../provenance/value.ts';
import type { CallSite } from './call-site.ts';
import { columnOf } from './column.ts';
import { estimate } from './estimate.ts';
import { isTypeScript } from './frame.ts';
import { elementOf, lastName } from './parts.ts';
import type { Expression } from './program.ts';
import { fileOfTable, noteAverages, tableRead } from './sql.ts';
import { descendants, nameOf } from './walk.ts';

/**
 * Tables of a database, as query builders of TypeScript write and read them: Prisma
 * (https://www.prisma.io/docs/orm/reference/prisma-client-reference), Drizzle (https://orm.drizzle.team/docs/select),
 * Supabase (https://supabase.com/docs/reference/javascript/insert), Knex (https://knexjs.org/guide/query-builder.html).
 */

/** Of what begins with `$`, values say something about themselves: this one is a query that goes on. */
const QUERY = '$query';

/** `prisma.grade.create({ data })`, `db.insert(grades).values(row)`: who reads the table reads what was put into it. */
export function noteRowsKept(site: CallSite): void {
  if (!isTypeScript(site.frame)) return;
  const table = tableWritten(site);
  if (table === null) return;
  for (const given of rowsGiven(site)) {
    const row = given.element || given.items ? elementOf(given) : given;
    if (!has(dataOrigins(row), JUDGED)) continue;
    const rows = new Value({ element: row, origins: unitOrigins(row), marks: ROWS });
    site.frame.engine.artifacts.write(fileOfBuilt(table), site.frame.document, rows);
  }
}

const OF_MODEL = /^(?:create|update|upsert)(?:Many)?(?:AndReturn)?$/;
const ROWS_GIVEN = ['data', 'create', 'update'];

const rowsGiven = ({ name, positional: [first] }: CallSite): readonly Value[] =>
  OF_MODEL.test(lastName(name)) && first?.fields && ROWS_GIVEN.some((key) => first.fields!.has(key))
    ? ROWS_GIVEN.flatMap((key) => first.fields!.get(key) ?? [])
    : first
      ? [first]
      : [];

function tableWritten({ name, receiverNode }: CallSite): string | null {
  const method = lastName(name);
  if (method === 'values' || method === 'set') return tableIn(receiverNode, /^(?:insert|update)$/);
  const built = /^(?:insert|upsert|update)$/.test(method)
    ? (tableIn(receiverNode, /^(?:from|table)$/) ?? knexTable(receiverNode))
    : null;
  return built ?? (OF_MODEL.test(method) ? modelOf(receiverNode) : null);
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

const fileOfBuilt = (table: string): string => `tables/${fileOfTable(table.toLowerCase())}`;

/** What a query gives, or the mean that the database computes of a column; null where nobody is known to put a judge's labels there. */
export function rowsKept(site: CallSite): Value | null {
  const { frame, receiver, positional, positionalNodes } = site;
  if (!isTypeScript(frame)) return null;
  const method = lastName(site.name);
  if (receiver?.fields?.has(QUERY)) return GOES_ON.test(method) ? receiver : null;
  if (/^\$?(?:queryRaw|sql)$/i.test(method)) return ofStatement(positional[0]?.constant, positionalNodes[0], site);
  if (/^drizzle-orm\.(?:avg|sum)$/.test(site.name)) return averageOf(positionalNodes[0], site);
  const table = tableOfQuery(site);
  const rows = table === null ? null : rowsOf(table, site);
  if (!rows) return null;
  if (method === 'aggregate' || method === 'groupBy') return averages(rows, site);
  return /^find(?:First|Unique)/.test(method)
    ? elementOf(rows)
    : rows.with({
        fields: new Map([
          [QUERY, NOTHING],
          ['data', rows],
        ]),
      });
}

const GOES_ON =
  /^(?:where|orderBy|limit|offset|groupBy|having|(?:inner|left|right|full)Join|eq|neq|gte?|lte?|in|is|not|or|match|order|range|select|all|execute|\$dynamic|as)$/;

function tableOfQuery({ name, receiverNode, positionalNodes }: CallSite): string | null {
  const method = lastName(name);
  if (method === 'from') return isSelect(receiverNode) ? tableNamed(positionalNodes[0]) : null;
  if (method === 'select') return tableIn(receiverNode, /^from$/) ?? knexTable(receiverNode);
  return /^(?:find(?:Many|First|Unique)\w*|aggregate|groupBy)$/.test(method) ? modelOf(receiverNode) : null;
}

const isSelect = (node: Expression | null): boolean =>
  node?.kind === 'call' && /^select(?:Distinct)?$/.test(nameOf(node.callee));

/** Rows of a table into which other code puts a judge's labels. */
function rowsOf(table: string, { frame: { engine, document } }: CallSite): Value | null {
  const file = fileOfBuilt(table);
  engine.noteRead(file);
  engine.runWritersOf(file);
  const rows = engine.artifacts.read(file, document);
  return rows && has(dataOrigins(rows), JUDGED) ? rows : null;
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
  if (rows) noteAverages(text, rows, site);
  return rows;
}

function meanOf(column: string, rows: Value, { node, frame }: CallSite): Value | null {
  const held = columnOf(elementOf(rows), column, node, frame);
  if (!has(held.origins, JUDGED)) return null;
  const all = new Value({ element: held, origins: held.origins, marks: ROWS, cause: held.cause });
  return estimate(frame, node, 'mean', [all], [null], {});
}
