import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { parse } from 'yaml';
import manifest from '../../package.json' with { type: 'json' };
import { blocksOf } from '../../server/src/rules/page.ts';
import { putCommand } from './built.ts';
import { gitEnvironment, ROOT } from './repository.ts';

const PAGES = ['docs/continuous-integration.md', 'README.md'] as const;

const read = (name: string) => readFileSync(join(ROOT, name), 'utf8');
const blocks = (page: string) => blocksOf(read(page));
const ci = blocks('docs/continuous-integration.md');
const yaml = PAGES.flatMap((page) => blocks(page).filter(({ info }) => info === 'yaml'));

describe('the pages on continuous integration', function () {
  this.timeout(240_000);
  const temporary = mkdtempSync(join(tmpdir(), 'unpool-ci-'));
  const project = join(temporary, 'project');
  const env = { ...gitEnvironment(temporary), PATH: `${join(temporary, 'bin')}${delimiter}${process.env.PATH}` };

  before(() => {
    putCommand(join(temporary, 'bin'));
    cpSync(join(ROOT, 'examples'), join(project, 'eval'), { recursive: true });
    bash('git init --quiet');
  });
  after(() => rmSync(temporary, { recursive: true }));

  const bash = (command: string) => spawnSync('bash', ['-c', command], { cwd: project, env, encoding: 'utf8' });

  // in the order of the page: a baseline is written before it is used
  for (const [number, { code }] of ci.filter(({ info }) => info === 'sh').entries()) {
    it(`have shell commands that end as they say (${number + 1})`, () => {
      for (const line of code.trim().split('\n')) {
        const status = Number(/# status (\d)$/.exec(line)?.[1] ?? 0);
        const result = bash(line);
        assert.equal(result.status, status, `${line}\n${result.stderr}`);
      }
    });
  }

  it('have recipes for other systems that write a report', () => {
    const scripts = ci
      .filter(({ info }) => info === 'yaml' || info === 'groovy')
      .map(({ code }) => code.replaceAll("'", ''));
    const commands = scripts.flatMap((code) => code.match(/unpool check .*$/gm) ?? []);
    assert.equal(commands.length, 3);
    for (const command of commands) {
      rmSync(join(project, 'unpool.xml'), { force: true });
      assert.equal(bash(command).status, 1, command);
      assert.match(readFileSync(join(project, 'unpool.xml'), 'utf8'), /<failure /);
    }
  });

  it('name the inputs of the action, and this version', () => {
    const { inputs } = parse(read('action.yml'));
    const uses = yaml.flatMap(({ code }) => stepsOf(parse(code))).filter((step) => step.uses?.startsWith('unpool/'));
    assert.equal(uses.length, 3);
    for (const step of uses) {
      assert.equal(step.uses, `unpool/unpool@v${manifest.version}`);
      for (const name of Object.keys(step.with)) assert.ok(name in inputs, name);
    }
    const rows = read(PAGES[0]).matchAll(/^\| `([\w-]+)` +\| +(?:`(.*?)`)? *\|/gm);
    const told = [...rows].map(([, name, preset = '']) => [name, preset]);
    assert.deepEqual(
      told,
      Object.entries<{ default: string }>(inputs).map(([name, input]) => [name, input.default]),
    );
  });

  it('name the hook of pre-commit, and this version', () => {
    const [hook] = parse(read('.pre-commit-hooks.yaml'));
    const repositories = yaml.flatMap(({ code }) => parse(code).repos ?? []);
    assert.equal(repositories.length, 2);
    for (const { repo, rev, hooks } of repositories) {
      assert.equal(repo, manifest.repository.url);
      assert.equal(rev, `v${manifest.version}`);
      assert.equal(hooks[0].id, hook.id);
    }
  });
});

interface Step {
  readonly uses?: string;
  readonly with: object;
}

function stepsOf(workflow: { jobs?: Record<string, { steps: Step[] }>; steps?: Step[] }): readonly Step[] {
  return [...Object.values(workflow.jobs ?? {}).flatMap(({ steps }) => steps), ...(workflow.steps ?? [])];
}
