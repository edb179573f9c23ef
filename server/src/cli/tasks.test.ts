import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type TargetJson, type TasksResult, targetsOf } from '@unpool/shared/protocol/tasks.ts';
import { assertGolden, goldenFile } from '../../../test/golden/golden.ts';
import { tasksCommand } from './tasks.ts';
import { runIn } from './test-run.ts';

let folder: string;

const tasks = (...args: string[]) => runIn(folder, tasksCommand, args);

async function json(...args: string[]): Promise<TasksResult & TargetJson> {
  const { out, err, status } = await tasks(...args, '--format', 'json');
  assert.deepEqual([err, status], ['', 0]);
  return JSON.parse(out);
}

async function refused(expected: RegExp, ...args: string[]): Promise<void> {
  const { status, out, err } = await tasks(...args);
  assert.equal(status, 2, err || out);
  assert.equal(out, '');
  assert.match(err, expected);
  assert.doesNotMatch(err, /\n {4}at /);
}

function file(name: string, content: string): string {
  writeFileSync(path.join(folder, name), content);
  return name;
}

const COLUMNS = ['--task', 'task', '--origin', 'origin', '--value', 'value', '--current', 'current'];
const GOLDEN = [goldenFile('tasks.csv'), ...COLUMNS];

/** The golden tasks with a column more, made from the name of the task. */
function goldenWith(name: string, column: string, of: (task: string, origin: string) => string, most = 99): string {
  const [head, ...rows] = readFileSync(goldenFile('tasks.csv'), 'utf8').trim().split('\n');
  const kept = rows.filter((row) => row.startsWith('current') || Number(row.slice(1, 3)) <= most);
  const line = (row: string) => {
    const [task, origin] = row.split(',');
    return `${row},${of(task!, origin!)}`;
  };
  return file(name, `${head},${column}\n${kept.map(line).join('\n')}\n`);
}

/** Past tasks whose rows are `real[i]` and `synthetic[i]` moved by a step for each task. */
function scores(count: number, gap: (task: number) => number): string {
  const rows = Array.from({ length: count }, (_, task) =>
    [0, 1, 2, 3].flatMap((i) => [
      `past ${task},real,${(task + i + gap(task)).toFixed(3)},q${i}`,
      `past ${task},synthetic,${(task + i).toFixed(3)},q${i}`,
    ]),
  ).flat();
  return ['task,origin,value,question', ...rows, 'current,synthetic,5,q0', 'current,synthetic,7,q1', ''].join('\n');
}

