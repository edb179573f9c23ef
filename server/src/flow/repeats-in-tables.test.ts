import assert from 'node:assert/strict';
import { TestWorkspace } from '../test-workspace.ts';

/** Several answers to each task that one script puts into a table of a database, and another one counts. */

const HEAD = `import Database from 'better-sqlite3';
import OpenAI from 'openai';
const client = new OpenAI();
const db = new Database('answers.db');
const insert = db.prepare('INSERT INTO answer VALUES (?, ?, ?, ?)');
const ask = async (input) => (await client.responses.create({ model: 'gpt-4o', input })).output_text;
const tasks = JSON.parse(readFileSync('tasks.json', 'utf8'));
const MODELS = ['gpt-4o', 'gpt-4o-mini'];
`;
const SEVERAL = `for (const task of tasks)
  for (let i = 0; i < 5; i++) insert.run('gpt-4o', task.id, i, (await ask(task.prompt)) === task.answer ? 1 : 0);
`;
const BY_FUNCTION = `async function attempt(task, i) {
  insert.run('gpt-4o', task.id, i, (await ask(task.prompt)) === task.answer ? 1 : 0);
}
for (const task of tasks) for (let run = 0; run < 5; run++) await attempt(task, run);
`;
const ONCE = `for (const model of MODELS)
  for (const task of tasks) insert.run(model, task.id, 0, (await ask(task.prompt)) === task.answer ? 1 : 0);
`;

const OPEN = `import Database from 'better-sqlite3';
const db = new Database('answers.db');
function wilson(k, n) {
  const p = k / n;
  const half = Math.sqrt((p * (1 - p)) / n + 0.96 / (n * n));
  return [(p - half) / (1 + 3.84 / n), (p + half) / (1 + 3.84 / n)];
}
`;
const RATE = `${OPEN}const rows = db.prepare('SELECT * FROM answer').all();
console.log(wilson(rows.filter((row) => row.correct).length, rows.length));
`;
const countedBy = (key: string) => `${OPEN}const rows = db
  .prepare('SELECT ${key}, COUNT(*) AS n, SUM(correct) AS k FROM answer GROUP BY ${key}')
  .all();
for (const row of rows) console.log(wilson(row.k, row.n));
`;
const ERROR = `${OPEN}const QUERY = \`
  SELECT model, AVG(correct) AS rate, SQRT(AVG(correct) * (1 - AVG(correct)) / COUNT(*)) AS err
  FROM answer GROUP BY model\`;
console.table(db.prepare(QUERY).all());
`;

const PRISMA = `import { PrismaClient } from '@prisma/client';
const prisma = new PrismaClient();
`;
const CREATE = `${HEAD}${PRISMA}for (const task of tasks)
  for (let i = 0; i < 5; i++) {
    const correct = (await ask(task.prompt)) === task.answer;
    await prisma.answer.create({ data: { model: 'gpt-4o', taskId: task.id, i, correct } });
  }
`;
const CREATE_ALL = `${HEAD}${PRISMA}for (const task of tasks) {
  const given = await Promise.all(Array.from({ length: RUNS }, () => ask(task.prompt)));
  await prisma.answer.createMany({ data: given.map((text, run) => ({ taskId: task.id, run, correct: text === task.answer })) });
}
`;
const FIND = `${PRISMA}const rows = await prisma.answer.findMany({ where: { model: process.argv[2] } });
const rate = rows.filter((row) => row.correct).length / rows.length;
console.log(rate, Math.sqrt((rate * (1 - rate)) / rows.length));
`;
const COUNT = `${PRISMA}const where = { model: process.argv[2] };
const n = await prisma.answer.count({ where });
const rate = (await prisma.answer.count({ where: { ...where, correct: true } })) / n;
console.log(rate, Math.sqrt((rate * (1 - rate)) / n));
`;

