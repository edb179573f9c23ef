import assert from 'node:assert/strict';
import { pathToFileURL } from 'node:url';
import type { AnsweredCheck, CheckQuestion } from '@unpool/shared/protocol/question.ts';
import { answered } from '@unpool/shared/protocol/question.ts';
import { checkReport } from '@unpool/shared/report/check-report.ts';
import { renderMarkdown } from '@unpool/shared/report/render-markdown.ts';
import { contentsDataFile } from '../../../server/src/check/contents-data-file.ts';
import { nodeDataFile } from '../../../server/src/check/node-data-file.ts';
import { runCheck } from '../../../server/src/check/run-check.ts';
import { goldenFile } from '../../../test/golden/golden.ts';
import { controlsOf, withAsked } from './controls.ts';
import { problemWith } from './number-control.ts';
import { reportMessage, reportPage } from './report-page.ts';
import { type Asked, type ReportState, readState, STATE_VERSION } from './report-state.ts';

const golden = (name: string) => ({ name, uri: pathToFileURL(goldenFile(name)).href });

const QUESTIONS = {
  compare: {
    kind: 'compare',
    request: { source: { kind: 'one-table', data: [golden('unpaired_score.csv')], origin: 'origin' }, value: 'score' },
  },
  judge: { kind: 'judge', request: { data: [golden('judge_score.csv')], human: 'human', judge: 'judge' } },
  tasks: {
    kind: 'tasks',
    request: { data: [golden('tasks.csv')], task: 'task', origin: 'origin', values: ['value'], current: 'current' },
  },
} satisfies Record<string, CheckQuestion>;

async function stateOf(question: CheckQuestion, columns: readonly string[] = []): Promise<ReportState> {
  const check = answered(question, await runCheck(question, nodeDataFile));
  return { version: STATE_VERSION, title: 'Unpool: a check', document: null, check, digests: {}, columns };
}

/** What the controls say when nobody has touched them. */
function untouched(state: ReportState): Asked {
  return Object.fromEntries(controlsOf(state).map(({ name, value }) => [name, value]));
}

