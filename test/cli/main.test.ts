import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import manifest from '../../package.json' with { type: 'json' };
import { RULES } from '../../shared/src/protocol/finding.ts';

const ROOT = join(import.meta.dirname, '../..');

function start(args: readonly string[]) {
  return spawn(process.execPath, ['--import', 'tsx', 'server/src/cli/main.ts', ...args], { cwd: ROOT });
}

async function unpool(...args: readonly string[]) {
  const child = start(args);
  const [out, err, [status]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
  return { out, err, status };
}

describe('unpool, as a process', function () {
  this.timeout(240_000);

  it('prints its version', async () => {
    assert.deepEqual(await unpool('--version'), { out: `unpool ${manifest.version}\n`, err: '', status: 0 });
  });

  it('knows what a mistyped command meant', async () => {
    const { out, err, status } = await unpool('chekc');
    assert.equal(status, 2);
    assert.equal(out, '');
    assert.match(err, /^unpool: there is no command "chekc"\. Did you mean "check"\?$/m);
  });

  it('explains every rule, and lists them', async () => {
    const { out: list } = await unpool('explain');
    assert.deepEqual(
      list.split('\n').map((line) => line.split(' ')[0]),
      [...RULES, ''],
    );
    const { out, status } = await unpool('explain', RULES[0]);
    assert.equal(status, 0);
    assert.match(out, /^# .*\n/);
  });

  it('names the nearest rule when one is unknown', async () => {
    const { err, status } = await unpool('explain', 'naive-poolin');
    assert.equal(status, 2);
    assert.match(err, /there is no rule "naive-poolin"\. Did you mean "naive-pooling"\?/);
  });

  it('ends in silence when its reader goes away', async () => {
    const child = start(['explain']);
    child.stdout.destroy();
    const [err, [status]] = await Promise.all([text(child.stderr), once(child, 'close')]);
    assert.equal(err, '');
    assert.equal(status, 141);
  });

  it('finds pooling in a script on standard input', async () => {
    const child = start(['check', '--format', 'json', '--stdin-filename', 'eval.py', '-']);
    child.stdin.end(SCRIPT);
    const [out, err, [status]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
    assert.equal(err, '');
    const { findings, errors } = JSON.parse(out);
    assert.deepEqual(errors, []);
    assert.equal(findings[0]?.rule, 'naive-pooling');
    assert.equal(findings[0].path, 'eval.py');
    assert.ok(findings[0].line > 3);
    assert.equal(status, 1);
  });
});

const SCRIPT = `import pandas as pd

real = pd.read_csv("data/real_prompts.csv")
synthetic = pd.read_csv("data/synthetic_prompts.csv")
pooled = pd.concat([real, synthetic])
print(pooled["score"].mean())
`;
