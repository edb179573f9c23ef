import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { JudgeMethod, JudgeNumbersJson, JudgeResult } from '@unpool/shared/protocol/judge.ts';
import { assertGolden, goldenFile } from '../../../test/golden/golden.ts';
import { run } from './commands.ts';
import { runIn } from './test-run.ts';

let folder: string;

const judge = (...args: string[]) => runIn(folder, run, ['judge', ...args]);

async function json(...args: string[]): Promise<JudgeResult> {
  const { out, err } = await judge(...args, '--format', 'json');
  assert.equal(err, '');
  return JSON.parse(out);
}

function file(name: string, content: string | Uint8Array): string {
  writeFileSync(path.join(folder, name), content);
  return name;
}

function estimate({ estimates }: JudgeResult, method: JudgeMethod): JudgeNumbersJson {
  const found = estimates.find((one) => one.method === method);
  assert.ok(found !== undefined && !('refused' in found), `${method}: ${JSON.stringify(found)}`);
  return found;
}

function refusal({ estimates }: JudgeResult, method: JudgeMethod): string {
  const found = estimates.find((one) => one.method === method);
  assert.ok(found !== undefined && 'refused' in found, method);
  return found.refused;
}

async function refused(expected: RegExp, ...args: string[]): Promise<void> {
  const { status, out, err } = await judge(...args);
  assert.equal(status, 2, err || out);
  assert.equal(out, '');
  assert.match(err, expected);
  assert.doesNotMatch(err, /\n {4}at /);
}

/** `count` rows of which each third has a human label; the judge passes what people pass, and every fifth besides. */
function rows(count: number, first = 0): readonly string[] {
  return Array.from({ length: count }, (_, i) => {
    const human = (first + i) % 4 === 0 ? 0 : 1;
    return `r${first + i},${i % 3 === 0 ? human : ''},${human === 1 || i % 5 === 0 ? 1 : 0}`;
  });
}

const binary = goldenFile('judge_binary.csv');
const score = goldenFile('judge_score.csv');

