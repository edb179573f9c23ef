import { REPEATED, ROWS, TOTAL } from '../provenance/marks.ts';
import { UNKNOWN, Value } from '../provenance/value.ts';
import type { CallSite } from './call-site.ts';
import { isTypeScript } from './frame.ts';
import { ofRepeated } from './repeats.ts';
import { isOfPrompt } from './rounds.ts';
import { fileOfTable, inTable } from './sql.ts';

/**
 * Tables of a database by Prisma (https://www.prisma.io/docs/orm/reference/prisma-client-reference): each model of the
 * schema is an attribute of the client. Only that their rows are several to a prompt is followed.
 */

const CALL = /(?:^|\.)(?:PrismaClient|prisma|db)\.(\w+)\.(create|createMany\w*|findMany|count)$/;

/** Of a text, the tables that are read so. */
export const tablesAsked = (code: string): string[] =>
  Array.from(code.matchAll(/\b(?:prisma|db)\.(\w+)\.(?:findMany|count)\b/g), ([, table]) => fileOfTable(table!));

/** `prisma.run.create({ data })`, `prisma.run.count({ where })` */
export function askedOfTable(site: CallSite): Value | null {
  const [, table, method] = (isTypeScript(site.frame) && CALL.exec(site.name)) || [];
  if (!table || !method) return null;
  if (!method.startsWith('create')) return readTable(table, method, site);
  fillTable(table, site);
  return null;
}

function fillTable(table: string, { named, namedNodes, node, frame }: CallSite): void {
  const [data, written] = [named.get('data'), namedNodes.get('data')];
  const added = data && written && data.marks & ROWS ? { value: data, node: written } : null;
  const rows = inTable(UNKNOWN, added, table, node, frame);
  const whole = added && added.value.marks & REPEATED ? ofRepeated(rows, added.value) : rows;
  if (whole.marks & REPEATED) frame.engine.artifacts.write(fileOfTable(table), frame.document, whole);
}

/** The rows, or how many there are, where these are several to a prompt. */
function readTable(table: string, method: string, { named, frame }: CallSite): Value | null {
  const { engine, document } = frame;
  const file = fileOfTable(table);
  engine.noteRead(file);
  engine.runWritersOf(file);
  const written = engine.artifacts.read(file, document);
  const where = [...(named.get('where')?.fields?.keys() ?? [])];
  if (!written || !(written.marks & REPEATED) || named.has('distinct') || where.some(isOfPrompt)) return null;
  engine.noteAsking();
  return ofRepeated(new Value({ marks: method === 'count' ? TOTAL : ROWS }), written);
}
