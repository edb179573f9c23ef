import assert from 'node:assert/strict';
import { TestWorkspace } from '../test-workspace.ts';

const JUDGE = `import { generateObject } from 'ai';
import { openai } from '@ai-sdk/openai';
import { z } from 'zod';
const schema = z.object({ clarity: z.number(), note: z.string() });
export async function rated(text: string) {
  const prompt = \`You are a strict judge. Rate the clarity of the reply from 1 to 5. \${text}\`;
  return (await generateObject({ model: openai('gpt-4o'), schema, prompt })).object;
}
`;
const WRITES = (put: string) => `import { rated } from './judge';
import { db, prisma, supabase } from './db';
import { ratings } from './schema';
export async function rateOpen(replies: { id: string; seconds: number; text: string }[]) {
  for (const { id, text, seconds } of replies) {
    const { clarity } = await rated(text);
    ${put};
  }
}
`;
const READS = (code: string) => `import { avg, eq } from 'drizzle-orm';
import { db, prisma, supabase } from '../db';
import { logins, ratings } from '../schema';
export default async function Page() {
  ${code}
}
`;

const CASES: Readonly<Record<string, readonly [put: string, read: string, isFound: boolean]>> = {
  'as Prisma keeps rows': [
    'await prisma.rating.create({ data: { id, clarity, seconds } })',
    `const rows = await prisma.rating.findMany({ where: { id: 1 } });
  return <p>{rows.reduce((sum, row) => sum + row.clarity, 0) / rows.length}</p>;`,
    true,
  ],
  'where Prisma has the mean worked out': [
    'await prisma.rating.update({ where: { id }, data: { clarity } })',
    'const { _avg } = await prisma.rating.aggregate({ _avg: { clarity: true } });\n  return <p>{_avg.clarity}</p>;',
    true,
  ],
  'as Drizzle keeps rows': [
    'await db.insert(ratings).values({ id, clarity, seconds })',
    `const rows = await db.select().from(ratings).where(eq(ratings.id, 1)).limit(90);
  return <p>{rows.reduce((sum, row) => sum + row.clarity, 0) / rows.length}</p>;`,
    true,
  ],
  'where Drizzle has the mean worked out': [
    'await db.update(ratings).set({ clarity }).where(id)',
    'const rows = await db.select({ mean: avg(ratings.clarity) }).from(ratings);\n  return <p>{rows[0].mean}</p>;',
    true,
  ],
  'as Supabase keeps rows': [
    "await supabase.from('ratings').insert({ id, clarity, seconds })",
    `const { data } = await supabase.from('ratings').select('clarity').order('id');
  return <p>{data.reduce((sum, row) => sum + row.clarity, 0) / data.length}</p>;`,
    true,
  ],
  'of another column': [
    'await prisma.rating.create({ data: { id, clarity, seconds } })',
    `const rows = await prisma.rating.findMany();
  return <p>{rows.reduce((sum, row) => sum + row.seconds, 0) / rows.length}</p>;`,
    false,
  ],
  'of another table': [
    'await db.insert(ratings).values({ id, clarity, seconds })',
    'const rows = await db.select({ mean: avg(logins.clarity) }).from(logins);\n  return <p>{rows[0].mean}</p>;',
    false,
  ],
};

describe("a judge's labels that a query builder keeps", () => {
  for (const [name, [put, read, isFound]] of Object.entries(CASES))
    it(`${isFound ? 'are' : 'are not'} found ${name}`, async () => {
      const files = { 'judge.ts': JUDGE, 'rate.ts': WRITES(put), 'app/page.tsx': READS(read) };
      const found = await new TestWorkspace(files).findings('app/page.tsx');
      assert.deepEqual([...new Set(found.map((one) => one.split(':')[0]))], isFound ? ['uncalibrated-judge'] : []);
    });
});
