import assert from 'node:assert/strict';
import { pathToFileURL } from 'node:url';
import type { CompareRequest, CompareResult } from '@unpool/shared/protocol/check.ts';
import type { JudgeRequest, JudgeResult } from '@unpool/shared/protocol/judge.ts';
import { compareReport } from '@unpool/shared/report/compare-report.ts';
import { judgeReport } from '@unpool/shared/report/judge-report.ts';
import type { Report } from '@unpool/shared/report/model.ts';
import { renderHtml } from '@unpool/shared/report/render-html.ts';
import { renderText } from '@unpool/shared/report/render-text.ts';
import { tasksReport } from '@unpool/shared/report/tasks-report.ts';
import { goldenFile } from '../../../test/golden/golden.ts';
import { contentsDataFile } from './contents-data-file.ts';
import { nodeDataFile } from './node-data-file.ts';
import { runCompare } from './run-compare.ts';
import { runJudge } from './run-judge.ts';
import { runTasks } from './run-tasks.ts';

const golden = (name: string) => ({ name, uri: pathToFileURL(goldenFile(name)).href });

function compare(name: string, value: string, more: Partial<CompareRequest> = {}): Promise<CompareResult> {
  const source = { kind: 'one-table', data: [golden(name)], origin: 'origin' } as const;
  return runCompare({ source, value, ...more }, nodeDataFile);
}

function judge(name: string, more: Partial<JudgeRequest> = {}): Promise<JudgeResult> {
  return runJudge({ data: [golden(name)], human: 'human', judge: 'judge', ...more }, nodeDataFile);
}

function pictureOf({ sections }: Report, title: string): string | undefined {
  return sections.find((section) => section.title === title)?.picture?.draw();
}

const WORTH = 'What the naive interval is worth';

describe('the top of a report', () => {
  it('has the naive number first, and the one to report marked', async () => {
    const result = await compare('unpaired_score.csv', 'score', { margin: 0.5 });
    assert.equal(result.verdict, 'compatible');
    assert.deepEqual(
      compareReport(result).headlines.map(({ name, mark }) => [name, mark]),
      [
        ['pooled naively', 'not trustworthy'],
        ['real rows only', 'report this'],
        ['pooled, bias-aware', null],
      ],
    );
    const html = renderHtml(compareReport(result));
    assert.match(
      html,
      /<dt>pooled naively <span class="mark">not trustworthy<\/span><\/dt><dd class="value"><s>0\.648<\/s>/,
    );
    assert.match(
      renderText(compareReport(result)),
      /pooled naively +0\.648 +95 % interval 0\.631 to 0\.666 +not trustworthy/,
    );
    const judged = judgeReport(await judge('judge_binary.csv')).headlines;
    assert.deepEqual(
      judged.map(({ name, mark }) => [name, mark]),
      [
        ['judge alone, naive', 'not trustworthy'],
        ['post-stratified', 'report this'],
        ['human labels only', null],
      ],
    );
  });

  it('has the intervals at the level that was asked for, the naive one too', async () => {
    const result = await compare('unpaired_score.csv', 'score', { alpha: 0.1 });
    const [naive, real] = compareReport(result).headlines;
    assert.ok(!('refused' in result.naivePooled));
    const { estimate, ci95 } = result.naivePooled;
    const half = ((Number(ci95[1]) - estimate) * 1.6449) / 1.96;
    assert.equal(naive!.detail, `90 % interval ${(estimate - half).toFixed(3)} to ${(estimate + half).toFixed(3)}`);
    assert.match(real!.detail, /^90 % interval/);
    assert.match(renderText(compareReport(result)), /estimate +95 % interval +90 % interval/);
    const narrow = renderText(compareReport(await compare('unpaired_score.csv', 'score', { alpha: 0.0125 })));
    assert.match(narrow, /estimate +95 % interval +98\.75 % interval/);
    const judged = renderText(judgeReport(await judge('judge_binary.csv', { alpha: 0.001 })));
    assert.match(judged, /estimate +95 % interval +99\.9 % interval/);
    assert.doesNotMatch(narrow + judged, /99 %/);
  });

  it('has no naive number where there is none, and says why an estimate is refused', async () => {
    const quantile = await compare('unpaired_score.csv', 'score', { estimand: 'quantile:0.5' });
    assert.deepEqual(
      compareReport(quantile).headlines.map(({ mark }) => mark),
      ['report this'],
    );
    const rows = Array.from({ length: 40 }, (_, i) => `${i < 2 ? i + 2 : 1},real\n${(i % 7) + 1},synthetic\n`).join('');
    const open = contentsDataFile(new Map([['memory:same', new TextEncoder().encode(`v,origin\n${rows}`)]]));
    const source = { kind: 'one-table', data: [{ name: 'same.csv', uri: 'memory:same' }], origin: 'origin' } as const;
    const [, real] = compareReport(await runCompare({ source, value: 'v' }, open)).headlines;
    assert.deepEqual([real!.value, real!.mark], ['none', null]);
    assert.match(real!.detail, /differ from the most frequent one/);
  });

  it('has an interval alone where that is the answer, or says how many tasks it takes', async () => {
    const request = {
      data: [golden('tasks.csv')],
      task: 'task',
      origin: 'origin',
      values: ['value'],
      current: 'current',
    } as const;
    const [naive, interval] = tasksReport(await runTasks(request, nodeDataFile)).headlines;
    assert.deepEqual([naive!.name, naive!.mark], ['synthetic rows alone', 'not trustworthy']);
    assert.deepEqual([interval!.value, interval!.mark], ['0.0701 to 1', 'report this']);
    const [, none, fallback] = tasksReport(await runTasks({ ...request, alpha: 0.02 }, nodeDataFile)).headlines;
    assert.equal(none!.value, 'none');
    assert.match(none!.detail, /^this needs \d+ past tasks, and there are 40$/);
    assert.match(fallback!.detail, /if gaps are normal/);
  });
});

