import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import manifest from '../../package.json' with { type: 'json' };
import { blocksOf } from '../../server/src/rules/page.ts';
import { copyRepository, gitEnvironment, ROOT } from '../cli/repository.ts';

/** Installs Unpool from its repository, as its pages say, with the real npm and pre-commit: needs their registries. */
describe('Unpool, installed from its repository', () => {
  const temporary = mkdtempSync(join(tmpdir(), 'unpool-install-'));
  const repository = join(temporary, 'repository');
  const project = join(temporary, 'project');
  const env: NodeJS.ProcessEnv = { ...gitEnvironment(repository), PRE_COMMIT_HOME: join(temporary, 'pre-commit') };
  const tag = `v${manifest.version}`;

  before(() => {
    copyRepository(repository, tag);
    mkdirSync(project);
    writeFileSync(join(project, 'pooled.py'), SCRIPT);
    writeFileSync(join(project, 'notes.txt'), 'POOLED\n');
    run('git', 'init', '--quiet');
  });
  after(() => rmSync(temporary, { recursive: true, force: true }));

  function run(command: string, ...args: readonly string[]) {
    const { status, stdout, stderr, error } = spawnSync(command, args, {
      cwd: project,
      env,
      encoding: 'utf8',
      timeout: 900_000,
    });
    if (error) throw error;
    return { status, out: stdout + stderr };
  }

  function succeed(command: string, ...args: readonly string[]): string {
    const { status, out } = run(command, ...args);
    assert.equal(status, 0, out);
    return out;
  }

  it('runs as a hook of pre-commit, by the configuration in the README', () => {
    const python = join(temporary, 'python');
    succeed('python3', '-m', 'venv', python);
    const bin = (name: string) => join(python, process.platform === 'win32' ? `Scripts/${name}.exe` : `bin/${name}`);
    succeed(bin('python'), '-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', 'pre-commit==4.7.0');
    const readme = blocksOf(readFileSync(join(ROOT, 'README.md'), 'utf8'));
    const config = readme.find(({ info, code }) => info === 'yaml' && code.includes('repos:'))!.code;
    assert.equal(parse(config).repos[0].rev, tag);
    writeFileSync(join(project, '.pre-commit-config.yaml'), config);
    run('git', 'add', '--all');
    const { status, out } = run(bin('pre-commit'), 'run');
    assert.equal(status, 1, out);
    assert.match(out, /^pooled\.py:5:7 warning naive-pooling/m);
    assert.match(out, /^1 finding \(1 warning\) in 1 file$/m);
    writeFileSync(join(project, 'pooled.py'), 'x = 1\n');
    run('git', 'add', '--all');
    assert.match(succeed(bin('pre-commit'), 'run'), /^unpool check\.+Passed$/m);
  });

  it('is a command, installed as the recipes of GitLab, Azure and Jenkins do', () => {
    const page = readFileSync(join(ROOT, 'docs/continuous-integration.md'), 'utf8');
    const [install, ...others] = page.match(/npm install --global .+?(?='|$)/gm) ?? [];
    assert.deepEqual(others, [install, install]);
    const prefix = join(temporary, 'prefix');
    // npm asks GitHub for an archive, which no setting of git leads elsewhere
    const here = install!.replace('git+https://github.com/unpool/unpool', `git+file://${repository}`);
    assert.notEqual(here, install);
    succeed('npm', ...here.split(' ').slice(1), '--prefix', prefix);
    const unpool = join(prefix, process.platform === 'win32' ? 'unpool.cmd' : 'bin/unpool');
    assert.equal(succeed(unpool, '--version').trim(), `unpool ${manifest.version}`);
    writeFileSync(join(project, 'pooled.py'), SCRIPT);
    assert.equal(run(unpool, 'check').status, 1);
  });

  it('is built by the GitHub Action', () => {
    const { runs } = parse(readFileSync(join(ROOT, 'action.yml'), 'utf8'));
    const { run: script } = runs.steps[0];
    const output = join(temporary, 'output');
    Object.assign(env, { ACTION: repository, VERSION: '', GITHUB_OUTPUT: output });
    succeed('bash', '--noprofile', '--norc', '-eo', 'pipefail', '-c', script);
    const unpool = readFileSync(output, 'utf8')
      .trim()
      .replace(/^unpool=/, '');
    assert.equal(succeed('node', unpool, '--version').trim(), `unpool ${manifest.version}`);
  });
});

const SCRIPT = `import pandas as pd
real = pd.read_csv("real.csv")
synthetic = pd.read_csv("synthetic.csv")
pooled = pd.concat([real, synthetic])
print(pooled["score"].mean())
`;
