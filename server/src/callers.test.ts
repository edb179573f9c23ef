import assert from 'node:assert/strict';
import { TestWorkspace } from './test-workspace.ts';

const JUDGING = `import OpenAI from 'openai';
const client = new OpenAI();
const results = [];
for (const answer of answers) {
  const reply = await client.responses.create({ model: 'gpt-4o', input: \`Rate the answer from 1 to 5: \${answer}\` });
  results.push({ answer, points: Number(reply.output_text) });
}
`;
const REPORT = `export function report(rows) {
  return rows.reduce((sum, { points }) => sum + points, 0) / rows.length;
}
`;

interface Case {
  readonly files: Readonly<Record<string, string>>;
  /** Findings of `report.ts`, and of `run.ts`. */
  readonly found: readonly [report: readonly string[], run: readonly string[]];
}

const AT_BOTH: Case['found'] = [['uncalibrated-judge:2'], ['uncalibrated-judge:9']];
const AT_CALL: Case['found'] = [[], ['uncalibrated-judge:9']];

const CASES: Readonly<Record<string, Case>> = {
  'is wrong where it stands, too, if its module knows what the rows hold': {
    files: {
      'run.ts': `${JUDGING}import { report } from './report';\nconsole.log(report(results));\n`,
      'report.ts': REPORT,
    },
    found: AT_BOTH,
  },
  'is found through an index': {
    files: {
      'run.ts': `${JUDGING}import { report } from './lib';\nconsole.log(report(results));\n`,
      'lib/index.ts': `export * from '../report';\n`,
      'report.ts': REPORT,
    },
    found: AT_BOTH,
  },
  'is wrong at the call of a helper that works for anybody': {
    files: {
      'run.ts': `${JUDGING}import { mean } from './report';\nconsole.log(mean(results.map(({ points }) => points)));\n`,
      'report.ts': 'export const mean = (xs) => xs.reduce((a, b) => a + b, 0) / xs.length;\n',
    },
    found: AT_CALL,
  },
  'is wrong at the call that names the field': {
    files: {
      'run.ts': `${JUDGING}import { meanBy } from './report';\nconsole.log(meanBy(results, 'points'));\n`,
      'report.ts': 'export const meanBy = (xs, key) => xs.reduce((a, x) => a + x[key], 0) / xs.length;\n',
    },
    found: AT_CALL,
  },
  'is wrong where it stands, too, if the call says where the report goes': {
    files: {
      'run.ts': `${JUDGING}import { report } from './report';\nconsole.log(report(results, flags.folder ?? 'out'));\n`,
      'report.ts': REPORT,
    },
    found: AT_BOTH,
  },
  'is computed of what a class was given before': {
    files: {
      'run.ts': `${JUDGING}import { Report } from './report';\nconst all = new Report();\nfor (const result of results) all.add(result);\nconsole.log(all.mean());\n`,
      'report.ts': `export class Report {
  rows = [];
  add(row) { this.rows.push(row); }
  mean() { return this.rows.reduce((sum, { points }) => sum + points, 0) / this.rows.length; }
}
`,
    },
    found: [['uncalibrated-judge:4'], []],
  },
  'is wrong at the gate, too, that fails by it': {
    files: {
      'run.ts': `import { rate } from './report';\nconst passed = await rate();\nif (passed < 0.9) process.exit(1);\n`,
      'report.ts': `${JUDGING}export const rate = () => results.reduce((sum, { points }) => sum + points, 0) / results.length;\n`,
    },
    found: [['uncalibrated-judge:8'], ['uncalibrated-judge:3']],
  },
  'is computed of something else by a unit test': {
    files: {
      'report.test.ts': `import { it } from 'vitest';\n${JUDGING}import { report } from './report';\nit('works', () => report(results));\n`,
      'report.ts': REPORT,
    },
    found: [[], []],
  },
};

describe('a number of what another module hands over', () => {
  for (const [name, { files, found }] of Object.entries(CASES))
    it(name, async () => {
      const workspace = new TestWorkspace(files);
      assert.deepEqual([await workspace.findings('report.ts'), await workspace.findings('run.ts')], found);
    });

  it('changes with what the editor holds of that module', async () => {
    const workspace = new TestWorkspace(CASES['is found through an index']!.files);
    assert.deepEqual(await workspace.findings('report.ts'), ['uncalibrated-judge:2']);
    workspace.open.set('run.ts', `import { report } from './lib';\nreport([]);\n`);
    assert.deepEqual(await workspace.findings('report.ts'), []);
  });

  it('is traced back to the judge', async () => {
    const workspace = new TestWorkspace(CASES['is found through an index']!.files);
    const [finding] = (await workspace.analyse('report.ts')).findings;
    assert.deepEqual(
      [...new Set(finding!.trace.map(({ place }) => place.document.split('/').at(-1)))],
      ['run.ts', 'report.ts'],
    );
  });
});