describe('the picture of what the naive interval is worth', () => {
  it('is a band, and a curve only where the shift is established', async () => {
    const open = pictureOf(compareReport(await compare('unpaired_score.csv', 'score')), WORTH)!;
    assert.match(open, /class="possible"/);
    assert.match(open, />yours: less than 1 % to 95 %</);
    assert.doesNotMatch(open, /class="curve"|<circle/);
    const violated = await compare('unpaired_binary.csv', 'pass', { margin: 0.01 });
    assert.equal(violated.verdict, 'violated');
    const drawn = pictureOf(compareReport(violated), WORTH)!;
    assert.match(drawn, /class="possible"[\s\S]*class="curve"[\s\S]*<circle/);
  });

  it("has the user's own number of rows in its table, as the check computed it", async () => {
    const result = await compare('unpaired_score.csv', 'score');
    const { table } = compareReport(result).sections.find(({ title }) => title === WORTH)!;
    assert.deepEqual(table.rows, [
      ['10', '91 % to 95 %'],
      ['100', '2 % to 95 %'],
      ['160 (yours)', 'less than 1 % to 95 %'],
      ['1,000', 'less than 1 % to 95 %'],
    ]);
  });

  it('goes through the range of the check where clusters are common to both sides', async () => {
    const rows = Array.from({ length: 200 }, (_, i) => {
      const prompt = i % 20;
      const value = (prompt % 5) + ((i * 7) % 11) / 10;
      return `p${prompt},${value},real\np${prompt},${value + ((i * 3) % 5) / 9},synthetic\n`;
    });
    const open = contentsDataFile(new Map([['memory:c', new TextEncoder().encode(`p,v,origin\n${rows.join('')}`)]]));
    const source = { kind: 'one-table', data: [{ name: 'c.csv', uri: 'memory:c' }], origin: 'origin' } as const;
    const result = await runCompare({ source, value: 'v', cluster: 'p' }, open);
    assert.ok((result.clusters?.covariance ?? 0) > 0);
    assert.ok(!('refused' in result.naivePooled));
    const drawn = pictureOf(compareReport(result), WORTH)!;
    const [, band = ''] = /d="([^"]*)" class="possible"/.exec(drawn) ?? [];
    // At 200 rows, which is one of those that the curve is computed for, the band ends where the check's own range does.
    const [, place, low, high] =
      /<line x1="([\d.]+)" y1="([\d.]+)" x2="[\d.]+" y2="([\d.]+)" class="thick own"/.exec(drawn) ?? [];
    assert.ok(band.includes(`${place},${low}`) && band.includes(`${place},${high}`), band);
  });

  it('is not drawn where nothing can be said', async () => {
    const quantile = await compare('unpaired_score.csv', 'score', { estimand: 'quantile:0.5' });
    assert.equal(pictureOf(compareReport(quantile), WORTH), undefined);
    const rows = 'v,origin\n'.concat('2,real\n2,synthetic\n'.repeat(20));
    const open = contentsDataFile(new Map([['memory:same', new TextEncoder().encode(rows)]]));
    const source = { kind: 'one-table', data: [{ name: 'same.csv', uri: 'memory:same' }], origin: 'origin' } as const;
    const constant = await runCompare({ source, value: 'v', margin: 1 }, open);
    assert.equal(pictureOf(compareReport(constant), WORTH), undefined);
  });
});

describe('the picture of a judge', () => {
  const title = 'The judge against people';

  it('is the confusion of passes and fails', async () => {
    const result = await judge('judge_binary.csv');
    assert.equal(result.calibration, undefined);
    assert.match(pictureOf(judgeReport(result), title)!, /id="confusion-title"/);
    // 79 of the 90 that the judge passes, 2 of the 30 that it fails.
    const text = renderText(judgeReport(result));
    assert.match(text, /human passes where the judge passes +0\.878 \(0\.794 to 0\.93\)/);
    assert.match(text, /human passes where the judge fails +0\.0667 \(0\.0185 to 0\.213\)/);
  });

  it('is the calibration of scores, a bin a dot', async () => {
    const result = await judge('judge_score.csv');
    assert.equal(result.calibration?.length, 10);
    assert.equal(
      result.calibration.reduce((sum, { n }) => sum + n, 0),
      result.labelled,
    );
    const drawn = pictureOf(judgeReport(result), title)!;
    assert.match(drawn, /id="calibration-title"/);
    assert.equal(drawn.match(/<circle/g)?.length, 10);
    assert.match(renderText(judgeReport(result)), /judge's score +rows +mean of the judge +mean human label/);
  });

  it('is of the means of clusters where rows are not independent', async () => {
    const result = await judge('judge_clustered.csv', { cluster: 'conversation' });
    assert.equal(
      result.calibration?.reduce((sum, { n }) => sum + n, 0),
      result.clusters?.labelled,
    );
    assert.match(renderText(judgeReport(result)), /labelled clusters/);
  });
});

describe('the picture of estimates', () => {
  it('has the numbers beside, and marks the naive one', async () => {
    const drawn = pictureOf(compareReport(await compare('unpaired_score.csv', 'score')), 'The estimates')!;
    assert.match(drawn, />not trustworthy<[\s\S]*class="whisker naive"[\s\S]*class="point naive"/);
    assert.match(drawn, /class="strong crossed">0\.648</);
    assert.match(drawn, />0\.631 to 0\.666</);
  });
});
