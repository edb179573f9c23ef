import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { checkDataInput, INPUTS, pathsIn, questionOf } from './check-data-input.ts';

const fileOf = (path: string) => ({ name: path, uri: `file:///${path}` });
const asked = (input: object) => questionOf(checkDataInput(input), fileOf);
const refused = (input: unknown, message: RegExp) => assert.throws(() => checkDataInput(input), message);

describe('A check that a model asks for', () => {
  it('compares files of two origins', () => {
    const input = { kind: 'compare', real: 'r.csv', synthetic: ['s.csv', 't.csv'], value: 'score', margin: 0.1 };
    assert.deepEqual(pathsIn(checkDataInput(input)), ['r.csv', 's.csv', 't.csv']);
    assert.deepEqual(asked(input), {
      kind: 'compare',
      request: {
        source: {
          kind: 'two-sides',
          real: [fileOf('r.csv')],
          synthetic: [fileOf('s.csv'), fileOf('t.csv')],
        },
        value: 'score',
        margin: 0.1,
      },
    });
  });

  it('compares the rows of one table by their origin; null says nothing', () => {
    const input = {
      kind: 'compare',
      data: ['a.csv'],
      origin: 'source',
      realIs: 'human',
      estimand: 'rating',
      alpha: null,
    };
    assert.deepEqual(asked(input), {
      kind: 'compare',
      request: {
        source: { kind: 'one-table', data: [fileOf('a.csv')], origin: 'source', realIs: 'human' },
        estimand: 'rating',
      },
    });
  });

  it('looks at a judge, and at tasks', () => {
    assert.deepEqual(asked({ kind: 'judge', data: ['v.csv'], human: 'human', stratum: 'topic' }), {
      kind: 'judge',
      request: { data: [fileOf('v.csv')], human: 'human', stratum: 'topic' },
    });
    const tasks = { kind: 'tasks', data: ['t.csv'], task: 'task', current: 'new', origin: 'source', value: 'score' };
    assert.deepEqual(asked(tasks), {
      kind: 'tasks',
      request: { data: [fileOf('t.csv')], task: 'task', current: 'new', origin: 'source', values: ['score'] },
    });
  });

  it('is refused with a message that says what is wrong', () => {
    refused(undefined, /"kind" is undefined; expected compare, judge, tasks/);
    refused({ kind: 'compare', real: ['r.csv'] }, /takes "real" and "synthetic".*or else "data"/);
    refused({ kind: 'compare', data: ['a.csv'], real: ['r.csv'] }, /or else "data"/);
    refused({ kind: 'judge' }, /"judge" also needs data/);
    refused({ kind: 'tasks', data: ['a.csv'], task: 't' }, /also needs current, origin, value/);
    refused({ kind: 'judge', data: ['a.csv'], value: 'x' }, /"judge" has no "value".* human, judge/);
    refused({ kind: 'judge', data: [7] }, /"data" is \[7\]; expected paths/);
    refused({ kind: 'judge', data: [] }, /expected paths/);
    refused({ kind: 'judge', data: ['a.csv'], margin: '0.1' }, /"margin" is "0.1"; expected a number/);
    refused({ kind: 'judge', data: ['a.csv'], human: 3 }, /"human" is 3; expected a text/);
    refused({ kind: 'compare', data: ['a.csv'], estimand: 'median' }, /expected mean, .*quantile:0.5/);
  });

  it('is what the manifest tells models of', () => {
    const manifest = JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8'));
    const tools: { name: string; inputSchema: { properties: Record<string, { enum?: string[] }> } }[] =
      manifest.contributes.languageModelTools;
    const { kind, ...told } = tools.find(({ name }) => name === 'unpool_check_data')!.inputSchema.properties;
    assert.deepEqual(kind?.enum, Object.keys(INPUTS));
    assert.deepEqual(Object.keys(told).sort(), [...new Set(Object.values(INPUTS).flat())].sort());
  });
});
