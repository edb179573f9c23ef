import assert from 'node:assert/strict';
import { TestWorkspace } from '../test-workspace.ts';

const findings = (files: Readonly<Record<string, string>>, path: string) => new TestWorkspace(files).findings(path);

/** Simulated rows, in a file whose name says nothing of them. */
const GENERATOR = `import pandas as pd
from faker import Faker
fake = Faker()
rows = pd.DataFrame([{"age": fake.random_int(18, 90)} for _ in range(200)])
rows.to_csv("data/batch_1.csv")
`;

const JUDGE = `import json
from openai import OpenAI
client = OpenAI()
scores = []
for answer in answers:
    reply = client.responses.create(model="gpt-4o", input=f"Rate the answer from 1 to 5: {answer}")
    scores.append({"score": int(reply.output_text)})
with open("results/run_1.json", "w") as file:
    json.dump(scores, file)
`;

const EVAL = `import { parse } from 'csv-parse/sync';
import { readFileSync } from 'node:fs';
import { mean } from 'simple-statistics';
const survey = parse(readFileSync('data/survey.csv', 'utf8'), { columns: true });
const batch = parse(readFileSync('data/batch_1.csv', 'utf8'), { columns: true });
const ages = [...survey, ...batch].map((row) => Number(row.age));
console.log(mean(ages));
`;

const TYPESCRIPT_GENERATOR = `import { faker } from '@faker-js/faker';
import { writeFileSync } from 'node:fs';
import { stringify } from 'csv-stringify/sync';
const rows = Array.from({ length: 200 }, () => ({ age: faker.number.int({ max: 90 }) }));
writeFileSync('data/batch_1.csv', stringify(rows, { header: true }));
`;

describe('data that cross languages', () => {
  it('go from a generator in Python to an evaluation in TypeScript', async () => {
    assert.deepEqual(await findings({ 'make_batch.py': GENERATOR, 'eval.ts': EVAL }, 'eval.ts'), ['naive-pooling:7']);
    const [finding] = (await new TestWorkspace({ 'make_batch.py': GENERATOR, 'eval.ts': EVAL }).analyse('eval.ts'))
      .findings;
    assert(finding!.trace.some(({ place }) => place.document.endsWith('/make_batch.py')));
  });

  it('tell nothing without the generator, or by another file', async () => {
    assert.deepEqual(await findings({ 'eval.ts': EVAL }, 'eval.ts'), []);
    const other = GENERATOR.replace('batch_1', 'batch_2');
    assert.deepEqual(await findings({ 'make_batch.py': other, 'eval.ts': EVAL }, 'eval.ts'), []);
  });

  it('go from a judge in Python to a mean in TypeScript', async () => {
    const report = `import { readFileSync } from 'node:fs';
const rows = JSON.parse(readFileSync('results/run_1.json', 'utf8'));
const total = rows.reduce((sum, row) => sum + row.score, 0);
console.log(total / rows.length);
`;
    assert.deepEqual(await findings({ 'judge.py': JUDGE, 'report.ts': report }, 'report.ts'), ['uncalibrated-judge:4']);
  });

  it('go from a generator in TypeScript to a script in Python', async () => {
    const report = `import pandas as pd
survey = pd.read_csv("data/survey.csv")
rows = pd.concat([survey, pd.read_csv("data/batch_1.csv")])
print(rows["age"].mean())
`;
    const files = { 'make-batch.ts': TYPESCRIPT_GENERATOR, 'report.py': report };
    assert.deepEqual(await findings(files, 'report.py'), ['naive-pooling:4']);
  });

  it('go from one script in TypeScript to another, also line by line', async () => {
    assert.deepEqual(await findings({ 'make-batch.ts': TYPESCRIPT_GENERATOR, 'eval.ts': EVAL }, 'eval.ts'), [
      'naive-pooling:7',
    ]);
    const lines = `import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { mean } from 'simple-statistics';
const scores: number[] = [];
for await (const line of createInterface({ input: createReadStream('runs/out.jsonl') }))
  scores.push(Number(JSON.parse(line).score));
console.log(mean(scores));
`;
    const writer = `import { appendFileSync } from 'node:fs';
import { Factuality } from 'autoevals';
for (const row of cases) {
  const { score } = await Factuality(row);
  appendFileSync('runs/out.jsonl', JSON.stringify({ score }) + '\\n');
}
`;
    const files = { 'judge.ts': writer, 'report.ts': lines };
    assert.deepEqual(await findings(files, 'report.ts'), ['uncalibrated-judge:7']);
  });
});
