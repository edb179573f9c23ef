import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import os, { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { DataError } from '@unpool/shared/data/data-error.ts';
import type { CheckProgress, CompareRequest, CompareResult } from '@unpool/shared/protocol/check.ts';
import { build } from 'esbuild';
import { goldenFile } from '../../../test/golden/golden.ts';
import { checkInWebWorker } from './in-web-worker.ts';
import { checkInWorker } from './in-worker.ts';
import { nodeDataFile } from './node-data-file.ts';
import { runCheck } from './run-check.ts';
import { runCompare } from './run-compare.ts';

const table = { name: 'unpaired_score.csv', uri: pathToFileURL(goldenFile('unpaired_score.csv')).href };
const compare = (request: CompareRequest) => ({ kind: 'compare', request }) as const;
const request: CompareRequest = { source: { kind: 'one-table', data: [table], origin: 'origin' }, value: 'score' };

describe('the check in a worker', () => {
  let folder: string;
  let worker: string;

  before(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'unpool-worker-'));
    worker = path.join(folder, 'check-worker.cjs');
    const entryPoints = [fileURLToPath(new URL('./worker-node.ts', import.meta.url))];
    await build({ entryPoints, outfile: worker, bundle: true, platform: 'node', format: 'cjs', target: 'node20' });
  });
  after(() => rmSync(folder, { recursive: true }));

  it('gives what it gives without one, and tells its progress', async () => {
    const seen: CheckProgress[] = [];
    const result = await checkInWorker(worker, compare(request), {
      onProgress: (progress) => void seen.push(progress),
    });
    assert.deepEqual(result, await runCompare(request, nodeDataFile));
    assert.equal(seen[0]?.stage, 'reading');
    assert.equal(seen.at(-1)?.stage, 'computing');
    assert.ok(seen.every(({ fraction }, i) => fraction >= (seen[i - 1]?.fraction ?? 0) && fraction <= 1));
  });

  it('leaves the processor to the server where both want it', async function () {
    if (process.platform !== 'linux') this.skip();
    const niceness = () =>
      readdirSync('/proc/self/task').flatMap((thread) => {
        const stat = `/proc/self/task/${thread}/stat`;
        if (!existsSync(stat)) return []; // it has ended
        const fields = readFileSync(stat, 'utf8').replace(/^.*\) /, '');
        return [Number(fields.split(' ')[16])];
      });
    const own = os.getPriority();
    const seen: number[][] = [];
    await checkInWorker(worker, compare(request), { onProgress: () => void seen.push(niceness()) });
    assert.deepEqual(new Set(seen[0]), new Set([own, Math.min(19, own + 5)]));
    assert.equal(os.getPriority(), own);
  });

  it('takes contents instead of files', async () => {
    const uri = 'memfs:/data.csv';
    const contents = new Map([[uri, new TextEncoder().encode('origin,x\nreal,1\nreal,2\nsynthetic,3\nsynthetic,5\n')]]);
    const data = [{ name: 'data.csv', uri }];
    const asked = compare({ source: { kind: 'one-table', data, origin: 'origin' } });
    const { shift } = (await checkInWorker(worker, asked, { contents })) as CompareResult;
    assert.equal(shift.estimate, 2.5);
  });

  it('reads Parquet, Arrow and gzip, of contents as of files', async () => {
    const stored = (name: string) => new URL(`../../../test/data/${name}`, import.meta.url);
    const asked = async (name: string, uri: string) =>
      (await checkInWorker(
        worker,
        compare({ source: { kind: 'one-table', data: [{ name, uri }] }, value: 'score', margin: 0.1 }),
        uri.startsWith('file:') ? {} : { contents: new Map([[uri, readFileSync(stored(name))]]) },
      )) as CompareResult;
    const { shift } = await asked('table.csv', stored('table.csv').href);
    for (const name of ['zstd.parquet', 'lz4.feather', 'polars-zstd.arrow']) {
      assert.deepEqual((await asked(name, stored(name).href)).shift, shift, name);
      assert.deepEqual((await asked(name, 'memfs:/x')).shift, shift, name);
    }
  });

  it('checks a judge and a task as well', async () => {
    const file = (name: string) => ({ name, uri: pathToFileURL(goldenFile(name)).href });
    const judge = { kind: 'judge', request: { data: [file('judge_binary.csv')] } } as const;
    assert.deepEqual(await checkInWorker(worker, judge), await runCheck(judge, nodeDataFile));
    const values = ['value'] as const;
    const of = { data: [file('tasks.csv')], task: 'task', origin: 'origin', values, current: 't40' } as const;
    const tasks = { kind: 'tasks', request: of } as const;
    assert.deepEqual(await checkInWorker(worker, tasks), await runCheck(tasks, nodeDataFile));
  });

  it('carries back what is wrong with the data', async () => {
    const wrong = checkInWorker(worker, compare({ ...request, value: 'scores' }));
    await assert.rejects(wrong, (error) => error instanceof DataError && error.file === 'unpaired_score.csv');
  });

  it('ends at once when cancelled', async () => {
    const controller = new AbortController();
    const run = checkInWorker(worker, compare(request), {
      signal: controller.signal,
      onProgress: () => controller.abort(),
    });
    await assert.rejects(run, { name: 'AbortError' });
  });

  it('rejects when the worker cannot be loaded', async () => {
    await assert.rejects(checkInWorker(path.join(folder, 'absent.cjs'), compare(request)));
  });
});

describe('the check without a worker', () => {
  const uri = 'memfs:/data.csv';
  const rows = Array.from({ length: 2000 }, (_, i) => `${i % 2 === 0 ? 'real' : 'synthetic'},${(i * 37) % 2003}\n`);
  const bytes = new TextEncoder().encode(`origin,x\n${rows.join('')}`);
  const contents = new Map([[uri, bytes]]);
  const data = [{ name: 'data.csv', uri }];
  const inline: CompareRequest = { source: { kind: 'one-table', data, origin: 'origin' } };

  it('runs in slices between which messages come through', async () => {
    let heard = 0;
    const timer = setInterval(() => heard++, 0);
    const { real } = (await checkInWebWorker(undefined, compare(inline), { contents })) as CompareResult;
    clearInterval(timer);
    assert.equal(real.n, 1000);
    assert.ok(heard > 0);
  });

  it('stops when cancelled', async () => {
    const controller = new AbortController();
    const onProgress = ({ stage }: CheckProgress) => stage === 'computing' && controller.abort();
    const run = checkInWebWorker(undefined, compare(inline), { contents, signal: controller.signal, onProgress });
    await assert.rejects(run, { name: 'AbortError' });
  });
});
