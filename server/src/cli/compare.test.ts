import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
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

function file(name: string, content: string | Uint8Array): string {
  writeFileSync(path.join(folder, name), content);
  return name;
}

/** Rows `score` that go up and down around a middle. */
function scores(count: number, middle: number): string {
  const rows = Array.from({ length: count }, (_, i) => (middle + ((i * 7) % 11) / 100).toFixed(2));
  return ['id,score', ...rows.map((row, i) => `${i + 1},${row}`), ''].join('\n');
}

async function refused(expected: RegExp, ...args: string[]): Promise<void> {
  const { status, out, err } = await compare(...args);
  assert.equal(status, 2, err || out);
  assert.equal(out, '');
  assert.match(err, expected);
  assert.doesNotMatch(err, /\n {4}at /);
}

describe('unpool compare', () => {
  before(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'unpool-compare-'));
  });
  after(() => rmSync(folder, { recursive: true }));

  it('prints the golden numbers of a mean', async () => {
    const args = [goldenFile('unpaired_score.csv'), '--origin', 'origin', '--value', 'score', '--margin', '0.05'];
    const { status, out } = await compare(...args, '--format', 'json');
    assert.equal(status, 0);
    const result: CompareResult = JSON.parse(out);
    const { shift, equivalence, omnibus, real, synthetic } = result;
    assertGolden('describe', { mx: real.mean, sx: real.sd, my: synthetic.mean, sy: synthetic.sd });
    const { estimate: diff, se, df, ci95, ci90, p } = shift;
    assertGolden('welch', { diff, se, df, ci95, ci90, p });
    assertGolden('tost_welch_0.05', equivalence);
    assertGolden('ks_2samp_exact', { D: omnibus.ks.statistic, p: omnibus.ks.p });
    assertGolden('energy_distance', omnibus.energy.statistic);
    const { cramerVonMises, andersonDarling } = omnibus;
    assertGolden('cvm_asym', { T: cramerVonMises!.statistic, p: cramerVonMises!.p });
    assertGolden('anderson_ksamp', { stat: andersonDarling!.statistic, p: andersonDarling!.p });
    assertGolden('wasserstein', omnibus.wasserstein.statistic);
    assertGolden('mannwhitney_asym', { U: omnibus.mannWhitney!.statistic, p: omnibus.mannWhitney!.p });
    assertGolden('brown_forsythe', { W: omnibus.brownForsythe!.statistic, p: omnibus.brownForsythe!.p });
    assert.equal(result.kind, 'compare');
    assert.equal(result.estimand, 'mean');
    assert.equal(result.verdict, 'inconclusive');
    assert.equal(result.marginIsDefault, false);
    assert.equal(result.smallestPassingMargin, ci90[1]);
    assert.deepEqual(
      result.estimates.map(({ method }) => method),
      ['real-only'],
    );
  });

  it('finds the equivalent scores compatible, and adds the bias-aware interval', async () => {
    const args = [goldenFile('equiv_score.csv'), '--origin', 'origin', '--value', 'score', '--margin', '0.05'];
    const result = await json(...args);
    assert.equal(result.verdict, 'compatible');
    assertGolden('tost_equiv_0.05', { ...result.equivalence, df: result.shift.df, welch_p: result.shift.p });
    const pooled = offered(result.estimates.find(({ method }) => method === 'bias-aware-pooled'));
    const [low, high] = pooled.ci95 as [number, number];
    const [naiveLow, naiveHigh] = offered(result.naivePooled).ci95 as [number, number];
    assert.equal(pooled.estimate, offered(result.naivePooled).estimate);
    assert.ok(low < naiveLow && high > naiveHigh);
    assert.match(result.notes.join(' '), /not a licence to pool/);
  });

  it('takes zeros and ones for a proportion', async () => {
    const args = [goldenFile('unpaired_binary.csv'), '--origin', 'origin', '--margin', '0.1'];
    const { status, out } = await compare(...args, '--format', 'json');
    const result: CompareResult = JSON.parse(out);
    assert.equal(status, 1);
    assert.equal(result.verdict, 'violated');
    assert.equal(result.estimand, 'proportion');
    assert.equal(result.value, 'pass');
    assertGolden('prop_diff_newcomb', result.shift.ci95);
    assertGolden('prop_ci_wilson', offered(result.estimates[0]).ci95);
    const { statistic: chi2, p, df } = result.omnibus.chiSquare!;
    assertGolden('chi2_2x2_pearson', { chi2, p, df });
    assert.ok(result.shift.p < 0.05, 'the p-value agrees with the interval');
    assert.equal(result.shift.df, 'Infinity');
  });

  it('reads two files, words for 0 and 1, quotes, a byte order mark and semicolons, and says what it took for what', async () => {
    const real = file(
      'words.csv',
      '\ufeffname;"pass"\r\n"a;b";pass\r\n"c\r\nd";fail\r\n\r\ne;PASS\r\nf;\r\ng;fail\r\n',
    );
    const synthetic = file('flags.csv', `pass\n${'1\n0\n1\n'.repeat(8)}`);
    const result = await json(real, synthetic);
    assert.deepEqual([result.value, result.real.n, result.real.mean, result.synthetic.n], ['pass', 4, 0.5, 24]);
    assert.match(result.notes.join('\n'), /1 real and 0 synthetic rows/);
    assert.match(result.notes.join('\n'), /pass = 1, fail = 0/);
  });

  it('reads JSON lines', async () => {
    const lines = (count: number, extra: string) =>
      Array.from({ length: count }, (_, i) => `{"prompt": "a, \\"b\\"", "score": ${i % 5}${extra}}\n`).join('');
    const real = file('real.jsonl', `${lines(20, '')}{"score": NaN}\n`);
    const result = await json(real, file('synthetic.jsonl', lines(40, ', "model": "m"')));
    assert.deepEqual([result.value, result.real.n, result.synthetic.n], ['score', 20, 40]);
    assert.match(result.notes.join('\n'), /1 real and 0 synthetic rows/);
  });

  it('says how many NaN and Infinity were read as missing', async () => {
    const lines = `${'{"score": 1}\n{"score": 2}\n'.repeat(9)}{"score": NaN}\n{"score": -Infinity}\n`;
    const result = await json(file('a.csv', scores(12, 0.5)), file('nan.jsonl', lines), '--value', 'score');
    assert.equal(result.synthetic.n, 18);
    const notes = result.notes.join('\n');
    assert.match(notes, /nan\.jsonl: 1 NaN and 1 Infinity were read as missing/);
    assert.match(notes, /left out: 0 real and 2 synthetic rows/);
  });

  it('counts what is missing in the only column, as pandas writes it', async () => {
    const result = await json(file('one.csv', 'score\n""\n0.5\n0.7\n""\n'), file('a.csv', scores(12, 0.5)));
    assert.match(result.notes.join('\n'), /left out: 2 real and 0 synthetic rows/);
  });

  it('reads nested values by their path, and finds the origin by itself', async () => {
    const row = (i: number) => {
      const [origin, judge] = i % 3 === 0 ? ['human', (i % 5) / 4] : ['llm', (i % 7) / 6];
      return `{"id": ${i}, "meta": {"source": "${origin}"}, "kind": "real", "scores": {"judge": ${judge}}}\n`;
    };
    const data = file('mixed.jsonl', Array.from({ length: 60 }, (_, i) => row(i)).join(''));
    const result = await json(data);
    assert.deepEqual([result.value, result.real.n, result.synthetic.n], ['scores.judge', 20, 40]);
    const notes = result.notes.join('\n');
    assert.match(notes, /The column "meta\.source" is taken to tell real from synthetic rows, being the only one/);
    assert.match(notes, /the column "scores\.judge" \(scores from 0 to 1\), the only one that fits/);
    assert.match(notes, /Rows marked "human" are real, rows marked "llm" synthetic/);
  });

  it('takes a column by its name before one by its words alone', async () => {
    const rows = Array.from({ length: 20 }, (_, i) => `${i % 2},${i % 2 ? 'real' : 'fake'},${(i * 7) % 11}\n`).join('');
    const result = await json(file('flags.csv', `is_synthetic,kind,score\n${rows}`), '--value', 'score');
    assert.match(result.notes.join('\n'), /"is_synthetic" is taken to tell/);
  });

  it('says that a column is nearly constant', async () => {
    const near = file('near.csv', `score\n${'1.5\n'.repeat(97)}2\n3\n4\n`);
    const result = await json(file('a.csv', scores(60, 0.5)), near, '--value', 'score');
    assert.match(result.notes.join('\n'), /Nearly all synthetic values are the same: only 3 of 100 differ/);
    const binary = file('binary.csv', `score\n${'1\n'.repeat(97)}0\n`);
    assert.doesNotMatch((await json(binary, binary)).notes.join('\n'), /Nearly all/);
  });

  it('gives the same numbers for the same seed', async () => {
    const args = [goldenFile('unpaired_score.csv'), '--origin', 'origin', '--value', 'score'];
    const permuted = async (seed: string) => (await json(...args, '--seed', seed)).omnibus.energy.pPermutation;
    const [one, again, other] = [await permuted('1'), await permuted('1'), await permuted('2')];
    assert.equal(one, again);
    assert.notEqual(one, other);
    assert.ok(Math.abs(one - other) < 0.03);
  });

  it('says that a margin was not chosen', async () => {
    const result = await json(goldenFile('unpaired_score.csv'), '--origin', 'origin', '--value', 'score');
    assert.equal(result.marginIsDefault, true);
    assert.ok(Math.abs(result.margin - result.real.sd / 10) < 1e-12);
    assert.match(result.notes.join(' '), /arbitrary placeholder/);
  });

  it('writes the other formats, and never calls pooling safe', async () => {
    const args = [goldenFile('unpaired_binary.csv'), '--origin', 'origin'];
    const text = await compare(...args);
    assert.match(text.out, /^Violated: "pass" is higher in the synthetic rows by 0\.137/);
    assert.match(text.out, /covers the truth between less than 1 % and 85 % of the time/);
    const markdown = await compare(...args, '--format', 'markdown');
    assert.match(markdown.out, /\| real \| 60 \| 0\.683 \|/);
    const html = await compare(...args, '--output', 'report.html');
    assert.deepEqual([html.status, html.out, html.err], [1, '', '']);
    const page = readFileSync(path.join(folder, 'report.html'), 'utf8');
    assert.match(page, /default-src 'none'/);
    assert.doesNotMatch(page, /<script|NaN|undefined|https?:/);
    assert.equal((await compare(...args, '--output', 'report')).status, 1);
    assert.match(readFileSync(path.join(folder, 'report'), 'utf8'), /^Violated/);
    for (const out of [text.out, markdown.out, page]) {
      assert.doesNotMatch(out, /safe to pool/i);
    }
  });

  it('says that there is nothing to judge from where nothing varies', async () => {
    const constant = file('const.csv', `score\n${'1.5\n'.repeat(60)}`);
    const args = [constant, file('const2.csv', `score\n${'1.5\n'.repeat(40)}`), '--margin', '0.1'];
    const { equivalence, naivePooled, verdict } = await json(...args);
    assert.deepEqual([verdict, equivalence.p, offered(naivePooled).coverageRange], ['inconclusive', 1, [0, 1]]);
    const { out } = await compare(...args);
    const text = out.replace(/\s+/g, ' ');
    assert.match(
      text,
      /^Inconclusive: .*all values of "score" are 1\.5, on both sides, so there is no variation to judge from/,
    );
    assert.doesNotMatch(text, /100 %|covers the truth/);
  });

  it('has every test in its JSON, null where it does not apply', async () => {
    const tests = [
      ...['andersonDarling', 'brownForsythe', 'brunnerMunzel', 'chiSquare', 'cramerVonMises', 'energy', 'ks'],
      ...['mannWhitney', 'wasserstein'],
    ];
    const of = async (...args: string[]) => {
      const { omnibus } = await json(...args);
      assert.deepEqual(
        Object.keys(omnibus)
          .filter((key) => key !== 'permutations')
          .sort(),
        tests,
      );
      return Object.entries(omnibus).flatMap(([key, test]) => (test === null ? [key] : []));
    };
    assert.deepEqual(await of(goldenFile('unpaired_score.csv'), '--origin', 'origin', '--value', 'score'), [
      'chiSquare',
    ]);
    assert.deepEqual(await of(goldenFile('unpaired_binary.csv'), '--origin', 'origin'), []);
    assert.deepEqual(await of(goldenFile('unpaired_likert.csv'), '--origin', 'origin', '--value', 'rating'), []);
  });

  it('reads no pipe and no device', async function () {
    if (process.platform === 'win32') this.skip();
    execFileSync('mkfifo', ['pipe.csv'], { cwd: folder });
    const real = file('a.csv', scores(12, 0.5));
    for (const name of ['pipe.csv', '/dev/zero'])
      await refused(/this is not a regular file; expected a data file/, real, name);
  });

  describe('notes that the sides are not independent', () => {
    const notesOf = async (real: string, synthetic: string, ...args: string[]) =>
      (await json(real, synthetic, '--value', 'score', ...args)).notes.join('\n');

    it('where they are one file', async () => {
      const real = file('a.csv', scores(30, 0.5));
      assert.match(await notesOf(real, `./${real}`), /Caution: both sides are the same file/);
    });

    it('where rows of one are in the other', async () => {
      const rows = (from: number, to: number) =>
        Array.from({ length: to - from }, (_, i) => `text ${from + i},${((from + i) * 7) % 11}\n`).join('');
      const real = file('real.csv', `text,score\n${rows(0, 40)}`);
      const leaked = file('leaked.csv', `text,score\n${rows(35, 80)}`);
      assert.match(
        await notesOf(real, leaked),
        /Caution: 5 of the 45 synthetic rows are equal to a real row in every column \("text", "score"\)/,
      );
      assert.doesNotMatch(await notesOf(real, file('other.csv', `text,score\n${rows(40, 80)}`)), /equal to a real row/);
      const plain = `score\n${'0.5\n0.7\n'.repeat(20)}`;
      assert.doesNotMatch(await notesOf(file('r1.csv', plain), file('s1.csv', `${plain}1\n`)), /equal to|same/);
      assert.match(
        await notesOf(file('r1.csv', plain), file('s1.csv', plain)),
        /Caution: both sides have the same values in the same order/,
      );
    });

    it('where prompts have several rows, once instead of in general', async () => {
      const rows = (word: string, count: number) =>
        Array.from({ length: count }, (_, i) => `${word}${i >> 2},${(i * 7) % 11}\n`).join('');
      const [real, synthetic] = [
        file('real.csv', `q_id,score\n${rows('p', 80)}`),
        file('s.csv', `q_id,score\n${rows('s', 160)}`),
      ];
      const told = await notesOf(real, synthetic);
      assert.match(
        told,
        /Caution: in the column "q_id", the 80 real rows have only 20 different values and the 160 synthetic rows have only 40 different values\. .*every interval is too narrow: name the column as the cluster/,
      );
      assert.doesNotMatch(told, /Rows are taken as independent/);
      const same = await notesOf(real, file('same.csv', `q_id,score\n${rows('p', 120)}`));
      assert.match(same, /different values of "q_id" in the real rows.* and the intervals are wrong/);
      assert.doesNotMatch(same, /every interval is too narrow/);
      assert.doesNotMatch(await notesOf(real, synthetic, '--cluster', 'q_id'), /too narrow/);
    });

    it('where both have the same prompts, but not for row numbers', async () => {
      const rows = (word: string, count: number, add: number) =>
        Array.from({ length: count }, (_, i) => `${word}${i},${((i * 7) % 11) + add}\n`).join('');
      const real = file('real.csv', `prompt_id,score\n${rows('p', 30, 0)}`);
      const same = file('same.csv', `prompt_id,score\n${rows('p', 30, 0.5)}`);
      assert.match(
        await notesOf(real, same),
        /Caution: 30 of the 30 different values of "prompt_id" in the real rows are in the synthetic rows, too/,
      );
      assert.doesNotMatch(await notesOf(real, file('other.csv', `prompt_id,score\n${rows('q', 30, 0)}`)), /prompt_id/);
      const numbered = (count: number, add: number) => `id,score\n${rows('', count, add)}`;
      assert.doesNotMatch(await notesOf(file('r.csv', numbered(30, 0)), file('s.csv', numbered(90, 0.5))), /"id"/);
      const mixed = `side,prompt,score\n${rows('real,p', 30, 0)}${rows('synthetic,p', 30, 0.5)}`;
      const result = await json(file('mixed.csv', mixed), '--origin', 'side', '--value', 'score');
      assert.match(result.notes.join(), /30 of the 30 different values of "prompt"/);
    });
  });

  it('shows no control characters of the data', async () => {
    const rows = Array.from({ length: 24 }, (_, i) => `${i % 7}|${i % 2 ? 'real' : 'synthetic'}\n`).join('');
    const hostile = file('hostile.csv', `s\u001b[31mc\u0007|origin\n${rows}`);
    const { out } = await compare(hostile);
    assert.match(out, /the shift of "s\\u001b\[31mc\\u0007"/);
    const { err } = await compare(hostile, '--value', 'x');
    assert.match(err, /the columns are "s\\u001b\[31mc\\u0007", "origin"\n$/);
    const lines = file('lines.csv', `"a\nb"|origin\nx|real\n`);
    assert.match((await compare(lines)).err, /^[^\n]*"a\\u000ab"[^\n]*\n$/);
  });

  it('shows hostile names of columns and files as text', async () => {
    const hostile = file('a&b<i>.csv', `<img src=x onerror=y>|z\n${'1|a\n0|b\n'.repeat(10)}`);
    const { out } = await compare(hostile, hostile, '--format', 'html');
    assert.match(out, /&lt;img src=x onerror=y&gt;/);
    assert.match(out, /a&amp;b&lt;i&gt;\.csv/);
    assert.doesNotMatch(out, /<img|<i>/);
  });

  it('does not wait for real rows where no number of them is enough', async () => {
    const args = [file('few.csv', scores(30, 0.5)), file('other.csv', scores(31, 0.5)), '--value', 'score'];
    const { out } = await compare(...args, '--margin', '0.002');
    assert.match(out, /not reachable with\s+31 synthetic rows/);
    assert.match(
      out,
      /What to do\n- Report the real rows alone\. To tell at this margin takes more synthetic rows, too/,
    );
    assert.doesNotMatch(out, /until more are there/);
  });

  it('takes a margin once only', async () => {
    await refused(/--margin is given twice; expected it once/, 'a.csv', 'b.csv', '--margin', '0.1', '--margin=0.2');
  });

  it('says "inconclusive" with status 3 when asked, and what would help', async () => {
    const [real, synthetic] = [file('few.csv', scores(6, 0.5)), file('many.csv', scores(60, 0.5))];
    const args = [real, synthetic, '--value', 'score', '--margin', '0.2'];
    assert.equal((await compare(...args)).status, 0);
    const { status, out } = await compare(...args, '--fail-on-inconclusive');
    assert.equal(status, 3);
    assert.match(out, /Too few real rows: 6 of the 10/);
  });

  describe('refuses unusable input, naming the place', () => {
    it('columns', async () => {
      const real = file('a.csv', scores(12, 0.5));
      await refused(/a\.csv: there is no column "scroe"; did you mean "score"\?/, real, real, '--value', 'scroe');
      const twice = file('twice.csv', 'a,b\n0.5,1.5\n0.7,2\n0.1,3\n');
      await refused(/several columns could hold the values: "a" \(scores from 0.1 to 0.7\), "b" \(/, twice, twice);
      await refused(/no column of numbers/, file('names.csv', 'name\nx\ny\n'), real);
      await refused(/line 1, column "a": the header names this column twice/, file('dup.csv', 'a,a\n1,2\n'), real);
    });

    it('values', async () => {
      const real = file('a.csv', scores(12, 0.5));
      const bad = async (content: string, expected: RegExp) =>
        refused(expected, real, file('bad.csv', content), '--value', 'score');
      await bad('score\n1\n2\nhigh\n', /bad\.csv, line 4, column "score": "high" is no number; expected a number/);
      await bad(
        'id;score\n1;0,75\n2;0,5\n',
        /line 2, column "score": "0,75" is no number; expected a decimal point: write 0\.75/,
      );
      await bad(
        'id,score\n1,0,75\n2,0,5\n',
        /line 2: no row has as many cells as the header: 3 instead of 2.*decimal comma/,
      );
      await bad('score\n75%\n', /write 75 % as 0\.75/);
      await bad('score\n1\ninf\n', /line 3.*expected a finite number/);
      await bad('score\npass\n0.7\n', /line 2.*"pass" stands in a column with numbers like 0\.7 \(bad\.csv, line 3\)/);
      await bad('score\n', /no synthetic row has a value; expected at least 2/);
      await bad('score\nNA\n3\n', /only one synthetic row has a value \(1 rows have none\)/);
      await bad('id,score\n1,"0.5\n2,0.7\n', /line 2: a quote is opened here and never closed/);
    });

    it('values that are too large, or too close, to compute with', async () => {
      const rows = (value: string) => `score\n${'0.5\n1\n'.repeat(10)}${value}\n`;
      const with2 = (name: string) => [file('a.csv', scores(12, 0.5)), name, '--value', 'score'];
      await refused(
        /huge\.csv, line 22, column "score": 1e\+308 is too large to compute with; expected numbers below 1e140 in size/,
        ...with2(file('huge.csv', rows('1e308'))),
      );
      await refused(/line 22, column "score": -1e\+200 is too large/, ...with2(file('huge.csv', rows('-1e200'))));
      await refused(
        /column "score": the real values differ by less than 1e-140, too little to compute with/,
        ...[file('close.csv', 'score\n1e-300\n2e-300\n3e-300\n'), 'a.csv', '--value', 'score'],
      );
      const large = await json(...with2(file('large.csv', rows('1e139'))), '--margin', '1');
      assert.doesNotMatch(JSON.stringify({ ...large, omnibus: 0, obstacle: '', versus: '', clusters: 0 }), /null,|NaN/);
      const tiny = `score\n${'1e-99\n2e-99\n4e-99\n'.repeat(10)}`;
      const small = await json(file('one.csv', tiny), file('two.csv', tiny), '--margin', '1e-99');
      assert.equal(small.verdict, 'compatible');
      assert.ok(Number(small.shift.df) > 20);
    });

    it('a margin left out where the real values are all the same', async () => {
      const [constant, other] = [file('const.csv', `score\n${'1.5\n'.repeat(60)}`), file('a.csv', scores(60, 0.5))];
      await refused(
        /column "score": all real values are 1\.5, so there is no standard deviation to take a tenth of; set the margin/,
        ...[constant, other, '--value', 'score'],
      );
      const result = await json(constant, other, '--value', 'score', '--margin', '0.1');
      assert.equal(result.verdict, 'violated');
    });

    it('files', async () => {
      const real = file('a.csv', scores(12, 0.5));
      const with2 = (name: string) => [real, name, '--value', 'score'];
      await refused(/nothing\.csv: there is no such file/, ...with2('nothing.csv'));
      await refused(/empty\.csv: the file is empty/, ...with2(file('empty.csv', '')));
      await refused(/x\.parquet: the Parquet file is cut off/, ...with2(file('x.parquet', 'PAR1')));
      await refused(/binary\.csv: this is not a text file/, ...with2(file('binary.csv', new Uint8Array([1, 0, 2, 0]))));
      await refused(
        /latin\.csv, line 2: the text is not UTF-8/,
        ...with2(file('latin.csv', Buffer.from('score,n\n1,\xe9\n', 'latin1'))),
      );
      await refused(
        /bad\.jsonl, line 2: this line is not JSON/,
        ...with2(file('bad.jsonl', '{"score": 1}\n{score}\n')),
      );
    });

    it('origins', async () => {
      const data = file('mixed.csv', 'kind,score\nhuman,1\nhuman,2\nbot,3\nbot,4\n');
      await refused(
        /mixed\.csv, column "kind": no row is synthetic; the column holds "human", "bot"/,
        data,
        '--origin',
        'kind',
      );
      const { out } = await compare(data, '--origin', 'kind', '--synthetic-is', 'bot', '--format', 'json');
      assert.equal(JSON.parse(out).synthetic.mean, 3.5);
    });

    it('arguments', async () => {
      await refused(/expected two files/);
      await refused(/there is no option --margn\. Did you mean "margin"\?/, 'a.csv', 'a.csv', '--margn', '1');
      await refused(
        /--estimand is "quantile:2"; expected mean, .* quantile:0\.5/,
        'a.csv',
        'a.csv',
        '--estimand',
        'quantile:2',
      );
      await refused(/--margin is "wide"; expected a number/, 'a.csv', 'a.csv', '--margin', 'wide');
      await refused(/the margin is 0; expected a number above 0/, 'a.csv', 'a.csv', '--margin', '0');
      await refused(/the margin is -1; expected a number above 0/, 'a.csv', 'a.csv', '--margin', '-1');
      await refused(/the margin is -0\.5; expected a number above 0/, 'a.csv', 'a.csv', '--margin', '-.5');
      await refused(
        /--value needs a value; one that begins with a dash is written --value=-x/,
        'a.csv',
        '--value',
        '-x',
      );
      await refused(/--value needs a value\n/, 'a.csv', 'a.csv', '--value');
      await refused(/--help takes no value/, '--help=yes');
      await refused(
        /--real-is and --synthetic-is are both "x"; expected a different word for each/,
        ...['a.csv', '--origin', 'kind', '--real-is', 'x', '--synthetic-is', 'x'],
      );
      await refused(
        /--output is "r\.docx"; expected a file that ends in \.txt, \.json, \.html, \.htm or \.md/,
        'a.csv',
        'a.csv',
        '--output',
        'r.docx',
      );
      await refused(
        /--output is "r\.html", but --format is json; expected a file that ends in \.json/,
        ...['a.csv', 'a.csv', '--output', 'r.html', '--format', 'json'],
      );
      await refused(/--output is empty; expected the name of a file/, 'a.csv', 'a.csv', '--output', '');
      await refused(/--real-is and --synthetic-is need --origin/, 'a.csv', 'a.csv', '--real-is', 'x');
      await refused(/--format is "pdf"; expected text, json, html, markdown/, 'a.csv', 'a.csv', '--format', 'pdf');
      await refused(
        /a proportion needs zeros and ones/,
        'a.csv',
        'a.csv',
        '--value',
        'score',
        '--estimand',
        'proportion',
      );
    });
  });

  it('reports rows with another number of cells, and leaves them out', async () => {
    const real = file('ragged.csv', `${scores(12, 0.5)}13,0.5,7\n14\n`);
    const result = await json(real, file('many.csv', scores(60, 0.5)), '--value', 'score');
    assert.equal(result.real.n, 12);
    assert.match(result.notes.join('\n'), /ragged\.csv: 2 rows were left out.*line 14, 3 instead of 2/);
  });
});