const put = (insert: string) => `import { db, knex, supabase } from '../db';
import { answers } from '../schema';
for (const task of tasks)
  for (let i = 0; i < 5; i++) {
    const row = { model: 'gpt-4o', taskId: task.id, run: i, correct: (await ask(task.prompt)) === task.answer };
    await ${insert};
  }
`;
const told = (read: string) => `import { and, eq } from 'drizzle-orm';
import { db, knex, supabase } from '../db';
import { answers } from '../schema';
const model = process.argv[2];
${read};
const rate = rows.filter((row) => row.correct).length / rows.length;
console.log(rate, Math.sqrt((rate * (1 - rate)) / rows.length));
`;
const DRIZZLE = put('db.insert(answers).values(row)');
const SUPABASE = put("supabase.from('answers').insert(row)");
const KNEX = put("knex('answers').insert(row)");

const CASES: readonly (readonly [name: string, collect: string, report: string, isFound: boolean])[] = [
  ['whose rows are read', SEVERAL, RATE, true],
  ['that a function fills', BY_FUNCTION, RATE, true],
  ['whose rows the database counts', SEVERAL, countedBy('model'), true],
  ['of which the database tells the error', SEVERAL, ERROR, true],
  ['with one answer of each model', ONCE, RATE, false],
  ['with one answer of each model, counted', ONCE, countedBy('model'), false],
  ['counted by task', SEVERAL, countedBy('task_id'), false],
  ['of which one run is read', SEVERAL, RATE.replace('FROM answer', 'FROM answer WHERE run = ?'), false],
  [
    'of which the database gives means',
    SEVERAL,
    RATE.replace('SELECT *', 'SELECT task, AVG(correct) AS correct').replace("answer'", "answer GROUP BY task'"),
    false,
  ],
  ['of Prisma', CREATE, FIND, true],
  ['of Prisma that is counted', CREATE, COUNT, true],
  ['of Prisma to which all of a task are added at once', CREATE_ALL, FIND, true],
  ['of Prisma of which one task is read', CREATE, FIND.replace('model:', 'taskId:'), false],
  ['of Prisma of another name', CREATE, FIND.replace('prisma.answer', 'prisma.reply'), false],
  [
    'of Prisma that is changed',
    CREATE.replace('answer.create({', 'answer.update({ where: { id: task.row },'),
    FIND,
    false,
  ],
  ['of Prisma of which the database is asked', CREATE, RATE.replace('FROM answer', 'FROM "Answer"'), true],
  ['of Drizzle', DRIZZLE, told('const rows = await db.select().from(answers).where(eq(answers.model, model))'), true],
  [
    'of Drizzle in order of the tasks',
    DRIZZLE,
    told('const rows = await db.select().from(answers).where(eq(answers.model, model)).orderBy(answers.taskId)'),
    true,
  ],
  [
    'of Drizzle of which one run is read',
    DRIZZLE,
    told('const rows = await db.select().from(answers).where(and(eq(answers.model, model), eq(answers.run, 0)))'),
    false,
  ],
  [
    'of Supabase',
    SUPABASE,
    told("const { data: rows } = await supabase.from('answers').select().eq('model', model)"),
    true,
  ],
  [
    'of Supabase of which one task is read',
    SUPABASE,
    told("const { data: rows } = await supabase.from('answers').select().eq('task_id', process.argv[3])"),
    false,
  ],
  ['of Knex', KNEX, told("const rows = await knex('answers').select().where({ model })"), true],
  ['of another name', SEVERAL, RATE.replace('FROM answer', 'FROM reply'), false],
];

describe('TypeScript: several answers to each task in a table of a database', () => {
  for (const [name, collect, report, isFound] of CASES)
    it(`${isFound ? 'are no rows' : 'are fine'}: a table ${name}`, async () => {
      const files = { 'jobs/collect.ts': HEAD + collect, 'app/report.ts': report };
      const found = await new TestWorkspace(files).findings('app/report.ts');
      assert.equal(
        found.some((finding) => finding.startsWith('dependent-generations')),
        isFound,
        String(found),
      );
    });
});
