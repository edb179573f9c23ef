import assert from 'node:assert/strict';
import { TestWorkspace } from '../test-workspace.ts';

const TYPESCRIPT = `import OpenAI from 'openai';
import Database from 'better-sqlite3';
import { Pool } from 'pg';
const openai = new OpenAI();
const db = new Database('evals.db');
const pool = new Pool();
async function grade(answer: string) {
  const input = \`You are a strict grader. Rate the answer from 1 to 5: \${answer}\`;
  return Number((await openai.responses.create({ model: 'gpt-4o', input })).output_text);
}
`;
const PYTHON = `import sqlite3
from openai import OpenAI
client = OpenAI()
con = sqlite3.connect("evals.db")
def grade(answer):
    prompt = f"You are a strict grader. Rate the answer from 1 to 5: {answer}"
    return int(client.responses.create(model="gpt-4o", input=prompt).output_text)
`;
const INSERT = "const insert = db.prepare('INSERT OR REPLACE INTO grades (id, took, grade) VALUES (?, 0, ?)');\n";
const FILL = 'for (const { id, text } of answers) insert.run(id, await grade(text));\n';

const CASES: Readonly<Record<string, readonly [file: string, code: string, isFound: boolean]>> = {
  'by a statement that is made ready': [
    'eval.ts',
    `${TYPESCRIPT}${INSERT}${FILL}console.log(db.prepare('SELECT AVG(grade) AS mean FROM grades').get().mean);\n`,
    true,
  ],
  'where the code itself computes': [
    'eval.ts',
    `${TYPESCRIPT}${INSERT}${FILL}const rows = db.prepare('SELECT grade FROM grades').all();
console.log(rows.reduce((sum, row) => sum + row.grade, 0) / rows.length);\n`,
    true,
  ],
  'changed by number': [
    'eval.ts',
    `${TYPESCRIPT}for (const { id, text } of answers)
  await pool.query('UPDATE answers SET grade = $2, seen = now() WHERE id = $1', [id, await grade(text)]);
const { rows } = await pool.query('SELECT model, AVG(a.grade) AS mean FROM answers a GROUP BY model');
console.table(rows);\n`,
    true,
  ],
  'of another column': [
    'eval.ts',
    `${TYPESCRIPT}${INSERT}${FILL}console.log(db.prepare('SELECT AVG(took) AS mean FROM grades').get().mean);\n`,
    false,
  ],
  'of another table': [
    'eval.ts',
    `${TYPESCRIPT}${INSERT}${FILL}console.log(db.prepare('SELECT AVG(grade) AS mean FROM school').get().mean);\n`,
    false,
  ],
  'in Python, one by one': [
    'evals.py',
    `${PYTHON}for id, text in answers:
    con.execute("INSERT INTO grades (id, grade) VALUES (:id, :grade)", {"id": id, "grade": grade(text)})
print(con.execute("SELECT AVG(grade) FROM grades").fetchone()[0])\n`,
    true,
  ],
  'in Python, all at once': [
    'evals.py',
    `${PYTHON}rows = [(id, grade(text)) for id, text in answers]
cursor = con.cursor()
cursor.executemany("INSERT INTO grades (id, grade) VALUES (?, ?)", rows)
print(cursor.execute("SELECT AVG(grade) FROM grades").fetchone()[0])\n`,
    true,
  ],
};

describe("a judge's labels in a table of a database", () => {
  for (const [name, [file, code, isFound]] of Object.entries(CASES))
    it(`${isFound ? 'are' : 'are not'} found ${name}`, async () => {
      const found = await new TestWorkspace({ [file]: code }).findings(file);
      assert.equal(
        found.some((finding) => finding.startsWith('uncalibrated-judge')),
        isFound,
        String(found),
      );
    });
});
