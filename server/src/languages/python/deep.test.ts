import assert from 'node:assert/strict';
import { createAnalyser } from '../../analyser.ts';
import type { Analyser } from '../../analysis.ts';
import { testAssets } from '../../test-assets.ts';
import { emptyWorkspace } from '../../test-workspace.ts';

const HEAD = `import pandas as pd
pooled = pd.concat([pd.read_csv("real.csv"), pd.read_csv("synthetic.csv")])
print(pooled["score"].mean())
`;
const LAST = '\nprint(pooled["other"].mean())\n';

const times = (count: number, part: (index: number) => string) => Array.from({ length: count }, (_, i) => part(i));
const blocks = (count: number, head: (index: number) => string) =>
  `${times(count, (i) => `${' '.repeat(i)}${head(i)}:\n`).join('')}${' '.repeat(count)}y = 1`;

/** Code that is deep or long, which people generate rather than write. */
const CODE: Readonly<Record<string, string>> = {
  'lambdas, nested': `f = ${'lambda: '.repeat(400)}1`,
  'pipes in pipes': `x = pooled${times(12, (i) => `.pipe(lambda d${i}: d${i}.apply(lambda v${i}: v${i}`).join('')}${'))'.repeat(12)}`,
  'defaultdicts in defaultdicts': `d = ${'defaultdict(lambda: '.repeat(20)}int${')'.repeat(20)}`,
  'elif after elif': `if x == 0:\n    y = 0\n${times(5000, (i) => `elif x == ${i}:\n    y = ${i}\n`).join('')}`,
  'case after case': `match x:\n${times(5000, (i) => `    case ${i}:\n        y = ${i}\n`).join('')}`,
  sums: `s = ${times(5000, (i) => `a${i}`).join(' + ')}`,
  'mixed sums': `s = ${times(5000, (i) => `a${i} ${'+-'[i % 2]} `).join('')}1`,
  parentheses: `s = ${'('.repeat(3000)}1${')'.repeat(3000)}`,
  lists: `s = ${'['.repeat(3000)}1${']'.repeat(3000)}`,
  'chained calls': `s = pooled${'.dropna()'.repeat(2000)}`,
  'conditional expressions': `s = ${times(1000, (i) => `${i} if x == ${i} else `).join('')}0`,
  powers: `s = ${times(1000, (i) => `a${i}`).join(' ** ')}`,
  'blocks in blocks, as deep as Python allows': blocks(99, () => 'if x'),
  'blocks in blocks': blocks(600, () => 'if x'),
  'blocks in blocks, thousands': blocks(2000, () => 'if x'),
  'functions in functions': blocks(1000, (i) => `def f${i}()`),
  'chains in the else of chains': times(
    60,
    (i) =>
      `${' '.repeat(i)}if x:\n${' '.repeat(i)} y = 1\n${`${' '.repeat(i)}elif x == 2:\n${' '.repeat(i)} y = 1\n`.repeat(49)}${' '.repeat(i)}else:\n`,
  )
    .concat(`${' '.repeat(60)}y = 1`)
    .join(''),
  'many open brackets': times(3000, (i) => `x${i} = (`).join('\n'),
  'an open bracket': `s = ${'('.repeat(3000)}1`,
};

describe('deep and long code', function () {
  this.timeout(60_000);
  let analyser: Analyser;
  before(async () => {
    analyser = await createAnalyser(emptyWorkspace, testAssets);
  });

  async function findings(text: string): Promise<number> {
    const uri = 'file:///deep.py';
    const units = [{ uri, cell: null, text, version: null }];
    const analysis = await analyser.analyse({ uri, language: 'python', units }, { minConfidence: 'likely' });
    for (const finding of analysis!.findings) analysis!.fixes(finding);
    return analysis!.findings.length;
  }

  for (const [name, code] of Object.entries(CODE)) {
    // what takes for ever meets mocha's time limit
    it(`costs no finding around it: ${name}`, async () => assert.equal(await findings(HEAD + code + LAST), 2));
  }
});
