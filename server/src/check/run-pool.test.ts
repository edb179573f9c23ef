import assert from 'node:assert/strict';
import { pathToFileURL } from 'node:url';
import type { CompareRequest, CompareSource } from '@unpool/shared/protocol/check.ts';
import type { PoolNumbers } from '@unpool/shared/protocol/pool.ts';
import { poolSentences } from '@unpool/shared/report/pool-sentences.ts';
import { coverageSentence } from '@unpool/shared/report/sentences.ts';
import { goldenFile } from '../../../test/golden/golden.ts';
import { contentsDataFile } from './contents-data-file.ts';
import { nodeDataFile } from './node-data-file.ts';
import { runCompare } from './run-compare.ts';
import { runPool } from './run-pool.ts';

const golden = (name: string): CompareSource => ({
  kind: 'one-table',
  data: [{ name, uri: pathToFileURL(goldenFile(name)).href }],
});

/** Files in memory, and the two that stand for real and synthetic rows. */
function pool(real: string, synthetic: string, value?: string) {
  const contents = new Map(
    Object.entries({ 'real.csv': real, 'synthetic.csv': synthetic }).map(([name, text]) => [
      name,
      new TextEncoder().encode(text),
    ]),
  );
  const ref = (name: string) => ({ name, uri: name });
  const source = { kind: 'two-sides', real: [ref('real.csv')], synthetic: [ref('synthetic.csv')] } as const;
  const asked = { source, ...(value !== undefined && { value }) };
  const open = contentsDataFile(contents);
  return {
    numbers: (signal?: AbortSignal) => runPool({ kind: 'pool', ...asked }, open, signal && { signal }),
    compared: () => runCompare(asked, open),
  };
}

const column = (name: string, values: readonly number[]): string => `${name}\n${values.join('\n')}\n`;
const spread = (from: number, count: number): number[] => Array.from({ length: count }, (_, i) => from + (i % 7) / 10);

async function assertSame(numbers: PoolNumbers, asked: Promise<Awaited<ReturnType<typeof runCompare>>>): Promise<void> {
  const { real, synthetic, shift, naivePooled, value } = await asked;
  assert.deepEqual(numbers.rows, { real: real.n, synthetic: synthetic.n });
  assert(numbers.worth && !('refused' in naivePooled));
  assert.equal(numbers.worth.value, value);
  assert.deepEqual(numbers.worth.shift.ci95, shift.ci95);
  assert.equal(numbers.worth.shift.caution, shift.caution);
  assert.deepEqual(numbers.worth.coverageRange, naivePooled.coverageRange);
}

describe('the numbers of a warning', () => {
  for (const name of [
    'unpaired_score.csv',
    'unpaired_binary.csv',
    'unpaired_likert.csv',
    'equiv_score.csv',
    'clustered.csv',
  ])
    it(`are those of the check: ${name}`, async () => {
      const request: CompareRequest = { source: golden(name) };
      await assertSame(await runPool({ kind: 'pool', ...request }, nodeDataFile), runCompare(request, nodeDataFile));
    });

  it('are those of the check for files of either side, a column that is named, gaps, few and skewed values', async () => {
    const skewed = spread(0, 60).map((x) => Math.exp(6 * x));
    for (const [real, synthetic] of [
      [spread(3, 30), spread(3.1, 500)],
      [spread(3, 4), spread(5, 9)],
      [skewed.slice(0, 12), skewed],
      [
        [0, 1, 1, 1, 0, 1, 1, 0, 1, 1, 1],
        [1, 1, 1, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1],
      ],
      [
        [0, 0.5, 1, 1, 0.5, 0, 1, 1, 1, 1],
        [0.5, 1, 0, 0, 1, 1, 1, 1],
      ],
    ] as const) {
      const table = (values: readonly number[]) =>
        `id,x,y\n${values.map((x, i) => `r${i},${x},${i % 3}`).join('\n')}\nr,,\n`;
      const asked = pool(table(real), table(synthetic), 'x');
      await assertSame(await asked.numbers(), asked.compared());
    }
  });

  it('are told in the words of the report, the caution among them', async () => {
    const skewed = spread(0, 60).map((x) => Math.exp(6 * x));
    const asked = pool(column('cost', skewed.slice(0, 12)), column('cost', skewed));
    const [said, reported] = [
      poolSentences(await asked.numbers(), { isWhole: true, estimand: 'mean' }),
      coverageSentence(await asked.compared()),
    ];
    assert.match(said, /^Going by the files, 12 real rows are pooled with 60 synthetic ones\. Your real rows allow/);
    assert.match(said, /a range that is likely too narrow; over that range/);
    const words = (text: string) => text.slice(text.indexOf(' allow a shift')).replace(' in "cost"', '');
    assert.equal(words(said), words(reported));
  });

  it('are counts only where no column is clearly meant', async () => {
    const two = 'a,b\n1.5,2.5\n2.5,3.5\n4,5\n';
    const numbers = await pool(two, `${two}7,8\n`).numbers();
    assert.deepEqual(numbers, { kind: 'pool', rows: { real: 3, synthetic: 4 }, worth: null });
    assert.equal(
      poolSentences(numbers, { isWhole: true, estimand: 'mean' }),
      'Going by the files, 3 real rows are pooled with 4 synthetic ones.',
    );
  });

  for (const [what, real, value] of [
    ['is not in the files', column('score', spread(1, 9)), 'ratio'],
    ['holds text', 'score,x\nhigh,1\nlow,2\n', 'score'],
    ['never varies', column('score', [1, 1, 1]), 'score'],
    ['has one value', 'score,x\n,1\n2,3\n', 'score'],
  ] as const)
    it(`are counts only where the column ${what}`, async () => {
      const { rows, worth } = await pool(real, column('score', spread(2, 5)), value).numbers();
      assert.equal(worth, null);
      assert.deepEqual(rows, { real: real.trimEnd().split('\n').length - 1, synthetic: 5 });
    });

  it('count by the origin column where one table holds both', async () => {
    const bytes = new TextEncoder().encode('source,a,b\nhuman,1,5\nllm,2,6\nllm,4,9\n,3,3\n');
    const source = { kind: 'one-table', data: [{ name: 'all.csv', uri: 'all.csv' }] } as const;
    const { rows, worth } = await runPool({ kind: 'pool', source }, contentsDataFile(new Map([['all.csv', bytes]])));
    assert.deepEqual({ rows, worth }, { rows: { real: 1, synthetic: 2 }, worth: null });
  });

  it('are none of more than a million rows, and of what is no data', async () => {
    const many = pool(`score\n${'1\n'.repeat(600_000)}`, `score\n${'2\n'.repeat(600_000)}`);
    await assert.rejects(many.numbers(), /more than 1000000 rows/);
    await assert.rejects(pool('', 'x\n1\n').numbers(), { name: 'DataError' });
  });

  it('are not read on once they are cancelled', async () => {
    await assert.rejects(pool('x\n1\n', 'x\n2\n').numbers(AbortSignal.abort(new Error('enough'))), /enough/);
  });
});
