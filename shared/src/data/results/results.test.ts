import assert from 'node:assert/strict';
import { dataFile } from '../data-file.ts';
import { openTable } from '../open-table.ts';
import type { Cell } from '../table.ts';

/** The rows by column, without what is missing, and what is said of the reading. */
async function read(name: string, content: unknown) {
  const text = Array.isArray(content)
    ? content.map((line) => JSON.stringify(line)).join('\n')
    : JSON.stringify(content);
  const table = await openTable(dataFile(name, new TextEncoder().encode(text)));
  const rows: Record<string, Cell>[] = [];
  for await (const batch of table.rows) {
    for (const { cells } of batch) {
      const known = table.columns.flatMap((column, i) => (cells[i] === null ? [] : [[column, cells[i]!] as const]));
      rows.push(Object.fromEntries(known));
    }
  }
  return { rows, said: table.problems().join('\n') };
}

describe('results of evaluation tools', () => {
  it('Inspect', async () => {
    const sample = (id: number, scores: unknown) => ({
      id,
      epoch: 1,
      input:
        id === 1
          ? 'What?'
          : [
              { role: 'system', content: 'Be brief.' },
              { role: 'user', content: 'What?' },
            ],
      target: 'B',
      messages: [{ role: 'user', content: 'What?' }],
      output: { model: 'm', choices: [{ message: { content: 'It is B.' } }], completion: 'It is B.' },
      scores,
      metadata: { level: 3 },
    });
    const { rows, said } = await read('log.json', {
      version: 2,
      status: 'success',
      eval: { task: 'qa', model: 'openai/x' },
      results: {},
      samples: [
        sample(1, {
          match: { value: 'C', answer: 'B' },
          choice: { value: 'C' },
          grades: { value: { tone: 'P', facts: 1 } },
        }),
        sample(2, { match: { value: 'I', answer: 'A' }, choice: { value: 'A' } }),
      ],
    });
    const same = { task: 'qa', model: 'openai/x', epoch: 1, input: 'What?', target: 'B', output: 'It is B.' };
    assert.deepEqual(rows, [
      {
        ...same,
        id: 1,
        'scores.match': 1,
        'scores.choice': 'C',
        'scores.grades.tone': 0.5,
        'scores.grades.facts': 1,
        'answers.match': 'B',
        'metadata.level': 3,
      },
      { ...same, id: 2, 'scores.match': 0, 'scores.choice': 'A', 'answers.match': 'A', 'metadata.level': 3 },
    ]);
    assert.match(said, /log\.json was read as a log of Inspect.*C is 1, P is 0\.5/);
  });

  it('promptfoo', async () => {
    const result = {
      promptIdx: 0,
      testIdx: 4,
      testCase: { vars: {} },
      provider: { id: 'openai:x', label: '' },
      prompt: { raw: 'Say {{x}}', label: 'short' },
      vars: { x: 'hi' },
      response: { output: 'hi' },
      success: true,
      score: 0.75,
      namedScores: { tone: 0.5 },
      gradingResult: {
        pass: true,
        componentResults: [
          { pass: true, score: 1, assertion: { type: 'equals', value: 'hi' } },
          { pass: true, score: 0.5, assertion: { type: 'llm-rubric', metric: 'tone' } },
          { pass: true, score: 0, assertion: { type: 'equals', value: 'x' } },
        ],
      },
      latencyMs: 12,
    };
    const row = {
      test: 4,
      prompt: 'short',
      provider: 'openai:x',
      'vars.x': 'hi',
      output: 'hi',
      success: true,
      score: 0.75,
      'namedScores.tone': 0.5,
      'asserts.equals': 1,
      'asserts.tone': 0.5,
      'asserts.equals 2': 0,
      latencyMs: 12,
    };
    const summary = { version: 3, results: [result], prompts: [{ raw: 'Say {{x}}' }], stats: {} };
    const exported = await read('r.json', { evalId: 'e', results: summary, config: {} });
    assert.deepEqual(exported.rows, [row]);
    assert.match(exported.said, /results of promptfoo/);
    assert.deepEqual((await read('r.json', summary)).rows, [row]);
    assert.doesNotMatch(exported.said, /error/);
    const broken = { ...result, success: false, score: 0, failureReason: 2, error: 'API error' };
    const { said } = await read('r.json', { results: [result, broken] });
    assert.match(said, /1 of 2 ended in an error, and count as failed/);
  });

  it('DeepEval', async () => {
    const metric = (name: string, score: number) => ({ name, score, success: score > 0.5, threshold: 0.5, reason: '' });
    const row = {
      name: 'test 0',
      input: 'q',
      output: 'a',
      expected: 'b',
      success: false,
      'scores.Answer Relevancy': 0.9,
      'scores.Bias': 0.2,
      'passed.Answer Relevancy': true,
      'passed.Bias': false,
    };
    const metrics = [metric('Answer Relevancy', 0.9), metric('Bias', 0.2)];
    const run = {
      testCases: [
        { name: 'test 0', input: 'q', actualOutput: 'a', expectedOutput: 'b', success: false, metricsData: metrics },
      ],
      conversationalTestCases: [],
      metricsScores: [{ metric: 'Bias', scores: [0.2] }],
    };
    for (const document of [run, { testRunData: run, testRunLink: null }]) {
      const { rows, said } = await read('.latest_test_run.json', document);
      assert.deepEqual(rows, [row]);
      assert.match(said, /a test run of DeepEval/);
    }
    const { rows } = await read('result.json', {
      test_results: [
        { name: 'test 0', input: 'q', actual_output: 'a', expected_output: 'b', success: false, metrics_data: metrics },
      ],
      confident_link: null,
    });
    assert.deepEqual(rows, [row]);
  });

  it('lm-evaluation-harness', async () => {
    const line = (filter: string, match: number) => ({
      doc_id: 7,
      doc: { question: 'q', level: 2 },
      target: '4',
      arguments: { gen_args_0: { arg_0: 'q' } },
      resps: [['4!']],
      filtered_resps: ['4'],
      filter,
      metrics: ['exact_match'],
      doc_hash: 'd',
      prompt_hash: 'p',
      target_hash: 't',
      exact_match: match,
    });
    const { rows, said } = await read('samples_x.jsonl', [line('strict', 1), line('loose', 0)]);
    const same = { doc_id: 7, target: '4', response: '4', 'doc.question': 'q', 'doc.level': 2 };
    assert.deepEqual(rows, [
      { ...same, filter: 'strict', exact_match: 1 },
      { ...same, filter: 'loose', exact_match: 0 },
    ]);
    assert.match(said, /lm-evaluation-harness/);
    assert.match(
      said,
      /Caution: in samples_x\.jsonl, each document is there once for each of the filters "strict", "loose", .* keep the lines of one filter/,
    );
    assert.doesNotMatch((await read('samples_y.jsonl', [line('strict', 1), line('strict', 0)])).said, /Caution/);
  });

  it('OpenAI evals', async () => {
    const event = (sample_id: string, type: string, data: unknown) => ({
      run_id: 'r',
      event_id: 1,
      sample_id,
      type,
      data,
    });
    const { rows, said } = await read('run.jsonl', [
      { spec: { completion_fns: ['x'], eval_name: 'a.b.c', run_id: 'r' } },
      event('s.1', 'sampling', { prompt: 'p', sampled: 'x' }),
      event('s.1', 'match', { correct: true, expected: 'x', picked: 'x' }),
      event('s.2', 'match', { correct: false, expected: 'y', picked: null }),
      event('s.1', 'metrics', { accuracy: 1, f1_score: 0.5 }),
      event('s.2', 'metrics', { accuracy: 0, f1_score: 0 }),
      event('s.1', 'match', { correct: false, expected: 'x', picked: 'z' }),
      { final_report: { accuracy: 0.5 } },
    ]);
    assert.deepEqual(rows, [
      { sample_id: 's.1', correct: true, expected: 'x', picked: 'x', accuracy: 1, f1_score: 0.5 },
      { sample_id: 's.2', correct: false, expected: 'y', accuracy: 0, f1_score: 0 },
      { sample_id: 's.1', correct: false, expected: 'x', picked: 'z' },
    ]);
    assert.match(said, /a log of OpenAI evals/);
  });

  it('olmo-eval', async () => {
    const { rows, said } = await read('task-predictions.jsonl', [
      {
        doc_id: 0,
        native_id: 'n0',
        model_output: [{ text: 'B', extracted_answer: 'B', num_chars: 1 }],
        instance_metrics: { accuracy: { accuracy: 1 }, quality: { judge: 0.5, rules: 1 } },
        label: 'B',
        judge_result: { score: 4 },
        final_output: 'B!',
      },
    ]);
    const row = { doc_id: 0, native_id: 'n0', label: 'B', output: 'B!', 'metrics.accuracy': 1 };
    assert.deepEqual(rows, [{ ...row, 'metrics.quality.judge': 0.5, 'metrics.quality.rules': 1, 'judge.score': 4 }]);
    assert.match(said, /predictions of olmo-eval/);
    const olmes = await read('task-predictions.jsonl', [
      { doc_id: 0, native_id: 'n0', metrics: { acc_raw: 1 }, model_output: [{ continuation: ' B' }], label: 1 },
      { doc_id: 1, native_id: 'n1', metrics: null, model_output: null, label: 1 },
      { doc_id: 2, native_id: 'n2', label: 1 },
    ]);
    assert.deepEqual(olmes.rows, [
      { doc_id: 0, native_id: 'n0', label: 1, output: ' B', 'metrics.acc_raw': 1 },
      { doc_id: 1, native_id: 'n1', label: 1 },
      { doc_id: 2, native_id: 'n2', label: 1 },
    ]);
  });
});
