import assert from 'node:assert/strict';
import { repaired } from '../test-repair.ts';

const HEAD = `import { readFileSync } from 'node:fs';

interface Row {
  humanScore: number | null;
  judgeScore: number;
}

// scores of an LLM judge
const rows: Row[] = JSON.parse(readFileSync('scores.json', 'utf8'));
console.log(rows.filter((row) => (row.humanScore ?? 0) > 1).length);
const scores = rows.map((row) => row.judgeScore);
const n = scores.length;
const mean = scores.reduce((a, b) => a + b, 0) / n;
`;
const after = async (lines: string): Promise<string> => {
  const code = HEAD + lines;
  const { text } = await repaired(code, { name: 'report.ts', unsafeFixes: true });
  if (text === code) return 'nothing';
  assert.equal((await repaired(text, { name: 'report.ts', unsafeFixes: true })).text, text, 'a second time');
  return text.slice(text.indexOf('const mean = '));
};
const MEAN = 'const mean = corrected.estimate;\n';

describe('a standard error that is worked out from the scores by hand', () => {
  it('is that of the corrected mean, and nothing stays of what led to it', async () => {
    const sd = 'const sd = Math.sqrt(scores.map((s) => (s - mean) ** 2).reduce((a, b) => a + b, 0) / (n - 1));\n';
    const variance = 'const variance = scores.reduce((a, s) => a + Math.pow(s - mean, 2), 0) / (n - 1);\n';
    for (const [lines, expected] of [
      [`${sd}console.log(mean, (1.96 * sd) / Math.sqrt(n));\n`, 'console.log(mean, (1.96 * WIDTH) / 3.92);\n'],
      [`${sd}console.log(mean - 1.96 * (sd / Math.sqrt(n)));\n`, 'console.log(mean - 1.96 * (WIDTH / 3.92));\n'],
      [
        `${variance}const se = Math.sqrt(variance / n);\nconsole.log(mean, se);\n`,
        'const se = WIDTH / 3.92;\nconsole.log(mean, se);\n',
      ],
      [
        `${variance}const sd = Math.sqrt(variance);\nconst se = sd / Math.sqrt(scores.length);\nconsole.log(mean, se);\n`,
        'const se = WIDTH / 3.92;\nconsole.log(mean, se);\n',
      ],
    ] as const)
      assert.equal(await after(lines), MEAN + expected.replace('WIDTH', '(corrected.ci[1] - corrected.ci[0])'));
  });

  it('keeps the mean as it is where its distances are used otherwise', async () => {
    for (const lines of [
      'const sd = Math.sqrt(scores.reduce((a, s) => a + (s - mean) ** 2, 0) / (n - 1));\nconsole.log(mean, sd, sd / Math.sqrt(n));\n',
      'let sum = 0;\nfor (const s of scores) sum += (s - mean) ** 2;\nconsole.log(mean, Math.sqrt(sum / (n - 1)) / Math.sqrt(n));\n',
      // of the population, and no standard error
      'const sum = scores.reduce((a, s) => a + (s - mean) ** 2, 0);\nconsole.log(mean, Math.sqrt(sum / n));\n',
      'const sum = scores.reduce((a, s) => a + (s - mean) ** 2, 0);\nconsole.log(mean, Math.sqrt(sum) / Math.sqrt(n));\n',
    ])
      assert.equal(await after(lines), 'nothing', lines);
  });
});