describe('the page of a report', () => {
  it('has the verdict, then the numbers, then the controls, each with a label', async () => {
    for (const question of Object.values(QUESTIONS)) {
      const page = reportPage(await stateOf(question, ['id']), 'report.js', 'abc');
      const places = ['class="verdict', 'class="numbers"', 'id="controls"', '<h2>'].map((part) => page.indexOf(part));
      assert.ok(places[0]! > 0);
      assert.deepEqual(
        places,
        [...places].sort((a, b) => a - b),
      );
      const names = [...page.matchAll(/<(?:input|select) id="(\w+)"/g)].map(([, name]) => name!);
      for (const name of names) {
        assert.ok(
          page.includes(`<label for="${name}">`) && page.includes(`id="${name}-problem" class="problem" aria-live`),
        );
      }
      assert.equal(page.includes('data-action="save"'), question.kind !== 'tasks');
      assert.match(page, /content="default-src 'none'; style-src 'nonce-abc'; script-src 'nonce-abc'; img-src data:"/);
      assert.equal(page.match(/<script/g)?.length, 1);
    }
  });

  it('asks again what it was asked while nobody has touched the controls', async () => {
    for (const question of Object.values(QUESTIONS)) {
      const state = await stateOf(question, ['id']);
      const again = withAsked(state, untouched(state))!;
      assert.deepEqual(await runCheck(again, nodeDataFile), state.check.result);
    }
  });

  it('asks what the controls say', async () => {
    const of = async (kind: keyof typeof QUESTIONS, said: Asked, columns = ['id', 'x1', 'unit']) => {
      const state = await stateOf(QUESTIONS[kind], columns);
      return withAsked(state, { ...untouched(state), ...said })?.request;
    };
    const margin = { margin: ' 0.2 ', cluster: 'id', estimand: 'quantile:0.5' };
    const { request } = QUESTIONS.compare;
    assert.deepEqual(await of('compare', margin), {
      ...request,
      margin: 0.2,
      cluster: 'id',
      alpha: 0.05,
      estimand: 'quantile:0.5',
    });
    assert.deepEqual(await of('judge', { halfWidth: '0.1', stratum: 'x1' }), {
      ...QUESTIONS.judge.request,
      alpha: 0.05,
      halfWidth: 0.1,
      stratum: 'x1',
    });
    const task = { ...QUESTIONS.tasks.request, current: 't03', alpha: 0.2, algorithm: 5, unit: 'unit' };
    assert.deepEqual(await of('tasks', { alpha: '0.2', current: 't03', algorithm: '5', unit: 'unit' }), task);
  });

  it('asks nothing that no control can say', async () => {
    const state = await stateOf(QUESTIONS.compare, ['id']);
    const said = untouched(state);
    for (const wrong of [{ margin: '-1' }, { alpha: '1' }, { alpha: 'x' }, { cluster: 'other' }, { estimand: 'x' }]) {
      assert.equal(withAsked(state, { ...said, ...wrong }), undefined);
    }
    assert.equal(withAsked(state, {}), undefined);
    assert.equal(withAsked(state, { ...said, margin: 1 as unknown as string }), undefined);
  });

  it('says what is wrong with a number', () => {
    const alpha = { above: 0, below: 1 };
    assert.equal(problemWith('', alpha), null);
    assert.equal(problemWith(' 0.05 ', alpha), null);
    assert.equal(problemWith('1e-3', alpha), null);
    assert.equal(problemWith('0,05', alpha), 'Write 0.05, with a point.');
    for (const text of ['0', '1', '-2', 'x', 'Infinity', 'NaN', '0.1.2']) {
      assert.equal(problemWith(text, alpha), 'Write a number between 0 and 1, such as 0.05.', text);
    }
    assert.equal(problemWith('-1', { above: 0, below: Infinity }), 'Write a number above 0, such as 0.05.');
  });

  it('leaves out tasks of which there are too many to choose from', async () => {
    const state = await stateOf(QUESTIONS.tasks);
    const { check } = state;
    assert.ok(check.kind === 'tasks' && 'gaps' in check.result);
    const [gap] = check.result.gaps;
    const gaps = Array.from({ length: 10_000 }, (_, i) => ({ ...gap!, task: `task ${i}` }));
    const many = { ...state, check: { ...check, result: { ...check.result, gaps } } };
    const [, tasks] = controlsOf(many);
    assert.ok(tasks?.kind === 'choice');
    assert.deepEqual(tasks.options, [['current', 'current']]);
    const page = reportPage(many, 'report.js', 'abc');
    assert.match(page, /And 9,000 more, which the JSON of the report has\./);
    assert.match(page, /Of 10,000 tasks, 300 are drawn\./);
    assert.equal(page.match(/<circle/g)?.length, 300);
  });

  describe('with hostile data', () => {
    const markup = `<img src=x onerror="ran()">`;
    const script = `</script><script>ran()</script>`;
    const quotes = `'" onfocus=ran() autofocus x="`;
    const file = (rows: readonly (readonly (string | number)[])[]) => {
      const line = (cells: readonly (string | number)[]) =>
        cells.map((cell) => `"${String(cell).replaceAll('"', '""')}"`).join(',');
      return new TextEncoder().encode(`${rows.map(line).join('\n')}\n`);
    };
    const name = `${quotes}${markup}.csv`;
    const data = [{ name, uri: 'memory:data' }];
    const numbers = Array.from({ length: 120 }, (_, i) => (i * 37) % 101);
    const files: Record<AnsweredCheck['kind'], readonly (readonly (string | number)[])[]> = {
      compare: [
        [markup, script, quotes],
        ...numbers.map((number, i) => [number, i % 2 ? 'real' : 'synthetic', `${markup}${i % 3}`]),
      ],
      judge: [[markup, script, quotes], ...numbers.map((number, i) => [i % 3 ? number : '', number + (i % 5), quotes])],
      tasks: [
        [script, quotes, markup],
        ...numbers.map((number, i) => [`${quotes}${i % 6}`, i % 2 || i % 6 === 0 ? 'synthetic' : 'real', number]),
        ...numbers.map((number, i) => [`${quotes}${i % 6}`, i % 2 && i % 6 ? 'real' : 'synthetic', number]),
      ],
    };
    const questions: Record<AnsweredCheck['kind'], CheckQuestion> = {
      compare: {
        kind: 'compare',
        request: { source: { kind: 'one-table', data, origin: script }, value: markup, stratum: quotes },
      },
      judge: { kind: 'judge', request: { data, human: markup, judge: script, stratum: quotes } },
      tasks: {
        kind: 'tasks',
        request: { data, task: script, origin: quotes, values: [markup], current: `${quotes}0` },
      },
    };

    for (const kind of ['compare', 'judge', 'tasks'] as const) {
      it(`shows that of ${kind} as text`, async () => {
        const open = contentsDataFile(new Map([['memory:data', file(files[kind])]]));
        const check = answered(questions[kind], await runCheck(questions[kind], open));
        const state: ReportState = {
          version: STATE_VERSION,
          title: name,
          document: null,
          check,
          digests: {},
          columns: [markup, script, quotes],
        };
        const page = reportPage(state, `a"><script src=b`, 'abc');
        assert.ok(page.includes('&lt;img src=x onerror=&quot;ran()&quot;&gt;'));
        const message = reportMessage(state);
        assert.ok(message.kind === 'report');
        for (const html of [page, message.summary + message.details]) {
          assert.ok(!html.includes('<img') && !html.includes('autofocus x="'));
          // What is left when quoted attributes are gone is tags of our own, with no handlers.
          const tags = html.replace(/="[^"<>]*"/g, '').match(/<[^>]*>/g) ?? [];
          for (const tag of tags) assert.doesNotMatch(tag, /\bon\w+|ran\(|autofocus/);
        }
        assert.equal(page.match(/<script/g)?.length, 1);
        const kept = /<body data-state="([^"]*)">/.exec(page)?.[1] ?? '';
        const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', '#39': "'", amp: '&' };
        const read = JSON.parse(kept.replace(/&(lt|gt|quot|#39|amp);/g, (_, entity) => entities[entity]!));
        assert.deepEqual(read, JSON.parse(JSON.stringify(state)));
        assert.deepEqual(readState(read), read);
        assert.doesNotMatch(renderMarkdown(checkReport(check)), /(?<!\\)<(img|script)/);
      });
    }
  });
});

describe('what a window kept of a report', () => {
  it('is shown again in the version that wrote it', async () => {
    const state = await stateOf(QUESTIONS.judge);
    assert.equal(readState(state), state);
    const { judge: _, ...wrong } = { ...state.check.result, judge: 0 } as Record<string, unknown>;
    for (const kept of [
      null,
      'text',
      {},
      { ...state, version: STATE_VERSION + 1 },
      { ...state, columns: [1] },
      { ...state, document: 1 },
      { ...state, check: undefined },
      { ...state, check: { ...state.check, kind: 'tasks' } },
      { ...state, check: { ...state.check, result: { ...wrong, estimates: undefined } } },
      { ...state, check: { ...state.check, result: { kind: 'judge' } } },
      ...[undefined, null, {}, { data: [] }, { data: [{ name: 'x' }] }].map((request) => ({
        ...state,
        check: { ...state.check, request },
      })),
    ]) {
      assert.equal(readState(kept), undefined);
    }
  });
});
