/** Tables of a database that a text writes or reads, by its words: rather too many. */

/** `db.insert(grades)`, `prisma.grade.create({ … })`, `supabase.from('grades').insert(…)`, `INSERT INTO grades` */
const WRITTEN =
  /\.(?:insert|update)\(\s*(\w+)\s*\)|\.(\w+)\s*\.(?:create|update|upsert)(?:Many)?(?:AndReturn)?\(\s*\{|(?:\.from|\bknex)\(\s*["'`](\w+)["'`]\s*\)\s*\.(?:insert|upsert|update)\(|\b(?:insert\s+(?:or\s+\w+\s+)?into|update)\s+["'`[]?(\w+)/gi;

/** `db.select().from(grades)`, `prisma.grade.findMany()`, `SELECT avg(x) FROM grades` */
const READ =
  /\.select\b[^;]{0,600}?\.from\(\s*(\w+)\s*\)|\.from\(\s*["'`](\w+)["'`]\s*\)\s*\.select\b|\.(\w+)\s*\.(?:findMany|aggregate|groupBy)\(|\bselect\s[^;`]{1,400}?\bfrom\s+["'`[]?(\w+)/gi;

const filesOf = (text: string, pattern: RegExp): readonly string[] => [
  ...new Set(Array.from(text.matchAll(pattern), ([, ...names]) => `${names.find((name) => name)!.toLowerCase()}.sql`)),
];

/** As files, which the tables are kept as. */
export const tablesWritten = (text: string): readonly string[] => filesOf(text, WRITTEN);
export const tablesRead = (text: string): readonly string[] => filesOf(text, READ);
