import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { CompareResult } from '@unpool/shared/protocol/check.ts';
import { assertGolden, goldenFile } from '../../../test/golden/golden.ts';
import { offered } from '../../../test/offered.ts';
import { compareCommand } from './compare.ts';
import { runIn } from './test-run.ts';

let folder: string;

const compare = (...args: string[]) => runIn(folder, compareCommand, args);

async function json(...args: string[]): Promise<CompareResult> {
  const { out, err } = await compare(...args, '--format', 'json');
  assert.equal(err, '');
  return JSON.parse(out);
}

function file(name: string, rows: readonly (readonly (string | number)[])[]): string {
  writeFileSync(path.join(folder, name), rows.map((row) => `${row.join(',')}\n`).join(''));
  return name;
}

async function refused(expected: RegExp, ...args: string[]): Promise<void> {
  const { status, out, err } = await compare(...args);
  assert.equal(status, 2, err || out);
  assert.match(err, expected);
  assert.doesNotMatch(err, /\n {4}at /);
}

describe('unpool compare, beyond means of independent rows', () => {
  before(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'unpool-estimands-'));
  });
  after(() => rmSync(folder, { recursive: true }));

  it('--cluster: averages prompts first, and says so', async () => {
    const args = [goldenFile('clustered.csv'), '--origin', 'origin', '--value', 'score', '--cluster', 'prompt'];
    const result = await json(...args);
    const { estimate: diff, se, df, ci95 } = result.shift;
    assertGolden('clustered', { diff, se, df, ci95 }, 'welch_means');
    assert.equal(result.clusters!.column, 'prompt');
    assert.equal(result.verdict, 'violated');
    const { out, status } = await compare(...args);
    assert.equal(status, 1);
    assert.match(out.replace(/\s+/g, ' '), /Rows of one "prompt" are averaged to one value first/);
    assert.match(out, /Rows of one "prompt" belong together\n.*ICC/);
  });

  it('--cluster: pairs the prompts that both sides have', async () => {
    const rows = Array.from({ length: 30 }, (_, i) => [i, ((i * 7) % 30) / 3] as const);
    const real = file('r.csv', [['prompt', 'score'], ...rows.map(([id, x]) => [id, x.toFixed(3)])]);
    const synthetic = file('s.csv', [
      ['prompt', 'score'],
      ...rows.map(([id, x]) => [id, (x + 0.3 + (id % 3) / 10).toFixed(3)]),
      [99, 5],
    ]);
    const args = [real, synthetic, '--value', 'score', '--cluster', 'prompt'];
    const result = await json(...args, '--margin', '1');
    assert.equal(result.clusters!.pairs, 30);
    assert.equal(result.verdict, 'compatible');
    assert.match(result.notes.join(' '), /differences of 30 .* 1 of one side only/);
    assert.doesNotMatch(result.notes.join(' '), /Caution/);
    await refused(/no interval for quantiles of pairs/, ...args, '--estimand', 'quantile:0.5');
  });

  it('--estimand rating, win-rate and quantile', async () => {
    const likert = [goldenFile('unpaired_likert.csv'), '--origin', 'origin', '--value', 'rating'];
    const rating = await json(...likert, '--estimand', 'rating');
    assertGolden('chi2_2x5', { tv: rating.omnibus.totalVariation!.statistic });
    assert.equal(rating.estimand, 'rating');
    await refused(/win rate needs 1 for a win, 0\.5 for a tie/, ...likert, '--estimand', 'win-rate');
    const score = [goldenFile('unpaired_score.csv'), '--origin', 'origin', '--value', 'score'];
    await refused(/a rating needs whole numbers/, ...score, '--estimand', 'rating');
    await refused(/40 real rows .* too few .* expected at least 50/, ...score, '--estimand', 'quantile:0.9');
    const median = await json(...score, '--estimand', 'quantile:0.5', '--margin', '0.5');
    assert.equal(median.estimand, 'quantile:0.5');
    assert.equal(median.verdict, 'compatible');
    const { out } = await compare(...score, '--estimand', 'quantile:0.5', '--margin', '0.5');
    assert.match(out.replace(/\s+/g, ' '), /the shift of the 0\.5 quantile of "score"/);
    const win = file('wins.csv', [
      ['origin', 'win'],
      ...Array.from({ length: 60 }, (_, i) => [i % 3 === 0 ? 'real' : 'synthetic', (i % 5) / 2 > 1 ? 1 : (i % 3) / 2]),
    ]);
    assert.equal((await json(win, '--value', 'win', '--estimand', 'win-rate')).marginIsDefault, true);
  });

  describe('the place of the models', () => {
    /** Synthetic rows that the model at A mostly wins, and real ones without a place. */
    const rows = (places: (i: number) => readonly (string | number)[]) => [
      ...Array.from({ length: 40 }, (_, i) => ['real', i % 2, ...places(i).map(() => '')]),
      ...Array.from({ length: 200 }, (_, i) => [
        'synthetic',
        Number(i % 2 === 0 ? i % 10 < 8 : i % 10 < 4),
        ...places(i),
      ]),
    ];
    const winRate = ['--value', 'win', '--estimand', 'win-rate'];

    it('is found, its gap told, and no row lost for it', async () => {
      const data = file('places.csv', [['origin', 'win', 'position'], ...rows((i) => ['AB'[i % 2]!])]);
      const result = await json(data, ...winRate);
      assert.equal(result.real.n, 40);
      const swap = result.omnibus.positionSwap!;
      assert.ok('column' in swap);
      assert.deepEqual([swap.column, swap.orders], ['position', ['A', 'B']]);
      const { gap, ci95, p, winRates } = offered(swap.synthetic);
      assert.deepEqual(winRates, [0.8, 0.4]);
      assert.ok(Math.abs(gap - 0.4) < 1e-12 && Number(ci95[0]) > 0.2 && p < 1e-6);
      assert.ok('refused' in swap.real);
      assert.match(result.notes.join(' '), /the synthetic rows are won more often where "position" is "A"/);
      for (const format of ['text', 'markdown', 'html']) {
        const { out } = await compare(data, ...winRate, '--format', format);
        assert.match(out, /The win rate by (?:"|&quot;)position(?:"|&quot;), which says who stood first/);
      }
      const { positionSwap } = (await json(data, '--value', 'win')).omnibus;
      assert.equal(positionSwap, undefined);
      await refused(/of use for win rates only/, data, '--value', 'win', '--position', 'position');
    });

    it('is not guessed between two, and can be named', async () => {
      const head = ['origin', 'win', 'position', 'is_swapped', 'judge'];
      const data = file('two.csv', [head, ...rows((i) => ['AB'[i % 2]!, i % 2, 'XYZ'[i % 3]!])]);
      const { positionSwap } = (await json(data, ...winRate)).omnibus;
      assert.ok(positionSwap && 'refused' in positionSwap);
      assert.match(positionSwap.refused, /"position", "is_swapped"; name one/);
      const named = (await json(data, ...winRate, '--position', 'is_swapped')).omnibus.positionSwap!;
      assert.deepEqual('orders' in named && named.orders, ['0', '1']);
      await refused(
        /expected two different values .* found 3 \("X", "Y", "Z"\)/,
        data,
        ...winRate,
        '--position',
        'judge',
      );
      await refused(/found no value/, data, ...winRate, '--position', 'where');
      await refused(/two parts to play/, data, ...winRate, '--position', 'origin', '--origin', 'origin');
    });

    it('is left alone where it is no place', async () => {
      const data = file('numbered.csv', [['origin', 'win', 'order'], ...rows((i) => [i])]);
      assert.equal((await json(data, ...winRate)).omnibus.positionSwap, undefined);
    });
  });

  it('says beside an interval that it is likely too narrow', async () => {
    const rating = (side: string, counts: readonly number[]) =>
      counts.flatMap((count, i) => Array.from({ length: count }, () => [side, i + 1]));
    const head = ['origin', 'score'];
    const few = file('few.csv', [
      head,
      ...rating('real', [0, 0, 1, 2, 27]),
      ...rating('synthetic', [2, 4, 14, 30, 250]),
    ]);
    const skewed = file('skewed.csv', [
      head,
      ...Array.from({ length: 15 }, (_, i) => ['real', (1.4 ** i).toFixed(3)]),
      ...Array.from({ length: 90 }, (_, i) => ['synthetic', (1.08 ** i).toFixed(3)]),
    ]);
    const reasons = [
      [few, 'only 3 of 30 values differ from the most frequent one'],
      [skewed, 'the values are skewed, and 15 are few for that'],
    ] as const;
    for (const [data, reason] of reasons) {
      const result = await json(data, '--value', 'score');
      assert.equal(result.shift.caution, reason);
      for (const format of ['text', 'markdown', 'html']) {
        const { out } = await compare(data, '--value', 'score', '--format', format);
        const plain = out.replace(/\s+/g, ' ').replace(/&#39;/g, "'");
        const intervals = plain.match(/\d, likely too narrow: [a-z]/g) ?? [];
        assert.ok(intervals.length >= 2, `${format}: in the verdict and the table`);
        assert.match(plain, /a range that is likely too narrow/);
        assert.match(plain, /Caution: .* holds the truth in only/);
      }
    }
    const [own] = (await json(few, '--value', 'score')).estimates;
    assert.ok(own !== undefined && 'refused' in own && own.refused.startsWith('only 3 of 30'));
    const [doubted] = (await json(skewed, '--value', 'score')).estimates;
    assert.equal(offered(doubted).caution, reasons[1][1]);
    const { out } = await compare(few, '--value', 'score');
    assert.match(out, /real rows only +none +only 3 of 30/);
  });

  it('--versus: compares the difference of two models', async () => {
    const data = file('models.csv', [
      ['origin', 'a', 'b'],
      ...Array.from({ length: 80 }, (_, i) => [i < 30 ? 'real' : 'synthetic', (i % 7) + 1, (i % 7) - (i % 2)]),
      ['real', 1, ''],
    ]);
    const result = await json(data, '--value', 'a', '--versus', 'b', '--margin', '0.5');
    assert.equal(result.estimand, 'difference');
    assert.equal(result.versus, 'b');
    const [a, b] = result.models!;
    assert.ok(Math.abs(a!.shift.estimate - b!.shift.estimate - result.shift.estimate) < 1e-12);
    assert.deepEqual([a!.column, b!.column], ['a', 'b']);
    assert.equal(result.real.n, 30);
    assert.equal(result.real.mean, 1.5);
    assert.match(result.notes.join(' '), /Without a value in the column "b", and left out: 1 real/);
    await refused(/the column has two parts to play/, data, '--value', 'a', '--versus', 'a');
    await refused(/compared by its mean/, data, '--value', 'a', '--versus', 'b', '--estimand', 'rating');
    await refused(/there is no column "c"/, data, '--value', 'a', '--versus', 'c');
  });

  it('--covariates: weights the synthetic rows', async () => {
    const args = [goldenFile('covshift.csv'), '--origin', 'origin', '--value', 'y', '--covariates', 'x'];
    const weighted = (result: CompareResult) => result.estimates.find(({ method }) => method === 'importance-weighted');
    const result = await json(...args);
    const { estimate: hajek, effectiveSampleSize: ess } = offered(weighted(result));
    assertGolden('importance_weighted', { hajek, ess });
    assert.match(
      result.notes.join(' '),
      /Weighted by "x".*worth 139 equal rows.*no difference between the sides shows/,
    );
    assert.equal((await json(...args, '--stratum', 'x')).strata!.strata.length, 3);
    await refused(/the column has two parts to play/, ...args, '--cluster', 'x');
    const { out } = await compare(...args);
    assert.match(out, /synthetic rows, weighted +0\.544/);
    await refused(/--covariates is "x,"; expected names of columns/, ...args.slice(0, -1), 'x,');

    const rows = (side: string, from: number, count: number) =>
      Array.from({ length: count }, (_, i) => [
        side,
        'a',
        from + i / count,
        ((from + i / count) * 2 + (i % 7) / 9).toFixed(4),
      ]);
    const head = ['origin', 'kind', 'age', 'y'];
    const numbers = file('ages.csv', [head, ...rows('real', 0.1, 60), ...rows('synthetic', 0, 200)]);
    const byAge = await json(numbers, '--value', 'y', '--covariates', 'age,kind', '--seed', '7');
    assert.ok(offered(weighted(byAge)).effectiveSampleSize! > 100);
    assert.match(byAge.notes.join(' '), /5 random folds \(seed 7\)/);
    const apart = file('apart.csv', [head, ...rows('real', 0, 60), ...rows('synthetic', 5, 200)]);
    const none = weighted(await json(apart, '--value', 'y', '--covariates', 'age'));
    assert.ok(none !== undefined && 'refused' in none);
    const other = file('other.csv', [head, ...rows('real', 0, 60), ['real', 'b', 1, 1], ...rows('synthetic', 0, 200)]);
    assert.match(
      JSON.stringify(weighted(await json(other, '--value', 'y', '--covariates', 'kind'))),
      /no synthetic row is like the real rows with \\"b\\"/,
    );
  });

  it('--regress: compares a coefficient', async () => {
    const head = ['origin', 'id', 'x1', 'x2', 'y', 'pass'];
    const rows = (side: string, count: number, slope: number) =>
      Array.from({ length: count }, (_, i) => {
        const [x1, x2] = [((i * 7) % 13) / 13, ((i * 5) % 11) / 11];
        const noise = (((i * 17) % 19) - 9) / 30;
        return [side, `${side}${i % 20}`, x1, x2, slope * x1 - x2 + noise, Number(2 * x1 - 1 + 4 * noise > 0)];
      });
    const data = file('regress.csv', [head, ...rows('real', 90, 1), ...rows('synthetic', 200, 2)]);
    const args = [data, '--regress', 'y', '--on', 'x1,x2', '--coefficient', 'x1'];
    const result = await json(...args);
    assert.equal(result.estimand, 'coefficient');
    assert.equal(result.shift.method, 'hc3');
    assert.ok(Math.abs(result.shift.estimate - 1) < 0.2);
    assert.equal(result.verdict, 'violated');
    assert.ok(result.regression!.joint.p < 1e-6);
    const [x1] = result.regression!.coefficients;
    assert.ok(Math.abs(x1!.synthetic - x1!.real - result.shift.estimate) < 1e-9);
    const grouped = await json(...args, '--cluster', 'id');
    assert.equal(grouped.shift.method, 'cluster-robust');
    assert.equal(grouped.shift.df, 19);
    assert.match(grouped.notes.join(' '), /leaving out each of the 20 real and 20 synthetic clusters in turn/);
    assert.doesNotMatch(grouped.notes.join(' '), /Caution/);
    const two = Array.from({ length: 30 }, (_, i) => ['real', `r${i % 2}`, i % 2, (i * 5) % 11, i % 7, 0]);
    const fixed = file('fixed.csv', [head, ...two, ...rows('synthetic', 200, 2)]);
    await refused(/one cluster alone determines a coefficient/, fixed, ...args.slice(1), '--cluster', 'id');
    const { out } = await compare(...args);
    assert.match(out.replace(/\s+/g, ' '), /the coefficient of "x1" on "y" is higher in the synthetic rows/);
    const logistic = await json(data, '--regress', 'pass', '--on', 'x1', '--logistic');
    assert.ok(logistic.regression!.coefficients[0]!.real > 0);
    assert.match(logistic.notes.join(' '), /logistic regression of "pass" on "x1", in log odds/);
    await refused(/logistic regression needs zeros and ones/, ...args, '--logistic');
    await refused(/--coefficient is missing; expected one of x1, x2/, data, '--regress', 'y', '--on', 'x1,x2');
    await refused(/--regress needs --on COLS/, data, '--regress', 'y');
    await refused(/--on needs --regress/, data, '--value', 'y', '--on', 'x1');
    await refused(/ask for different comparisons/, ...args, '--value', 'y');
    const flat = file('flat.csv', [
      ['origin', 'x', 'y'],
      ...Array.from({ length: 40 }, (_, i) => [i % 2 ? 'real' : 'synthetic', 3, i % 7]),
    ]);
    await refused(/a covariate has the same value in all rows/, flat, '--regress', 'y', '--on', 'x');
  });

  it('--stratum: looks at each group, allowing for their number', async () => {
    const head = ['origin', 'group', 'score'];
    const rows = (side: string, group: string, count: number, from: number) =>
      Array.from({ length: count }, (_, i) => [side, group, (from + ((i * 7) % 11) / 10).toFixed(2)]);
    const two = [...rows('real', 'a', 60, 0), ...rows('synthetic', 'a', 200, 0)];
    const even = [...two, ...rows('real', 'b', 60, 5), ...rows('synthetic', 'b', 200, 5)];
    const data = file('even.csv', [head, ...even]);
    const args = ['--value', 'score', '--stratum', 'group', '--margin', '0.2'];
    const alike = await json(data, ...args);
    assert.equal(alike.strata!.allCompatible, true);
    assert.match(alike.notes.join(' '), /In every group by "group" the shift is compatible/);

    const mixed = [...even, ...rows('real', 'c', 60, 0), ...rows('synthetic', 'c', 200, 1), ['real', 'd', 1]];
    const other = await json(file('mixed.csv', [head, ...mixed]), ...args);
    const [a, , c, d] = other.strata!.strata;
    assert.ok(a && !('refused' in a) && a.verdict === 'compatible' && a.pHolm === 1);
    assert.ok(c && !('refused' in c) && c.verdict === 'violated' && c.beyondMargin);
    assert.ok('refused' in d! && /too few real rows/.test(d.refused));
    assert.equal(other.strata!.allCompatible, false);
    const { out } = await compare('mixed.csv', ...args);
    assert.match(out.replace(/\s+/g, ' '), /violated in "c", also when allowing for having looked at 4 groups/);
    assert.match(out, /The groups by "group"\n/);
    const many = Array.from({ length: 120 }, (_, i) => [i % 2 ? 'real' : 'synthetic', `g${i}`, i]);
    await refused(/120 different values; expected at most 100 groups/, file('many.csv', [head, ...many]), ...args);
  });
});