describe('unpool judge', () => {
  before(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'unpool-judge-'));
  });
  after(() => rmSync(folder, { recursive: true }));

  it('says of words that they are no labels', async () => {
    const data = file('words.csv', 'human,judge\n good,pass\nbad,fail\n,pass\n');
    await refused(
      /no column seems to hold the human labels \("human" holds "good", "bad"; expected numbers, pass\/fail or true\/false\)/,
      data,
    );
  });

  it('warns of labels and scores on different scales, and of a code for a missing label', async () => {
    const told = async (human: (i: number) => number, score: (i: number) => number) => {
      const table = Array.from({ length: 60 }, (_, i) => `${human(i)},${score(i)}`);
      return (await json(file('scales.csv', ['human,judge', ...table].join('\n')))).notes.join('\n');
    };
    const pass = (i: number) => Number(i % 3 > 0);
    const points = (i: number) => 1 + (i % 5);
    assert.match(await told(pass, points), /"human" is 0 or 1, and "judge" goes from 1 to 5.*bring them to one/);
    assert.match(await told(points, pass), /"human" goes from 1 to 5, and "judge" is 0 or 1.*bring them to one/);
    const coded = (i: number) => (i % 2 === 0 ? -1 : pass(i));
    assert.match(
      await told(coded, pass),
      /"human" goes from -1 to 1.*if -1 stands for a missing label, leave its cell empty/,
    );
    assert.doesNotMatch(await told(points, points), /scales/);
    assert.doesNotMatch(await told(pass, (i) => (i % 9) / 9), /scales/);
  });

  it('tells of prompts that have several rows', async () => {
    const table = rows(120).map((row, i) => `${row},p${i >> 2}`);
    const data = file('several.csv', ['id,human,judge,prompt', ...table].join('\n'));
    assert.match(
      (await json(data)).notes.join('\n'),
      /in the column "prompt", .*the 80 unlabelled rows have only 30 different values\. .*name the column as the cluster/,
    );
    assert.doesNotMatch((await json(data, '--cluster', 'prompt')).notes.join('\n'), /as they are taken to be/);
  });

  it('prints the golden numbers of zeros and ones', async () => {
    const { status, out } = await judge(binary, '--human', 'human', '--judge', 'judge', '--format', 'json');
    assert.equal(status, 1);
    const result: JudgeResult = JSON.parse(out);
    assert.deepEqual([result.kind, result.labelled, result.unlabelled], ['judge', 120, 480]);
    assert.deepEqual([result.verdict, result.estimand, result.marginIsDefault], ['violated', 'proportion', true]);
    assert.deepEqual(result.confusion, { tp: 79, fp: 11, fn: 2, tn: 28 });
    const { estimate: meanD, se: seD, ci95, ci90, p } = result.errorShift;
    assertGolden('paired_judge', { meanD, seD, ci95, ci90, mcnemar_p: p, kappa: result.kappa });
    assert.equal(result.agreement, 107 / 120);
    const corrected = estimate(result, 'judge-corrected');
    assertGolden('rogan_gladen', {
      sens: result.sensitivity,
      spec: result.specificity,
      theta: corrected.estimate,
      ci95_lee: corrected.ci95,
    });
    const stratified = estimate(result, 'post-stratified');
    assertGolden('poststrat_mover', { est: stratified.estimate, ci95: stratified.ci95 });
    const tuned = estimate(result, 'ppi++');
    assertGolden('rec_ppi_mean_binary', { lam: tuned.lambda, est: tuned.estimate, ci95: tuned.ci95 });
    assertGolden('ppi_mean_binary_ppi++', { ci95: tuned.zInterval });
    assert.deepEqual([tuned.intervalMethod, result.errorShift.method], ['student', 'paired-t']);
    const untuned = estimate(result, 'ppi');
    assertGolden('ppi_mean_binary_ppi', { est: untuned.estimate, ci95: untuned.zInterval });
    assert.equal(estimate(result, 'naive').estimate, (90 + 345) / 600);
    assert.deepEqual(
      result.estimates.map(({ method }) => method),
      ['naive', 'real-only', 'post-stratified', 'ppi', 'ppi++', 'judge-corrected'],
    );
    assert.equal(result.extraLabels, null);
  });

  it('prints those of scores, and of clusters', async () => {
    const result = await json(score);
    assert.deepEqual([result.columns.human, result.columns.judge, result.estimand], ['human', 'judge', 'mean']);
    const tuned = estimate(result, 'ppi++');
    assertGolden('rec_ppi_mean_score', { lam: tuned.lambda, est: tuned.estimate, ci95: tuned.ci95 });
    assertGolden('ppi_mean_score_ppi', { ci95: estimate(result, 'ppi').zInterval });
    assert.match(refusal(result, 'post-stratified'), /labels of 0 and 1/);
    assert.deepEqual([result.confusion, result.sensitivity, result.kappa], [null, null, null]);
    const clustered = await json(goldenFile('judge_clustered.csv'), '--cluster', 'conversation');
    assert.deepEqual(clustered.clusters, { labelled: 20, unlabelled: 40 });
    assert.deepEqual([clustered.labelled, clustered.unlabelled], [80, 160]);
    assert.match(clustered.notes.join('\n'), /Rows of one "conversation" are averaged to one value first/);
  });

  it('says where labels are too much alike, or skewed, for an interval of their mean', async () => {
    const row = (i: number, human: number | '', score: number) => `${i},${human},${score}`;
    const scores = (label: (i: number) => number, labelled: number) =>
      Array.from({ length: 200 }, (_, i) => row(i, i < labelled ? label(i) : '', label(i) + (i % 3)));
    const alike = file('alike.csv', `id,human,judge\n${scores((i) => (i % 9 === 4 ? 3 : 5), 30).join('\n')}\n`);
    const result = await json(alike);
    assert.match(refusal(result, 'real-only'), /only 3 of 30 values differ/);
    const { out } = await judge(alike);
    assert.match(out.replace(/\s+/g, ' '), /too much alike .*Label more rows, chosen at random/);
    const skewed = file('skewed.csv', `id,human,judge\n${scores((i) => 2 ** ((i * 7) % 12), 15).join('\n')}\n`);
    assert.match(estimate(await json(skewed), 'real-only').caution!, /skewed, and 15 are few/);
    for (const format of ['text', 'markdown', 'html']) {
      const { out } = await judge(skewed, '--format', format);
      assert.match(out.replace(/\s+/g, ' '), /human labels only[^%]{0,60}, likely too narrow: the values are skewed/);
    }
  });

  it('inverts the verdict by the margin', async () => {
    const status = async (margin: string, ...args: string[]) =>
      (await judge(binary, '--margin', margin, ...args)).status;
    assert.equal(await status('0.1'), 1);
    assert.equal(await status('0.2'), 0);
    assertGolden('tost_paired', (await json(binary, '--margin', '0.1')).equivalence);
    const few = file('few.csv', `id,human,judge\n${rows(30).join('\n')}\n`);
    assert.equal((await judge(few)).status, 0);
    const { status: asked, out } = await judge(few, '--fail-on-inconclusive');
    assert.equal(asked, 3);
    const text = out.replace(/\s+/g, ' ');
    assert.match(text, /Too few labelled rows: about \d+ needed, 10 are there/);
    assert.match(text, /two rows being added, spread evenly/);
    const result = await json(few);
    const { intervalMethod } = estimate(result, 'ppi++');
    assert.deepEqual([result.errorShift.method, intervalMethod], ['bonett-price', 'agresti-min']);
  });

  it('reads labelled and unlabelled rows from two files, as from one', async () => {
    const all = rows(90).map((row) => row.split(','));
    const labelled = all.filter(([, human]) => human !== '');
    const rest = all.filter(([, human]) => human === '');
    const one = await json(file('one.csv', `id,human,judge\n${all.join('\n')}\n`));
    const [first, second] = [
      file('labelled.csv', `id,human,judge\n${labelled.join('\n')}\n`),
      file('rest.csv', `judge,id\n${rest.map(([id, , verdict]) => `${verdict},${id}`).join('\n')}\n`),
    ];
    const two = await json(first, second);
    assert.deepEqual(two.files, ['labelled.csv', 'rest.csv']);
    assert.deepEqual({ ...two, files: one.files, notes: [] }, { ...one, notes: [] });
    const again = file('again.csv', `judge,id\n${all.map(([id, , verdict]) => `${verdict},${id}`).join('\n')}\n`);
    assert.match((await json(first, again)).notes.join('\n'), /Caution: 30 .*Rows that stand in both count twice/);
  });

  it('counts what is missing, and says it', async () => {
    const data = file(
      'gaps.csv',
      `topic,human,judge\n${'a,pass,pass\nb,fail,pass\na,fail,fail\n'.repeat(8)}a,,pass\nb,NA,fail\na,pass,\nb,,\n,pass,pass\n`,
    );
    const result = await json(data, '--stratum', 'topic');
    assert.deepEqual([result.labelled, result.unlabelled], [24, 2]);
    const notes = result.notes.join('\n');
    assert.match(notes, /Without a human label, and taken as unlabelled: 2 rows of 26/);
    assert.match(notes, /Without a score in the column "judge", and left out: 2 rows, 1 of them with a human label/);
    assert.match(notes, /Without a value in the column "topic", and left out: 1 rows/);
    assert.match(notes, /Words in the column "human" are read as pass = 1, fail = 0/);
    assert.match(notes, /taken from the column "human", the judge's scores from "judge"/);
  });

  it('estimates within strata, and merges those with few labels', async () => {
    const lines = rows(200).map((row, i) => `${row},${i % 40 === 0 ? 'rare' : i % 2 === 0 ? 'a' : 'b'}`);
    const result = await json(file('strata.csv', `id,human,judge,topic\n${lines.join('\n')}\n`), '--stratum', 'topic');
    const { strata } = estimate(result, 'stratified-ppi');
    assert.equal(strata!.length, 2);
    assert.ok(strata!.some(({ names }) => names.includes('rare') && names.length === 2));
  });

  it('plans labels for a half width', async () => {
    const plan = async (halfWidth: string) => (await json(binary, '--half-width', halfWidth)).extraLabels;
    assert.equal(await plan('0.2'), 0);
    const more = await plan('0.05');
    assert.ok(typeof more === 'number' && more > 0 && more < 480);
    assert.equal(await plan('0.01'), 'Infinity');
    const { out } = await judge(binary, '--half-width', '0.05');
    assert.match(out, new RegExp(`For an interval of ±0.05, label about ${more} more rows`));
    assert.match((await judge(binary, '--half-width', '0.01')).out, /cannot be had from these 600 rows/);
  });

  it('gives the intervals called "ci" another level', async () => {
    const { errorShift, estimates } = await json(binary, '--alpha', '0.1');
    assert.deepEqual(errorShift.ci, errorShift.ci90);
    for (const one of estimates) {
      assert.ok('refused' in one || one.ci[0] > one.ci95[0], one.method);
    }
  });

  it('writes the other formats, with pictures in a page that loads nothing', async () => {
    const text = await judge(binary);
    assert.match(text.out, /^Violated: the judge "judge" is higher than "human" by 0\.075/);
    assert.match(text.out.replace(/\s+/g, ' '), /120 of 600 rows have a human label/);
    assert.match(text.out.replace(/\s+/g, ' '), /0\.655 \(95 % interval 0\.586 to 0\.717, post-stratified\)/);
    const markdown = await judge(binary, '--format', 'markdown');
    assert.match(markdown.out, /\| PPI\+\+ \| 0\.656 \| 0\.593 to 0\.719 \|/);
    assert.match(markdown.out, /\| human: pass \| 79 \| 2 \|/);
    const html = await judge(binary, '--output', 'report.html');
    assert.deepEqual([html.status, html.out, html.err], [1, '', '']);
    const page = readFileSync(path.join(folder, 'report.html'), 'utf8');
    assert.match(page, /default-src 'none'/);
    for (const picture of ['forest', 'shift', 'confusion']) {
      assert.match(page, new RegExp(`aria-labelledby="${picture}-title`));
    }
    assert.doesNotMatch(page, /<script|NaN|undefined|https?:/);
    const scores = await judge(score, '--format', 'html');
    assert.doesNotMatch(scores.out, /<script|NaN|undefined|confusion-title/);
  });

  it('prints JSON without holes for the smallest data', async () => {
    const tiny = file('tiny.csv', 'human,judge\n1,1\n0,1\n');
    const result = await json(tiny);
    assert.deepEqual([result.labelled, result.unlabelled, result.samples.unlabelled], [2, 0, null]);
    assert.match(refusal(result, 'ppi'), /needs rows without a human label/);
    const { samples, confusion, clusters, columns, halfWidth, extraLabels, obstacle, ...rest } = result;
    assert.ok([samples, confusion, clusters, columns, halfWidth, extraLabels, obstacle].length > 0);
    assert.doesNotMatch(JSON.stringify({ ...rest, kappa: 0, correlation: 0 }), /:null/);
  });

  it('shows hostile names of columns and files as text', async () => {
    const hostile = file('a&b<i>.csv', `<img src=x onerror=y>|judge\n${'1|1\n0|1\n|0\n'.repeat(10)}`);
    const { out } = await judge(hostile, '--human', '<img src=x onerror=y>', '--format', 'html');
    assert.match(out, /&lt;img src=x onerror=y&gt;/);
    assert.match(out, /a&amp;b&lt;i&gt;\.csv/);
    assert.doesNotMatch(out, /<img|<i>/);
  });

  describe('refuses unusable input, naming the place', () => {
    it('columns', async () => {
      await refused(/judge_binary\.csv: there is no column "humn"; did you mean "human"/, binary, '--human', 'humn');
      const two = file('two.csv', 'human,judge_a,judge_b\n1,1,0\n,1,1\n0,0,1\n');
      await refused(/several columns could hold the judge's scores: "judge_a", "judge_b"\. Say which/, two);
      assert.equal((await json(two, '--judge', 'judge_b')).columns.human, 'human');
      await refused(/column "human": the column has two parts to play/, binary, '--human', 'human', '--judge', 'human');
      const rest = file('rest.csv', 'verdict\n1\n0\n');
      await refused(/rest\.csv: there is no column "judge"/, binary, rest, '--human', 'human', '--judge', 'judge');
    });

    it('values', async () => {
      const bad = async (content: string, expected: RegExp, ...args: string[]) =>
        refused(expected, file('bad.csv', content), '--human', 'human', '--judge', 'judge', ...args);
      await bad('human,judge\n1,1\ngood,1\n', /bad\.csv, line 3, column "human": "good" is no number; expected/);
      await bad('human,judge\n1,1\n0,75%\n', /line 3, column "judge".*write 75 % as 0\.75/);
      await bad(
        'human,judge\n,1\n,0\n',
        /column "human": no row that the judge scored has a human label; expected at least 2/,
      );
      await bad('human,judge\n1,1\n,0\n', /column "human": only one row that the judge scored has a human label/);
      await bad('human,judge,c\n1,1,x\n0,1,x\n', /only one cluster of "c" has a human label/, '--cluster', 'c');
      await bad('human,judge\n3,1\n3,2\n', /all human labels are 3, so there is no standard deviation/);
      await bad(
        'human,judge,c,s\n1,1,x,a\n0,1,x,b\n',
        /bad\.csv, line 3, column "s": the cluster "x" is in the strata "a" and "b"/,
        ...['--cluster', 'c', '--stratum', 's'],
      );
    });

    it('files and arguments', async () => {
      await refused(/expected one file, or two: labelled rows and unlabelled rows; got 0/);
      await refused(/got 3/, binary, binary, binary);
      await refused(/are the same file; expected it once/, binary, binary);
      await refused(/nothing\.csv: there is no such file/, 'nothing.csv');
      await refused(/there is no option --cluter\. Did you mean "cluster"\?/, binary, '--cluter', 'id');
      await refused(/--half-width is "wide"; expected a number/, binary, '--half-width', 'wide');
      await refused(/the half width is 0; expected a number above 0/, binary, '--half-width', '0');
      await refused(/the margin is -1; expected a number above 0/, binary, '--margin', '-1');
      await refused(/alpha is 2; expected a number between 0 and 1/, binary, '--alpha', '2');
      await refused(/--format is "pdf"; expected text, json, html, markdown/, binary, '--format', 'pdf');
    });
  });

  it('prints its help', async () => {
    const { status, out } = await judge('--help');
    assert.equal(status, 0);
    assert.match(out, /--half-width H/);
  });
});
