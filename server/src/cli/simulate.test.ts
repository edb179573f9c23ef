import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { SimulateResult } from '@unpool/shared/protocol/simulate.ts';
import { golden } from '../../../test/golden/golden.ts';
import { simulateCommand } from './simulate.ts';
import { runIn } from './test-run.ts';

let folder: string;

const simulate = (...args: string[]) => runIn(folder, simulateCommand, args);

async function json(...args: string[]): Promise<SimulateResult> {
  const { out, err, status } = await simulate(...args, '--format', 'json');
  assert.deepEqual([err, status], ['', 0]);
  return JSON.parse(out);
}

const told = async (...args: string[]) => (await simulate(...args)).out.replace(/\s+/g, ' ');

describe('unpool simulate', () => {
  before(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'unpool-simulate-'));
  });
  after(() => rmSync(folder, { recursive: true }));

  it('gives the coverage table, as simulated and by the formula', async () => {
    const repetitions = 1000;
    const { table, setting, seed } = await json('--repetitions', String(repetitions));
    const expected = golden.naive_pooled_coverage.rows.filter(({ kind }) => kind === 'normal sd=1');
    assert.deepEqual([table.length, seed], [10, 1]);
    assert.deepEqual(setting, { bias: 0.1, realRows: 50, syntheticRows: 500, sd: 1 });
    for (const { bias, n, N, mc, closed } of expected) {
      const row = table.find((row) => row.bias === bias && row.realRows === n && row.syntheticRows === N)!;
      const error = 4 * Math.sqrt(Math.max(mc * (1 - mc), 0.001) / repetitions);
      assert.ok(Math.abs(row.coverage - mc) < error, `bias ${bias}, ${n}, ${N}: ${row.coverage} instead of ${mc}`);
      assert.ok(Math.abs(row.closedForm - closed) < 1e-9);
    }
  });

  it('takes a setting, and then leaves the table out', async () => {
    const result = await json('--bias', '-0.2', '--real-rows', '20', '--synthetic-rows=80', '--sd', '0.5');
    assert.deepEqual(result.setting, { bias: -0.2, realRows: 20, syntheticRows: 80, sd: 0.5 });
    assert.deepEqual([result.table, result.repetitions], [[], 2000]);
    assert.ok(Math.abs(result.realOnly.coverage - 0.95) < 0.02);
    assert.ok(Math.abs(result.naive.coverage - result.naive.closedForm) < 0.05);
    assert.ok(result.realOnly.width > result.naive.width);
  });

  it('depends on the bias in standard deviations only, but for the widths', async () => {
    const rows = ['--real-rows', '30', '--synthetic-rows', '60', '--repetitions', '300'];
    const one = await json('--bias', '0.25', '--sd', '1', ...rows);
    const other = await json('--bias', '2.5', '--sd', '10', ...rows);
    assert.equal(one.naive.coverage, other.naive.coverage);
    assert.ok(Math.abs(other.naive.width / one.naive.width - 10) < 1e-9);
    assert.deepEqual(
      one.curve.map(({ syntheticRows }) => syntheticRows),
      other.curve.map(({ syntheticRows }) => syntheticRows),
    );
  });

  it('gives the same numbers for the same seed, and prints it', async () => {
    const args = ['--bias', '0.1', '--repetitions', '200'];
    const coverage = async (seed: string) => (await json(...args, '--seed', seed)).naive;
    assert.deepEqual(await coverage('3'), await coverage('3'));
    assert.notDeepEqual(await coverage('3'), await coverage('4'));
    assert.match(await told(...args, '--seed', '3'), /200 repetitions from seed 3/);
  });

  it('says in plain words what it shows', async () => {
    const text = await told();
    assert.match(
      text,
      /^Simulated: with 50 real and 500 synthetic rows whose mean is off by 0\.1, the 95 % interval of the pooled rows holds the real mean in 4\d % of 2,000 repetitions\. It claims 95 %\./,
    );
    assert.match(text, /More synthetic rows do not help: with 5,000 it is less than 1 %/);
    assert.match(text, /you would hardly notice one of 0\.1/);
    assert.match(text, /500 \(example\) 43 %/);
    assert.match(await told('--bias', '0.1', '--repetitions', '100'), /500 \(yours\) 43 %/);
    assert.match(await told('--bias', '0.1', '--repetitions', '1'), /% of 1 repetition\..*1 repetition from seed/);
    const none = await told('--bias', '0', '--repetitions', '500');
    assert.match(none, /Without any bias the pooled interval does what it claims/);
    assert.match(none, /so you cannot know that there is none/);
    assert.doesNotMatch(none, /do not help/);
  });

  it('writes the other formats, with a picture and no script', async () => {
    const markdown = await simulate('--repetitions', '100', '--format', 'markdown');
    assert.match(markdown.out, /\| 0\.05 \| 50 \| 500 \| 0\.\d{3} \| 0\.813 \|/);
    const html = await simulate('--repetitions', '100', '--bias', '0.3', '--output', 'report.html');
    assert.deepEqual([html.status, html.out, html.err], [0, '', '']);
    const page = readFileSync(path.join(folder, 'report.html'), 'utf8');
    assert.match(page, /default-src 'none'/);
    assert.match(page, /<svg .*class="curve"/);
    assert.match(page, />yours: \d+ %</);
    assert.doesNotMatch(page, /<script|NaN|undefined|https?:/);
  });

  it('bears extreme settings', async () => {
    for (const args of [
      ['--bias', '1e6', '--repetitions', '20'],
      ['--bias', '1e-9', '--sd', '1e-12', '--repetitions', '20'],
      ['--real-rows', '2', '--synthetic-rows', '2', '--repetitions', '20'],
      ['--synthetic-rows', '100000', '--repetitions', '2'],
    ]) {
      const { out, status } = await simulate(...args, '--format', 'html');
      assert.equal(status, 0);
      assert.doesNotMatch(out, /NaN|undefined|Infinity/);
    }
  });

  it('refuses what it cannot use', async () => {
    const refused = async (expected: RegExp, ...args: string[]) => {
      const { status, out, err } = await simulate(...args);
      assert.deepEqual([status, out], [2, '']);
      assert.match(err, expected);
    };
    await refused(/--bias is "much"; expected a number/, '--bias', 'much');
    await refused(/--real-rows is "1"; expected a whole number, at least 2/, '--real-rows', '1');
    await refused(/--synthetic-rows is "2\.5"; expected a whole number/, '--synthetic-rows', '2.5');
    await refused(/--sd is "0"; expected a number above 0/, '--sd', '0');
    await refused(/--repetitions is "0"; expected a whole number, at least 1/, '--repetitions', '0');
    await refused(/2\.0e\+11 rows to draw; expected at most --repetitions 19/, '--synthetic-rows', '100000000');
    await refused(/there is no option --baias\. Did you mean "bias"\?/, '--baias', '1');
    await refused(/"data\.csv" is not expected; simulate reads no file/, 'data.csv');
  });
});