describe('unpool tasks', () => {
  before(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'unpool-tasks-'));
  });
  after(() => rmSync(folder, { recursive: true }));

  it('prints the golden numbers of Algorithms 1, 4 and 5', async () => {
    for (const algorithm of ['1', '5', '4']) {
      for (const alpha of ['0.1', '0.2']) {
        const result = await json(...GOLDEN, '--algorithm', algorithm, '--alpha', alpha, '--gap-interval', 'wald');
        const name = `texch_alg${algorithm}_a${alpha}`;
        assertGolden(name, { ci: result.interval });
        assert.deepEqual([result.kind, result.tasks, result.alpha], ['tasks', 40, Number(alpha)]);
        assert.equal(result.algorithm, Number(algorithm));
        assert.equal(result.gaps.length, 40);
        if (algorithm === '4') {
          assertGolden(name, { theta_syn: result.syntheticOnly.estimate });
        } else {
          const { bounds } = result.syntheticOnly;
          assertGolden(name, { ci_synth: bounds, delta_band: result.gapBand });
        }
        assert.deepEqual([result.fallback, result.rankProbe, result.drift], [null, null, null]);
      }
    }
  });

  it('takes Newcombe and Wilson for zeros and ones by itself, t for other values', async () => {
    const result = await json(...GOLDEN);
    assert.deepEqual([result.gapInterval, result.isProportion, result.minimumTasks], ['newcombe', true, 28]);
    // Wilson's interval of 62 in 100 at 90 %, by its formula in mpmath.
    const [low, high] = result.syntheticOnly.ci as [number, number];
    assert.ok(Math.abs(low - 0.5379951182857) < 1e-12 && Math.abs(high - 0.6956826287262) < 1e-12, `${low} ${high}`);
    const all = file(
      'all.csv',
      scores(30, (task) => task % 7),
    );
    assert.equal((await json(all, ...COLUMNS)).gapInterval, 't');
  });

  it('promises no more than the level that was asked for', async () => {
    const said = async (alpha: string) => (await tasks(...GOLDEN, '--alpha', alpha)).out.replace(/\s+/g, ' ');
    const low = await said('0.975');
    assert.match(low, /with a probability of at least 2\.5 % if/);
    assert.match(low, /2\.5 % interval, allowing for the gap/);
    assert.match(await said('0.4125'), /with a probability of at least 58\.75 % if/);
  });

  it('says how many tasks it takes, and offers the t-prediction', async () => {
    const data = goldenWith('few.csv', 'n', () => '1', 12);
    const result = await json(data, ...COLUMNS, '--alpha', '0.05', '--gap-interval', 'wald');
    assert.deepEqual(result.gapBand, ['-Infinity', 'Infinity']);
    assert.deepEqual(result.interval, ['-Infinity', 'Infinity']);
    assert.deepEqual([result.tasks, result.minimumTasks], [12, 57]);
    assert.ok(result.fallback !== null && 'ci' in result.fallback);
    assert.equal(result.fallback.method, 't-prediction');
    assert.ok(result.randomEffects !== null && 'ci' in result.randomEffects);
    assertGolden('texch_re_interval', { ci95: result.randomEffects.ci });
    const { out, status } = await tasks(data, ...COLUMNS, '--alpha', '0.05');
    const text = out.replace(/\s+/g, ' ');
    assert.equal(status, 0);
    assert.equal((await tasks(data, ...COLUMNS, '--alpha', '0.05', '--fail-on-inconclusive')).status, 3);
    assert.equal((await tasks(...GOLDEN, '--fail-on-inconclusive')).status, 0);
    assert.match(text, /^No interval for "value": this needs at least 57 past tasks, and there are 12\./);
    assert.match(text, /Fallback for "value", which assumes normal gaps: 0\.\d+ \(/);
    assert.match(text, /band for the gap none: needs at least 57 tasks/);
    assert.doesNotMatch(text, /0 to 1\b|[Ii]nfinit/);
  });

  it('refuses the fallback where one gap shows no spread', async () => {
    const one = file(
      'one.csv',
      scores(1, () => 1),
    );
    const { fallback, randomEffects } = await json(one, ...COLUMNS);
    assert.match(JSON.stringify(fallback), /"refused":"one past task/);
    assert.match(JSON.stringify(randomEffects), /"refused"/);
    assert.match((await tasks(one, ...COLUMNS)).out.replace(/\s+/g, ' '), /There is no fallback for "value" either/);
  });

  it('holds several columns together: Algorithm 3 is Algorithm 1 at a share of alpha', async () => {
    const data = goldenWith('two.csv', 'other', (_, origin) => (origin === 'real' ? '0' : '1'));
    const args = ['--task', 'task', '--origin', 'origin', '--current', 'current', '--gap-interval', 'wald'];
    const both = await json(data, ...args, '--value', 'value', '--value', 'other', '--alpha', '0.2');
    const alone = await json(data, ...args, '--value', 'value', '--alpha', '0.1');
    assert.deepEqual([both.algorithm, both.alpha, targetsOf(both).length], [3, 0.2, 2]);
    assert.deepEqual(targetsOf(both)[0]!.interval, alone.interval);
    assert.equal(targetsOf(both)[0]!.alpha, 0.1);
    const { out } = await tasks(data, ...args, '--value', 'value', '--value', 'other', '--alpha', '0.2');
    assert.match(out.replace(/\s+/g, ' '), /All 2 intervals hold together \(Algorithm 3\)/);
  });

  it('probes the rank of the current gap when the current task has real rows', async () => {
    const result = await json(goldenFile('tasks.csv'), goldenFile('tasks_current_real.csv'), ...COLUMNS);
    const { gap: gap_current, notAbove: n_le, notBelow: n_ge, p } = result.rankProbe!;
    assertGolden('texch_rank_p', { gap_current, n_le, n_ge, p });
    assert.deepEqual(result.interval, (await json(...GOLDEN)).interval, 'the real rows do not move the interval');
    assert.match(result.notes.join(' '), /has 50 real rows: the sample check/);
    assert.match(result.notes.join(' '), /does not verify the assumption/);
    const { out } = await tasks(goldenFile('tasks.csv'), goldenFile('tasks_current_real.csv'), ...COLUMNS);
    assert.match(out, /This task has real rows: unpool compare/);
  });

  it('looks for drift where dates are given', async () => {
    const drifting = scores(30, (task) => task / 10).split('\n');
    const dated = drifting
      .map((row, i) => (i === 0 ? `${row},day` : row === '' ? '' : `${row},${dayOf(row)}`))
      .join('\n');
    const data = file('dated.csv', dated);
    const { drift } = await json(data, ...COLUMNS, '--date', 'day');
    assert.equal(drift!.rho, 1);
    assert.ok(drift!.p < 0.001);
    assert.match((await tasks(data, ...COLUMNS, '--date', 'day')).out, /look unlike the past/);
    await refused(
      /line 2, column "question": "q0" is no date; expected one like/,
      data,
      ...COLUMNS,
      '--date',
      'question',
    );
    const changed = (name: string, day: string) => file(name, dated.replace('2020-01-03', day));
    await refused(
      /line \d+, column "day": "2020-01-03" differs from an earlier row of task "past 2"/,
      ...[changed('moved.csv', '2020-01-04'), ...COLUMNS, '--date', 'day'],
    );
    await refused(/"2020" stands beside "2020-01-01"/, changed('year.csv', '2020'), ...COLUMNS, '--date', 'day');
  });

  it('weights the past tasks', async () => {
    const ones = goldenWith('ones.csv', 'w', () => '1');
    const plain = await json(...GOLDEN);
    const same = await json(ones, ...COLUMNS, '--weights', 'w');
    assert.deepEqual(same.interval, plain.interval);
    assert.deepEqual(Math.round(same.weight!.needed * 1000), Math.round((2 / 0.07 - 1) * 1000));
    const small = goldenWith('small.csv', 'w', () => '0.5');
    const less = await json(small, ...COLUMNS, '--weights', 'w');
    assert.deepEqual([less.weight!.sum, less.gapBand], [20, ['-Infinity', 'Infinity']]);
    assert.match(
      (await tasks(small, ...COLUMNS, '--weights', 'w')).out.replace(/\s+/g, ' '),
      /needs past tasks of a total weight of at least 27\.6 \(at least 28 tasks\), and these have 20/,
    );
    await refused(
      /heavy\.csv, line 2, column "w": "2" is no weight; expected a number from 0 to 1/,
      ...[goldenWith('heavy.csv', 'w', () => '2'), ...COLUMNS, '--weights', 'w'],
    );
    await refused(
      /column "w": task "t07" has no weight; expected one for each past task/,
      ...[goldenWith('gap.csv', 'w', (task) => (task === 't07' ? '' : '1')), ...COLUMNS, '--weights', 'w'],
    );
  });

  it('pairs the rows that were judged on both sides', async () => {
    const data = file(
      'pairs.csv',
      scores(30, (task) => (task % 5) / 10),
    );
    const independent = await json(data, ...COLUMNS);
    const paired = await json(data, ...COLUMNS, '--unit', 'question');
    const width = ({ gaps }: TargetJson) => Number(gaps[1]!.ci[1]) - Number(gaps[1]!.ci[0]);
    assert.ok(width(independent) > 3 && width(paired) < 1e-9);
    assert.deepEqual([independent.gaps[1]!.pairs, paired.gaps[1]!.pairs], [false, true]);
    assert.equal(paired.gaps[1]!.gap.toFixed(6), independent.gaps[1]!.gap.toFixed(6));
    assert.match(paired.notes.join(' '), /The gaps of 30 tasks are of pairs/);
    assert.match(paired.notes.join(' '), /Caution: "value" .* does not vary between the rows of \d+ tasks/);
    const partly = file(
      'partly.csv',
      scores(30, (task) => task % 5).replace('past 3,real,3.000,q0', 'past 3,real,3,q9'),
    );
    const { gaps, notes } = await json(partly, ...COLUMNS, '--unit', 'question');
    assert.ok(gaps.every(({ pairs }) => pairs));
    assert.doesNotMatch(notes.join(' '), /NaN/);
  });

  it('leaves tasks with too few rows out, and says so', async () => {
    const data = file('left.csv', `${scores(3, (task) => task)}lonely,real,1,q0\nnew,synthetic,2,q0\n`);
    const { tasks: count, notes } = await json(data, ...COLUMNS);
    assert.equal(count, 3);
    assert.match(notes.join(' '), /too few rows of an origin with a value in "value": 2 tasks "lonely", "new"/);
  });

  it('warns of values that do not vary', async () => {
    const rows = ['real', 'real', 'synthetic', 'synthetic'];
    const past = Array.from({ length: 30 }, (_, task) => rows.map((origin) => `t${task},${origin},2.5`)).flat();
    const head = 'task,origin,value';
    const data = file('same.csv', [head, ...past, 'current,synthetic,2.5', 'current,synthetic,2.5', ''].join('\n'));
    const { notes, interval } = await json(data, ...COLUMNS);
    assert.deepEqual(interval, [2.5, 2.5]);
    assert.match(
      notes.join(' '),
      /Caution: "value" .* does not vary between the rows of 30 tasks and between the synthetic rows of the current task/,
    );
    assert.doesNotMatch((await json(...GOLDEN)).notes.join(' '), /Caution/);
    const tiny = ['current,synthetic,1e-300', 'current,synthetic,2e-300', ''];
    await refused(
      /column "value": the synthetic values of task "current" differ by less than 1e-140/,
      ...[file('tiny.csv', [head, ...past, ...tiny].join('\n')), ...COLUMNS],
    );
  });

  it('writes the other formats, with a picture and no script', async () => {
    const text = await tasks(...GOLDEN);
    assert.match(text.out, /^Interval: the real mean of "value" in the task "current" is between 0\.0701 and 1,/);
    const markdown = await tasks(...GOLDEN, '--format', 'markdown');
    assert.match(markdown.out, /\| t01 \| 0\.46 \| 0\.4 \| \+0\.06 \|/);
    const html = await tasks(...GOLDEN, '--output', 'report.html');
    assert.deepEqual([html.status, html.out, html.err], [0, '', '']);
    const page = readFileSync(path.join(folder, 'report.html'), 'utf8');
    assert.match(page, /default-src 'none'/);
    assert.match(page, /<svg .*class="band"/);
    assert.match(page, /<td class="number">\+0\.06<\/td>/);
    assert.doesNotMatch(page, /<script|NaN|undefined|https?:/);
    const hostile = file('hostile.csv', scores(3, (task) => task).replaceAll('past 1', '<b>|x'));
    const shown = await tasks(hostile, ...COLUMNS, '--format', 'html');
    assert.match(shown.out, /&lt;b&gt;\|x/);
    assert.doesNotMatch(shown.out, /<b>/);
    assert.match((await tasks(hostile, ...COLUMNS, '--format', 'markdown')).out, /\\<b\\>\\\|x/);
  });

  it('draws many tasks without their names', async () => {
    const many = file(
      'many.csv',
      scores(300, (task) => task % 11),
    );
    const { out } = await tasks(many, ...COLUMNS, '--format', 'html');
    assert.doesNotMatch(/<svg[\s\S]*<\/svg>/.exec(out)![0], />past 5</);
    assert.match(out, /<th scope="row">past 299<\/th>/);
  });

  describe('refuses unusable input, naming the place', () => {
    it('arguments', async () => {
      const without = (name: string) => {
        const at = GOLDEN.indexOf(`--${name}`);
        return [...GOLDEN.slice(0, at), ...GOLDEN.slice(at + 2)];
      };
      await refused(/expected a data file/);
      await refused(/tasks\.csv: this file is given twice, so that its rows would count twice/, GOLDEN[0]!, ...GOLDEN);
      await refused(/--alpha is given twice; expected it once/, ...GOLDEN, '--alpha', '0.1', '--alpha=0.2');
      await refused(/--task COL is missing/, ...without('task'));
      await refused(/--origin COL is missing/, ...without('origin'));
      await refused(/--value COL is missing/, ...without('value'));
      await refused(/--current NAME is missing/, ...without('current'));
      await refused(/there is no option --curent\. Did you mean "current"\?/, ...GOLDEN, '--curent', 'x');
      await refused(/--algorithm is "2"; expected 1, 4 or 5/, ...GOLDEN, '--algorithm', '2');
      await refused(/--algorithm 3 is for several columns/, ...GOLDEN, '--algorithm', '3');
      await refused(/--algorithm 5 takes one --value/, ...GOLDEN, '--algorithm', '5', '--value', 'x');
      await refused(/--value value is given twice/, ...GOLDEN, '--value', 'value');
      await refused(/--gap-interval is "wild"; expected auto, wald, newcombe, t/, ...GOLDEN, '--gap-interval', 'wild');
      await refused(/alpha is 1\.5; expected a number between 0 and 1/, ...GOLDEN, '--alpha', '1.5');
      await refused(/budget for large samples/, ...GOLDEN, '--alpha', '0.01', '--budget', 'large-samples');
      await refused(/--alpha is "x"; expected a number/, ...GOLDEN, '--alpha', 'x');
      await refused(/the seed is 1\.5; expected a whole number/, ...GOLDEN, '--seed', '1.5');
    });

    it('columns and tasks', async () => {
      const args = (name: string, value: string) => GOLDEN.map((arg, i) => (GOLDEN[i - 1] === name ? value : arg));
      await refused(/tasks\.csv: there is no column "tsk"; did you mean "task"\?/, ...args('--task', 'tsk'));
      await refused(/there is no column "valu"; did you mean "value"\?/, ...args('--value', 'valu'));
      await refused(
        /column "task": there is no task "curent" with values of "value"; did you mean "current"\? The tasks are "t01"/,
        ...args('--current', 'curent'),
      );
      await refused(/there is no column "date"/, ...GOLDEN, '--date', 'date');
    });

    it('values', async () => {
      const bad = (content: string, expected: RegExp, ...more: string[]) =>
        refused(expected, file('bad.csv', content), ...COLUMNS, ...more);
      const head = 'task,origin,value\n';
      await bad(
        `${head}a,real,1\na,synthetic,high\n`,
        /bad\.csv, line 3, column "value": "high" is no number; expected a number/,
      );
      await bad(`${head}a,real,1\na,synthetic,2\ncurrent,real,3\n`, /task "current" has no synthetic row with a value/);
      await bad(
        `${head}a,real,1\na,real,2\ncurrent,synthetic,3\ncurrent,synthetic,4\n`,
        /column "task": no other task than "current" has real and synthetic rows/,
      );
      await bad(`${head}a,real,1\n`, /column "origin": no row is synthetic/);
      await bad(`${head},real,1\n`, /column "task": no row has a task/);
      const numbers = `${head}a,real,1\na,real,2\na,synthetic,2\na,synthetic,2.5\ncurrent,synthetic,3\ncurrent,synthetic,4\n`;
      await bad(numbers, /Newcombe's interval needs zeros and ones/, '--gap-interval', 'newcombe');
    });
  });
});

/** A day for the task of a row, later for later tasks. */
function dayOf(row: string): string {
  const task = /^past (\d+)/.exec(row)?.[1] ?? '99';
  return new Date(Date.UTC(2020, 0, 1 + Number(task))).toISOString().slice(0, 10);
}
