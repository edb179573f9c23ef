import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { Worker } from 'node:worker_threads';
import type { CheckSettings } from '../../server/src/cli/check-source.ts';
import { checkOptions } from '../../server/src/cli/options.ts';
import type { CheckedSource } from '../../server/src/cli/report.ts';
import { checkInThreads } from '../../server/src/cli/threads.ts';
import { builtCommand } from './built.ts';
import { Folder, notebook } from './folder.ts';

describe('unpool check --jobs', function () {
  this.timeout(240_000);
  let folder: Folder;

  // built, since a thread starts the file that it is in, which no loader translates there
  afterEach(() => folder.remove());

  const startIn = (cwd: string, ...args: readonly string[]) =>
    spawn(process.execPath, [builtCommand(), 'check', ...args], { cwd: join(folder.path, cwd) });
  const start = (...args: readonly string[]) => startIn('.', ...args);
  const unpool = (...args: readonly string[]) => unpoolIn('.', ...args);

  async function unpoolIn(cwd: string, ...args: readonly string[]) {
    const child = startIn(cwd, ...args);
    const [out, err, [status]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
    return { out, err, status };
  }

  it('gives byte for byte what one thread gives, in path order, problems included', async () => {
    folder = await Folder.with(project(70));
    const { out } = await unpool('--write-baseline', 'known.jsonl', '-j', '3', 'scripts/eval_020.py', 'scripts');
    assert.equal(out, '35 findings in known.jsonl (35 new, 0 gone)\n');
    await rm(join(folder.path, 'scripts/eval_020.py'));
    for (const format of [
      ['--format', 'text'],
      ['--format', 'json'],
      ['--format', 'sarif'],
      ['--format', 'github'],
      ['--format', 'junit'],
      ['--baseline', 'known.jsonl'],
      ['--diff', '--unsafe-fixes'],
    ]) {
      const one = await unpool(...format, '--jobs', '1', '.', 'missing.py');
      const three = await unpool(...format, '-j', '3', '.', 'missing.py');
      assert.deepEqual(three, one);
      assert.equal(one.status, 2);
      if (format[1] === 'json') assert.match(one.out, /The files have 4 real rows and 5 synthetic ones/);
      assert.match(one.err, /missing\.py: no such file.*\n.*broken\.ipynb: /);
    }
  });

  it('follows the configuration of each folder, whichever thread has it', async () => {
    const files = project(70);
    folder = await Folder.with({ ...files, 'unpool.toml': '[rules]\nnaive-pooling = "hint"\nwrong = 1\n' });
    const one = await unpool('--format', 'json', '-j', '1');
    const three = await unpool('--format', 'json', '-j', '3');
    assert.deepEqual(three, one);
    assert.equal(one.status, 2);
    assert.equal(JSON.parse(one.out).findings.length, 35);
    assert(JSON.parse(one.out).findings.every(({ severity }: { severity: string }) => severity === 'hint'));
  });

  it('reads up to the root of the repository', async () => {
    folder = await Folder.with({
      '.git/HEAD': '',
      'data/human.csv': 'score\n1\n2\n3\n2\n',
      'data/synthetic.csv': 'score\n2\n3\n4\n3\n3\n',
      'unpool.evidence.json': '{',
      'src/eval.py':
        'import pandas as pd\n\npooled = pd.concat([pd.read_csv("../data/human.csv"), pd.read_csv("../data/synthetic.csv")])\nprint(pooled["score"].mean())\n',
      ...Object.fromEntries(Array.from({ length: 40 }, (_, i) => [`src/none_${i}.py`, 'x = 1\n'])),
    });
    const one = await unpoolIn('src', '--format', 'json', '-j', '1');
    assert.deepEqual(await unpoolIn('src', '--format', 'json', '-j', '3'), one);
    assert.match(one.out, /4 real rows are pooled with 5 synthetic ones/);
    assert.match(one.err, /^unpool: \.\.\/unpool\.evidence\.json: line 1, column 2: /);
  });

  it('finds what comes from another file, whichever thread has it', async () => {
    folder = await Folder.with(project(70));
    const { findings } = JSON.parse((await unpool('--format', 'json', '-j', '2')).out);
    const found = findings.map(({ path }: { path: string }) => path);
    assert.equal(found.length, 35);
    assert.deepEqual(found, [...found].sort());
  });

  it('ends at once when interrupted', async () => {
    folder = await Folder.with(project(400));
    const child = start('-j', '2');
    await once(child.stdout, 'data');
    child.kill('SIGINT');
    const [status, signal] = await once(child, 'exit');
    assert.deepEqual({ status, signal }, { status: null, signal: 'SIGINT' });
  });
});

describe('checking in threads', () => {
  const settings: CheckSettings = {
    options: checkOptions([])!,
    cwd: '/project',
    folders: [],
    readable: [],
    known: new Map(),
    named: new Set(),
    parsesAll: true,
  };

  it('names the file that a thread died of, and goes on with the rest', async () => {
    const files = Array.from({ length: 50 }, (_, i) => `/project/${i % 20 === 7 ? 'deadly' : 'good'}-${i}.py`);
    const told: CheckedSource[] = [];
    for await (const checked of checkInThreads(files, 2, settings, startMortal)) told.push(checked);
    assert.deepEqual(
      told.map(({ path }) => `/project/${path}`),
      files,
    );
    const problems = told.flatMap(({ problem }) => problem ?? []);
    assert.deepEqual(
      problems.map(({ path }) => path),
      ['deadly-7.py', 'deadly-27.py', 'deadly-47.py'],
    );
    assert.match(problems[0]!.message, /^the analysis broke off: no memory left$/);
  });

  it('stops its threads when nobody wants more', async () => {
    const threads: Worker[] = [];
    const start = () => threads[threads.push(startMortal()) - 1]!;
    for await (const _ of checkInThreads(['/project/a.py', '/project/b.py'], 1, settings, start)) break;
    assert.deepEqual(
      threads.map(({ threadId }) => threadId),
      [-1],
    );
  });
});

/** Says that all is well with each file; dies of those that are called deadly. */
function startMortal(): Worker {
  const code = `
    const { parentPort } = require('node:worker_threads');
    parentPort.on('message', async (files) => {
      for (const file of files) {
        await new Promise((resolve) => setTimeout(resolve, 1));
        if (file.includes('deadly')) throw new Error('no memory left');
        const path = file.slice('/project/'.length);
        parentPort.postMessage({ path, findings: [], known: [], repaired: null, problem: null });
      }
    });`;
  return new Worker(code, { eval: true });
}

/** Scripts of which every second pools, through a helper and a file that others write; one notebook is broken. */
function project(size: number): Record<string, string> {
  const files: Record<string, string> = {
    'broken.ipynb': '{"cells": [',
    'data/real.csv': 'score\n1\n2\n3\n2\n',
    'data/synthetic_topup.csv': 'score\n2\n3\n4\n3\n3\n',
    'fine.ipynb': notebook({ type: 'code', source: 'x = 1' }),
    'helpers.py': 'import pandas as pd\n\ndef pool(a, b):\n    return pd.concat([a, b])\n',
    'make.py': 'from sdv.single_table import CTGANSynthesizer\n\nmodel.sample(100).to_csv("data/topup.csv")\n',
  };
  for (let i = 0; i < size; i++) {
    const topUp = i % 2 === 0 ? 'data/synthetic_topup.csv' : 'data/real_second.csv';
    files[`scripts/eval_${String(i).padStart(3, '0')}.py`] = `import pandas as pd
from helpers import pool

real = pd.read_csv("data/real.csv")
pooled = pool(real, pd.read_csv("${topUp}"))
print(pooled["score"].mean())
`;
  }
  return files;
}
