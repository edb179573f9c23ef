import assert from 'node:assert/strict';
import { TestWorkspace } from './test-workspace.ts';

const judging = (file: string) => `import OpenAI from 'openai';
import { writeFileSync } from 'node:fs';
const client = new OpenAI();
const scores = [];
for (const answer of answers) {
  const reply = await client.responses.create({ model: 'gpt-4o', input: \`Rate the answer from 1 to 5: \${answer}\` });
  scores.push({ points: Number(reply.output_text) });
}
writeFileSync('${file}', JSON.stringify(scores));
`;

const reporting = (file: string) => `import { readFileSync } from 'node:fs';
const rows = JSON.parse(readFileSync('${file}', 'utf8'));
console.log(rows.reduce((sum, { points }) => sum + points, 0) / rows.length);
`;

const PLAIN = `import { writeFileSync } from 'node:fs';
// the judge of the contest
writeFileSync('out/run.json', JSON.stringify([{ points: 3 }]));
`;

const HANDS_ON = `import { readFileSync, writeFileSync } from 'node:fs';
const rows = JSON.parse(readFileSync('out/run.json', 'utf8'));
writeFileSync('out/clean.json', JSON.stringify(rows.filter(({ points }) => points > 0)));
`;

describe('the modules that write a data file', () => {
  const CASES: Readonly<Record<string, readonly [files: Readonly<Record<string, string>>, found: readonly string[]]>> =
    {
      'count where they write what a judge gave': [
        { 'run.ts': judging('out/run.json'), 'other.ts': PLAIN, 'report.ts': reporting('out/run.json') },
        ['uncalibrated-judge:3'],
      ],
      'count for nothing where they write nothing of it': [
        { 'other.ts': PLAIN, 'report.ts': reporting('out/run.json') },
        [],
      ],
      'are not looked for of a file of settings': [
        { 'run.ts': judging('out/config.json'), 'report.ts': reporting('out/config.json') },
        [],
      ],
      'may hand on what another one wrote': [
        {
          'run.ts': judging('out/run.json'),
          'clean.ts': `${HANDS_ON}// as the judge gave it\nconst judgeScores = rows;\n`,
          'report.ts': reporting('out/clean.json'),
        },
        ['uncalibrated-judge:3'],
      ],
    };
  for (const [name, [files, expected]] of Object.entries(CASES))
    it(name, async () => assert.deepEqual(await new TestWorkspace(files).findings('report.ts'), expected));
});
