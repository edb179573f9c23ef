import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { builtCommand } from './built.ts';
import { Folder } from './folder.ts';
import { commitAll, gitEnvironment, ROOT } from './repository.ts';

interface Step {
  readonly name: string;
  readonly id?: string;
  readonly if?: string;
  readonly shell?: string;
  readonly run?: string;
  readonly uses?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly with?: Readonly<Record<string, string>>;
}

const action = parse(readFileSync(join(ROOT, 'action.yml'), 'utf8'));
const steps: readonly Step[] = action.runs.steps;

describe('the GitHub Action', function () {
  this.timeout(120_000);
  const temporary = mkdtempSync(join(tmpdir(), 'unpool-action-'));
  const repository = join(temporary, 'repository');
  const bin = join(temporary, 'bin');
  let project: Folder;

  before(async () => {
    // npm needs the network, and a build its time: test/slow/install.test.ts has both
    await Folder.write(temporary, {
      'bin/npm': '#!/bin/sh\necho "$@" > npm-arguments\n',
      'repository/scripts/build.mjs': "import fs from 'node:fs';\nfs.writeFileSync('built', process.argv[2]);\n",
      'work/empty': '',
    });
    chmodSync(join(bin, 'npm'), 0o755);
    commitAll(repository, 'v9.9.9');
    project = await Folder.with({ 'a b.py': SCRIPT, 'clean.py': 'x = 1\n' });
  });
  after(async () => {
    await project?.remove();
    rmSync(temporary, { recursive: true });
  });

  /** Runs a step as GitHub does: its inputs by name, else as the action presets them. */
  function runStep(id: string, inputs: Readonly<Record<string, string>>) {
    const { run, env } = steps.find((step) => step.id === id)!;
    const output = join(temporary, 'work', randomUUID());
    writeFileSync(output, '');
    const result = spawnSync('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', run!], {
      cwd: project.path,
      encoding: 'utf8',
      env: {
        ...gitEnvironment(repository),
        PATH: `${bin}:${process.env.PATH}`,
        RUNNER_TEMP: join(temporary, 'work'),
        GITHUB_OUTPUT: output,
        ...Object.fromEntries(Object.entries(env ?? {}).map(([name, text]) => [name, evaluated(text, inputs)])),
      },
    });
    const lines = readFileSync(output, 'utf8').split('\n').filter(Boolean);
    const outputs: Record<string, string> = Object.fromEntries(lines.map((line) => line.split('=')));
    return { status: result.status, out: result.stdout, err: result.stderr, outputs };
  }

  function evaluated(text: string, inputs: Readonly<Record<string, string>>): string {
    return text.replace(/\$\{\{ (\S+) \}\}/g, (_, expression: string) => {
      if (expression === 'github.action_path') return repository;
      if (expression === 'steps.build.outputs.unpool') return builtCommand();
      const name = /^inputs\.([\w-]+)$/.exec(expression)?.[1];
      assert(name !== undefined && name in action.inputs, `cannot tell ${expression}`);
      return inputs[name] ?? String(action.inputs[name].default);
    });
  }

  it('has what GitHub requires', () => {
    assert.equal(typeof action.name, 'string');
    assert.equal(typeof action.description, 'string');
    assert.equal(action.runs.using, 'composite');
    for (const input of Object.values<Record<string, unknown>>(action.inputs)) {
      assert.equal(typeof input.description, 'string');
      assert.equal(typeof input.default, 'string', 'a default is text');
    }
    for (const { run, uses, shell } of steps) {
      assert.equal(run === undefined, uses !== undefined);
      assert.equal(shell, run === undefined ? undefined : 'bash');
    }
  });

  it('hands inputs to the shell in variables only, where they cannot be commands', () => {
    for (const { run } of steps) assert.doesNotMatch(run ?? '', /\$\{\{/);
  });

  it('uses each of its inputs, and only steps that are there', () => {
    const text = JSON.stringify(action.runs) + JSON.stringify(action.outputs);
    for (const name of Object.keys(action.inputs)) assert.ok(text.includes(`\${{ inputs.${name} }}`), name);
    for (const [, id] of text.matchAll(/steps\.(\w+)\./g))
      assert.ok(
        steps.some((step) => step.id === id),
        id,
      );
  });

  for (const [what, inputs, folder] of [
    ['itself', {}, repository],
    ['another version, if asked', { version: 'v9.9.9' }, join(temporary, 'work/unpool')],
  ] as const) {
    it(`builds ${what}, from what is locked`, () => {
      const { status, err, outputs } = runStep('build', inputs);
      assert.equal(status, 0, err);
      assert.match(readFileSync(join(folder, 'npm-arguments'), 'utf8'), /^ci --ignore-scripts /);
      assert.equal(readFileSync(join(folder, 'built'), 'utf8'), '--production');
      assert.deepEqual(outputs, { unpool: join(folder, 'dist/cli.cjs') });
    });
  }

  it('fails where there is no such version', () => {
    const { status, err } = runStep('build', { version: 'v0.0.0' });
    assert.notEqual(status, 0);
    assert.match(err, /v0\.0\.0 not found/);
  });

  it('annotates, and fails where there are findings', () => {
    const { status, out } = runStep('check', {});
    assert.match(out, /^::warning file=a b\.py,line=5,.*title=Unpool%3A naive-pooling/m);
    assert.equal(status, 1);
    assert.equal(runStep('check', { 'fail-on': 'error' }).status, 0);
  });

  it('takes several paths, one a line', () => {
    const { out, status } = runStep('check', { paths: 'a b.py\n\nclean.py\n', format: 'text' });
    assert.match(out, /^1 finding .* in 2 files/m);
    assert.equal(status, 1);
    assert.equal(runStep('check', { paths: 'clean.py' }).status, 0);
  });

  it('takes a baseline and an output', () => {
    assert.equal(
      spawnSync('node', [builtCommand(), 'check', '--write-baseline', 'b.jsonl'], { cwd: project.path }).status,
      0,
    );
    const { status } = runStep('check', { baseline: 'b.jsonl', format: 'junit', output: 'unpool.xml' });
    assert.equal(status, 0);
    assert.match(readFileSync(join(project.path, 'unpool.xml'), 'utf8'), /^<\?xml/);
  });

  it('hands SARIF to code scanning, also when the check fails', () => {
    const { status, outputs } = runStep('check', { 'upload-sarif': 'true' });
    assert.equal(status, 1);
    const { runs } = JSON.parse(readFileSync(outputs.sarif!, 'utf8'));
    assert.equal(runs[0].results.length, 1);
    const upload = steps.find(({ uses }) => uses !== undefined)!;
    assert.match(upload.uses!, /^github\/codeql-action\/upload-sarif@v\d+$/);
    assert.match(upload.if!, /!cancelled\(\)/);
    assert.equal(upload.with!.sarif_file, `\${{ steps.check.outputs.sarif }}`);
    assert.deepEqual(runStep('check', {}).outputs, {}, 'nothing to upload');
  });
});

const SCRIPT = `import pandas as pd
real = pd.read_csv("real.csv")
synthetic = pd.read_csv("synthetic.csv")
pooled = pd.concat([real, synthetic])
print(pooled["score"].mean())
`;
