import { fileOfTable } from '../../workspace/table-file.ts';

/**
 * Tables of a database that a text writes or reads, by its words: rather too many. Every file of a workspace is looked
 * through: each pattern begins with what is rare, and looks back from there.
 */

/** `db.insert(grades).values(…)`, `prisma.grade.create({ … })`, `supabase.from('grades').insert(…)`, `INSERT INTO grades` */
const WRITTEN = [
  /\.insert\(\s*(?:\w+\.)?(\w+)\s*\)\s*\.(?:values|select)\(/g,
  /\.update\(\s*(?:\w+\.)?(\w+)\s*\)\s*\.set\(/g,
  /\.(?:create|update|upsert)(?:Many)?(?:AndReturn)?\((?<=\b(?:\w*prisma|db|tx|client)\s*\.(\w+)\s*\.\w+\()\s*\{/gi,
  /\.(?:insert|upsert|update)\((?<=(?:\.from|\.table|\b(?:knex|db|trx))\(\s*["'`](\w+)["'`]\s*\)\s*\.\w+\()/g,
  /\b(?:insert|replace)\s+(?:or\s+\w+\s+)?into\s+["'`[]?(\w+)/gi,
  /\bupdate\s+["'`[]?(\w+)["'`\]]?\s+set\b/gi,
];

/** `db.select().from(grades)`, `prisma.grade.findMany()`, `supabase.from('grades').select()`, `SELECT avg(x) FROM grades` */
const READ = [
  // of `Array.from(rows)`, too, but for what begins with a capital
  /\.from(?<!\b[A-Z]\w*\.from)\(\s*(?:\w+\.)?(\w+)\s*\)/g,
  /\.(?:findMany|aggregate|groupBy|count)\((?<=\b(?:\w*prisma|db|tx|query|client)\s*\.(\w+)\s*\.\w+\()/gi,
  /\.select\((?<=(?:\.from|\b(?:knex|db|trx))\(\s*["'`](\w+)["'`]\s*\)\s*\.select\()/g,
  /["'`]\s*select\s[^;`]{1,400}?\bfrom\s+["'`[]?(\w+)/gi,
];

const filesOf = (text: string, patterns: readonly RegExp[]): readonly string[] => [
  ...new Set(
    patterns.flatMap((pattern) => Array.from(text.matchAll(pattern), ([, table]) => fileOfTable(table!.toLowerCase()))),
  ),
];

/** As files, which the tables are kept as. */
export const tablesWritten = (text: string): readonly string[] => filesOf(text, WRITTEN);
export const tablesRead = (text: string): readonly string[] => filesOf(text, READ);
