import assert from 'node:assert/strict';
import { answered, type CheckAnswer, type CheckQuestion } from '@unpool/shared/protocol/question.ts';
import type { EvidenceAnswer } from '@unpool/shared/protocol/requests.ts';
import { digestOf, webHash } from '../../server/src/evidence/digest.ts';
import { startClient, type TestClient } from './client.ts';

const rows = (from: number): string =>
  `score\n${Array.from({ length: 60 }, (_, i) => from + (i % 10) / 10).join('\n')}\n`;

describe('The evidence of a report', () => {
  let client: TestClient;
  const stored: Record<string, string> = {};
  const refs = (name: string) => [{ name, uri: `file:///project/${name}` }];

  beforeEach(async () => {
    Object.assign(stored, { human: rows(3), alike: rows(3), other: rows(4), evidence: '' });
    const textOf = (uri: string) => stored[uri.replace(/^.*\/|\.csv$|unpool\.|\.json$/g, '')] || undefined;
    const read = async (uri: string) => {
      const text = textOf(uri);
      return text === undefined ? undefined : new TextEncoder().encode(text);
    };
    const digest = async (uri: string) => {
      const bytes = await read(uri);
      return bytes && digestOf(uri, [bytes], webHash());
    };
    const size = async (uri: string) => textOf(uri)?.length;
    client = await startClient({ host: { files: () => ({ read, digest, size, list: async () => [] }) } });
  });
  afterEach(() => client.close());

  async function checked(synthetic: string) {
    const source = { kind: 'two-sides', real: refs('human.csv'), synthetic: refs(`${synthetic}.csv`) } as const;
    const question: CheckQuestion = { kind: 'compare', request: { source, value: 'score' } };
    const answer = await client.connection.sendRequest<CheckAnswer>('unpool/check', { question });
    assert.ok(answer.kind === 'report');
    return { document: null, check: answered(question, answer.result), digests: answer.digests };
  }
  const save = (params: unknown) => client.connection.sendRequest<EvidenceAnswer>('unpool/evidence', params);

  it('keeps what was saved a moment ago', async () => {
    const [first, second] = [await checked('alike'), await checked('other')];
    const saved = await save(first);
    assert.ok(saved.kind === 'evidence');
    stored.evidence = saved.text; // no watcher has told of it yet
    const again = await save(second);
    assert.ok(again.kind === 'evidence');
    assert.equal(JSON.parse(again.text).evidence.length, 2);
  });

  it('is not that of a file that changed since it was checked', async () => {
    const answer = await checked('alike');
    stored.alike = rows(5);
    assert.deepEqual(await save(answer), {
      kind: 'unusable',
      message: 'alike.csv is not the file that was checked any more: nothing was saved. Check again, then save.',
    });
  });

  it('lies beside a file that is in no workspace', async () => {
    const saved = await save({ ...(await checked('alike')), document: 'untitled:Untitled-1' });
    assert.ok(saved.kind === 'evidence');
    assert.equal(saved.uri, 'file:///project/unpool.evidence.json');
  });
});
