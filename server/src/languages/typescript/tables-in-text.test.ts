import assert from 'node:assert/strict';
import { tablesRead, tablesWritten } from './tables-in-text.ts';

describe('TypeScript: tables in a text', () => {
  const WRITTEN: Readonly<Record<string, readonly string[]>> = {
    'await db.insert(grades).values(rows)': ['grades.sql'],
    'await db.insert(schema.grades).values(rows)': ['grades.sql'],
    'await tx.update(grades)\n  .set({ score })': ['grades.sql'],
    'await this.prisma.evalRun\n  .createMany({ data })': ['evalrun.sql'],
    "supabase.from('grades').upsert(rows)": ['grades.sql'],
    "knex('grades').insert(rows)": ['grades.sql'],
    'db.prepare(`INSERT OR REPLACE INTO grades VALUES (?, ?)`)': ['grades.sql'],
    'pool.query(\'UPDATE "Grade" SET score = $1\')': ['grade.sql'],
    '// update the cache, and insert rows into it': [],
    "createHash('sha1').update(text)": [],
    "client.chat.completions.create({ model: 'gpt-4o', messages })": [],
  };
  const READ: Readonly<Record<string, readonly string[]>> = {
    'await db.select({ mean: avg(grades.score) })\n  .from(grades)': ['grades.sql'],
    'prisma.grade.findMany({ where })': ['grade.sql'],
    'const n = await prisma.grade.count()': ['grade.sql'],
    "supabase.from('grades').select('score')": ['grades.sql'],
    'const QUERY = `\n  SELECT avg(score)\n  FROM grades`': ['grades.sql'],
    '// select what is best from the list': [],
    'Array.from(grades)': [],
    "supabase.from('grades').delete()": [],
  };
  for (const [text, tables] of Object.entries(WRITTEN))
    it(`${tables.length > 0 ? 'are' : 'are not'} written: ${text}`, () =>
      assert.deepEqual(tablesWritten(text), tables));
  for (const [text, tables] of Object.entries(READ))
    it(`${tables.length > 0 ? 'are' : 'are not'} read: ${text}`, () => assert.deepEqual(tablesRead(text), tables));

  it('are told of a long text at once', () => {
    const text = 'select from update insert .from( .select( .update( prisma. "select '.repeat(20_000);
    const began = performance.now();
    tablesRead(text);
    tablesWritten(text);
    assert.ok(performance.now() - began < 2000);
  });
});
