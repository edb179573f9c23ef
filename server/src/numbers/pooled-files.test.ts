import assert from 'node:assert/strict';
import type { CompareSubject } from '@unpool/shared/protocol/finding.ts';
import type { PoolNumbers } from '@unpool/shared/protocol/pool.ts';
import { contentsDataFile } from '../check/contents-data-file.ts';
import type { Check } from '../check/in-worker.ts';
import { runCheck } from '../check/run-check.ts';
import { digestOf, webHash } from '../evidence/digest.ts';
import { PooledFiles } from './pooled-files.ts';

const FOLDER = 'file:///project';
const CODE = `${FOLDER}/eval/report.py`;
const SUBJECT: CompareSubject = {
  kind: 'compare',
  real: ['human.csv'],
  synthetic: ['synthetic.csv'],
  column: 'score',
  estimand: 'mean',
  isWhole: true,
};

const scores = (from: number, count: number): string =>
  `score\n${Array.from({ length: count }, (_, i) => from + (i % 10) / 10).join('\n')}\n`;

/** The class over files in memory, with all that it does to them; `isRemote` where only reading them tells their digest. */
function pooledFiles(stored: Record<string, string>, check?: Check, isRemote = false) {
  const read: string[] = [];
  const asked: unknown[] = [];
  const bytesOf = (uri: string) => {
    const text = stored[uri.slice(FOLDER.length + 1)];
    return text === undefined ? undefined : new TextEncoder().encode(text);
  };
  const files = {
    list: async () => [],
    size: async (uri: string) => bytesOf(uri)?.length,
    read: async (uri: string) => {
      read.push(uri.slice(FOLDER.length + 1));
      return bytesOf(uri);
    },
    digest: async () => assert.fail('it may have to read the file'),
    cheapDigest: async (uri: string) => {
      const bytes = isRemote ? undefined : bytesOf(uri);
      return bytes && digestOf(uri, [bytes], webHash());
    },
  };
  const run: Check = (question, { contents, signal }) =>
    runCheck(question, contentsDataFile(contents!), { signal: signal! });
  const pooled = new PooledFiles(
    files,
    () => [FOLDER],
    (question, options) => {
      asked.push(question);
      return (check ?? run)(question, options);
    },
  );
  return {
    stored,
    files,
    read,
    asked,
    of: (subject = SUBJECT, signal?: AbortSignal) => pooled.of(subject, CODE, signal),
  };
}

const rows = (numbers: PoolNumbers | null) => numbers?.rows;

describe('the files of pooled rows', () => {
  it('are looked for beside the code, then in the folders of the workspace', async () => {
    const { of, read } = pooledFiles({
      'eval/human.csv': scores(3, 20),
      'human.csv': scores(3, 50),
      'synthetic.csv': scores(4, 90),
    });
    assert.deepEqual(rows(await of()), { real: 20, synthetic: 90 });
    assert.deepEqual(read, ['eval/human.csv', 'synthetic.csv']);
  });

  it('are read once for one content, and again for another', async () => {
    const files = pooledFiles({ 'human.csv': scores(3, 20), 'synthetic.csv': scores(4, 90) });
    const first = await files.of();
    assert.equal(await files.of(), first);
    assert.equal(files.asked.length, 1);
    files.stored['synthetic.csv'] = scores(4, 40);
    assert.deepEqual(rows(await files.of()), { real: 20, synthetic: 40 });
    files.stored['synthetic.csv'] = scores(4, 90);
    assert.equal(await files.of(), first);
    assert.equal(files.asked.length, 2);
    await files.of({ ...SUBJECT, column: 'other' });
    assert.equal(files.asked.length, 3, 'another column is another question');
    assert.equal(files.read.length, 6);
  });

  it('are read once for each answer where that alone tells what they hold', async () => {
    const files = pooledFiles({ 'human.csv': scores(3, 20), 'synthetic.csv': scores(4, 90) }, undefined, true);
    const first = await files.of();
    assert.deepEqual(files.read, ['human.csv', 'synthetic.csv']);
    assert.equal(await files.of(), first);
    assert.deepEqual([files.read.length, files.asked.length], [4, 1]);
  });

  it('that are written while they are looked at are known by what was read', async () => {
    const pooled = pooledFiles({ 'human.csv': scores(3, 20), 'synthetic.csv': scores(4, 90) });
    const { read } = pooled.files;
    pooled.files.read = async (uri) => {
      pooled.stored['synthetic.csv'] = scores(4, 40);
      pooled.files.read = read;
      return read(uri);
    };
    assert.deepEqual(rows(await pooled.of()), { real: 20, synthetic: 40 });
    pooled.stored['synthetic.csv'] = scores(4, 90);
    assert.deepEqual(rows(await pooled.of()), { real: 20, synthetic: 90 });
    assert.equal(pooled.asked.length, 2);
    pooled.stored['synthetic.csv'] = scores(4, 40);
    assert.deepEqual(rows(await pooled.of()), { real: 20, synthetic: 40 });
    assert.equal(pooled.asked.length, 2);
  });

  it('are not read where they are large, alone or together', async () => {
    const large = 'x'.repeat(9_000_000);
    const both = pooledFiles({ 'human.csv': large, 'synthetic.csv': large });
    assert.equal(await both.of(), null);
    const one = pooledFiles({
      'eval/human.csv': large + large,
      'human.csv': scores(3, 9),
      'synthetic.csv': scores(4, 9),
    });
    assert.equal(await one.of(), null, 'nor is another file of that name taken');
    assert.deepEqual([...both.read, ...one.read], []);
  });

  it('tell nothing where they are not there, and once nothing where they cannot be used', async () => {
    const files = pooledFiles({ 'human.csv': scores(3, 20) });
    assert.equal(await files.of(), null);
    files.stored['synthetic.csv'] = '';
    assert.equal(await files.of(), null);
    assert.equal(await files.of(), null);
    assert.equal(files.asked.length, 1);
  });

  it('tell nothing where the worker dies, and what it was told where it is stopped', async () => {
    const dead = pooledFiles({ 'human.csv': scores(3, 20), 'synthetic.csv': scores(4, 90) }, () =>
      Promise.reject(new Error('out of memory')),
    );
    assert.equal(await dead.of(), null);
    const stop = new AbortController();
    const stopped = pooledFiles({ 'human.csv': scores(3, 20), 'synthetic.csv': scores(4, 90) }, (_, { signal }) => {
      stop.abort(new Error('changed'));
      return Promise.reject(signal!.reason);
    });
    await assert.rejects(stopped.of(SUBJECT, stop.signal), /changed/);
    await assert.rejects(stopped.of(SUBJECT, stop.signal), /changed/);
  });

  it('may be one table with both', async () => {
    const table = `origin,score\n${[1, 2, 3, 4, 5].map((x) => `real,${x}\nsynthetic,${x + 1}`).join('\n')}\n`;
    const files = pooledFiles({ 'all.csv': table });
    assert.deepEqual(
      rows(
        await files.of({
          kind: 'compare',
          real: ['all.csv'],
          synthetic: ['all.csv'],
          column: 'score',
          estimand: 'mean',
          isWhole: true,
        }),
      ),
      {
        real: 5,
        synthetic: 5,
      },
    );
  });
});
