import assert from 'node:assert/strict';
import { repaired } from '../test-repair.ts';

const HEAD = `import { readFileSync } from 'node:fs';

interface Row { id: number; group: string; judgePass: boolean; humanPass: boolean | null; judgeScore: number; humanScore?: number }
const rows: Row[] = JSON.parse(readFileSync('llm_judge.json', 'utf8'));
`;
const USE = 'console.log(rows.filter((row) => row.humanScore === 1 || row.humanPass).length);\n';
const all = (code: string, name = 'report.ts') => repaired(code, { name, unsafeFixes: true });

describe('carry human labels into a mean in TypeScript', () => {
  const CORRECTED = `const corrected = unlessRefused(
  ppiMean(
    judgedRows(
      rows.map((row) => row.humanScore),
      rows.map((row) => row.judgeScore),
    ),
  ),
);
console.log(corrected.estimate);
`;

  it('whatever makes the mean', async () => {
    for (const [imports, mean] of [
      ["import { mean } from 'simple-statistics';", 'mean(rows.map((row) => row.judgeScore))'],
      ["import _ from 'lodash';", '_.meanBy(rows, (row) => row.judgeScore)'],
      ["import * as d3 from 'd3';", 'd3.mean(rows, (row) => row.judgeScore)'],
      ["import jStat from 'jstat';", 'jStat.mean(rows.map((row) => row.judgeScore))'],
      ["import { sum } from 'simple-statistics';", 'sum(rows.map((row) => row.judgeScore)) / rows.length'],
      ['', 'rows.reduce((sum, row) => row.judgeScore + sum, 0) / Math.max(rows.length, 1)'],
      ['', 'rows.map((row) => row.judgeScore).reduce((a, b) => a + b) / (rows.length || 1)'],
    ]) {
      const { text, left, offers } = await all(`${imports}\n${HEAD}${USE}console.log(${mean});\n`);
      assert(text.endsWith(CORRECTED), text);
      assert.deepEqual([left, offers], [[], ['safe']], mean);
    }
  });

  it('keeps what the rows are chosen by', async () => {
    const { text } = await all(`${HEAD}${USE}const some = rows.filter((row) => row.group === 'a');
console.log(some.filter(({ judgePass }) => judgePass).length / some.length);\n`);
    assert.match(
      text,
      /judgedRows\(\n {4}some\.map\(\(\{ humanPass \}\) => humanPass\),\n {4}some\.map\(\(\{ judgePass \}\) => judgePass\),\n {2}\),/,
    );
  });

  it('never takes pass or fail for a score, nor the labels of other rows', async () => {
    for (const [type, mean] of [
      [
        '{ judgeScore: number; humanPass?: boolean }',
        'rows.reduce((sum, row) => sum + row.judgeScore, 0) / rows.length',
      ],
      ['{ judgePass: boolean; humanScore?: number }', 'rows.filter((row) => row.judgePass).length / rows.length'],
      ['{ judgeScore: number }', 'rows.reduce((sum, row) => sum + row.judgeScore, 0) / rows.length'],
    ]) {
      const { text } = await all(`import { readFileSync } from 'node:fs';

interface Labelled { judgeScore: number; judgePass: boolean; human: boolean; humanScore: number }
const labelled: Labelled[] = JSON.parse(readFileSync('labelled.json', 'utf8'));
const rows: ${type}[] = JSON.parse(readFileSync('llm_judge.json', 'utf8'));
console.log(labelled.length, ${mean});
`);
      assert.doesNotMatch(text, /=> row\.human/, type);
    }
  });

  it('of rows that a function with a name is called for, and of words', async () => {
    const asked = await all(`import OpenAI from 'openai';
import { readFileSync } from 'node:fs';
interface Row { answer: string; humanScore: number | null }
async function judge({ answer }: Row): Promise<number> {
  const input = \`You are a judge. Rate this from 1 to 5: \${answer}\`;
  return Number((await new OpenAI().responses.create({ model: 'gpt-4o', input })).output_text);
}
const rows: Row[] = JSON.parse(readFileSync('answers.json', 'utf8'));
const scores = await Promise.all(rows.map(judge));
console.log(scores.reduce((a, b) => a + b, 0) / scores.length);
`);
    assert.match(asked.text, /judgedRows\(\n\s*rows\.map\(\(row\) => row\.humanScore\),\n\s*scores,/);
    const words = await all(`import { readFileSync } from 'node:fs';
interface Row { judgeLabel: 'pass' | 'fail'; humanLabel?: 'pass' | 'fail' | null }
const rows: Row[] = JSON.parse(readFileSync('llm_judge.json', 'utf8'));
console.log((rows.filter((row) => row.judgeLabel === 'pass').length / rows.length).toFixed(2));
`);
    assert.match(
      words.text,
      /rows\.map\(\(row\) => \(row\.humanLabel == null \? null : row\.humanLabel === 'pass'\)\),/,
    );
    assert.match(words.text, /console\.log\(corrected\.estimate\.toFixed\(2\)\);/);
  });

  it('once for numbers of the same rows', async () => {
    const { text } = await all(`${HEAD}${USE}const mean = (xs: number[]) => xs.reduce((a, b) => a + b, 0) / xs.length;
const a = rows.filter((row) => row.group === 'a').map((row) => row.judgeScore);
const b = rows.filter((row) => row.group === 'b').map((row) => row.judgeScore);
const gap = mean(a) - mean(b);
console.log(mean(a), mean(b), gap);
`);
    assert.equal(text.match(/judgedRows\(/g)?.length, 2, text);
    assert.match(
      text,
      /const gap = (\w+)\.estimate - (\w+)\.estimate;\nconsole\.log\(\1\.estimate, \2\.estimate, gap\);\n$/,
    );
  });

  it('is suggested where only a type, or other rows, have the human labels', async () => {
    const line = 'console.log(rows.filter((row) => row.judgePass).length / rows.length);\n';
    assert.deepEqual((await all(HEAD + line)).offers, ['suggested']);
  });

  it('offers nothing where the rows are not the same, or go through code that may be anything', async () => {
    for (const lines of [
      'console.log(rows.filter((row) => row.judgePass).length / 200);',
      'console.log(rows.filter((row) => row.judgePass).length / others.length);',
      'console.log(rows.filter((row, i) => row.judgePass && i > 3).length / rows.length);',
      'let n = 0;\nfor (const row of rows) {\n  if (row.group === "b") continue;\n  if (row.judgePass) n++;\n}\nconsole.log(n / rows.length);',
      'console.log(rows.reduce((sum, row) => sum + row.judgeScore, 5) / rows.length);',
    ])
      assert.deepEqual((await all(`${HEAD}${USE}const others = rows.slice(3);\n${lines}\n`)).offers, ['none'], lines);
  });

  it('offers nothing with what was expected of the answers', async () => {
    const head = HEAD.replace('humanScore?: number', 'expected: "answer" | "decline"').replace('humanPass', 'checked');
    const code = `${head}const asked = rows.filter((row) => row.expected === 'answer');
console.log(asked.reduce((sum, row) => sum + row.judgeScore, 0) / asked.length);\n`;
    assert.doesNotMatch((await all(code)).text, /row\.expected\)/);
  });

  it('repairs two numbers at once', async () => {
    const line = 'console.log(rows.filter((row) => row.judgePass).length / rows.length';
    const { text, left } = await all(`${HEAD}${USE}${line});\n${line} > 0.5);\n`);
    assert.equal(text.match(/postStratified\(/g)?.length, 2);
    assert.equal(text.match(/^import /gm)?.length, 2);
    assert.deepEqual(left, []);
  });

  it('leaves a function alone that makes other means as well', async () => {
    const { text } = await all(`${HEAD}${USE}function mean(xs: number[]) {
  return xs.reduce((a, b) => a + b, 0) / xs.length;
}
console.log(mean(rows.map((row) => row.id)));
console.log(mean(rows.map((row) => row.judgeScore)));\n`);
    assert(text.endsWith(CORRECTED), text);
    assert.match(text, /mean\(rows\.map\(\(row\) => row\.id\)\)/);
  });
});

describe('imports in TypeScript', () => {
  const line = 'console.log(rows.filter((row) => row.judgePass).length / rows.length);\n';
  const first = async (head: string, name?: string) =>
    (await all(`${head}${HEAD.split('\n').slice(2).join('\n')}${USE}${line}`, name)).text;

  it('stand at their place, in the quotes of the file', async () => {
    assert.match(
      await first(
        'import { readFileSync } from "fs"\nimport type { A } from "a"\nimport { z } from "zod"\nimport { b } from "./b"\n\n',
      ),
      /^import \{ readFileSync \} from "fs"\nimport type \{ A \} from "a"\nimport \{ judgedRows, postStratified \} from "unpool\/statistics"\nimport \{ z \} from "zod"\nimport \{ b \} from ".\/b"\n\n/,
    );
  });

  it('join what is imported already', async () => {
    assert.match(
      await first(
        "import { readFileSync } from 'fs';\nimport {\n  judgedRows,\n  wilson,\n} from 'unpool/statistics';\n",
      ),
      /import \{\n {2}judgedRows,\n {2}postStratified,\n {2}wilson,\n\} from 'unpool\/statistics';/,
    );
    assert.match(
      await first("import { readFileSync } from 'fs';\nimport * as stats from 'unpool/statistics';\n"),
      /stats\.postStratified\(\s*stats\.judgedRows\(/,
    );
    assert.match(
      await first("import { readFileSync } from 'fs';\nimport type { Judged } from 'unpool/statistics';\n"),
      /import type \{ Judged \} from 'unpool\/statistics';\nimport \{ judgedRows, postStratified \} from/,
    );
  });

  it('take another name where one is taken', async () => {
    assert.match(
      await first("import { readFileSync } from 'fs';\ninterface judgedRows { a: 1 }\n"),
      /import \{ judgedRows as judgedRows2, postStratified \} from 'unpool\/statistics';[\s\S]*postStratified\(\s*judgedRows2\(/,
    );
  });

  it('are required where modules are', async () => {
    const code = "#!/usr/bin/env node\n'use strict'\nconst { readFileSync } = require('fs')\n";
    assert.match(
      (
        await all(
          `${code}const rows = JSON.parse(readFileSync('llm_judge.json', 'utf8'))\nconsole.log(rows.filter((row) => row.humanPass === 1).length)\n${line}`,
          'report.js',
        )
      ).text,
      /^#!\/usr\/bin\/env node\n'use strict'\nconst \{ readFileSync \} = require\('fs'\)\nconst \{ judgedRows, postStratified \} = require\('unpool\/statistics'\)\n/,
    );
  });
});
