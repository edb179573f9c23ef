import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { EVIDENCE_FILE } from '@unpool/shared/evidence/evidence.ts';
import { run } from './commands.ts';
import { compareCommand } from './compare.ts';
import { evidenceCommand } from './evidence.ts';
import { judgeCommand } from './judge.ts';
import { runIn } from './test-run.ts';

let folder: string;

const write = (name: string, content: string) => writeFileSync(path.join(folder, name), content);
const read = (name = EVIDENCE_FILE) => readFileSync(path.join(folder, name), 'utf8');
const compare = (...args: string[]) => runIn(folder, compareCommand, args);
const evidence = (...args: string[]) => runIn(folder, evidenceCommand, args);

const scores = (count: number, middle: number): string =>
  ['score', ...Array.from({ length: count }, (_, i) => (middle + ((i * 7) % 11) / 10).toFixed(2)), ''].join('\n');

const POOL = `import pandas as pd

pooled = pd.concat([pd.read_csv("human.csv"), pd.read_csv("synthetic.csv")])
print(pooled["score"].mean())
`;

const save = () => compare('human.csv', 'synthetic.csv', '--margin', '0.5', '--save-evidence');

describe('unpool evidence', () => {
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'unpool-evidence-'));
    mkdirSync(path.join(folder, '.git'));
    write('human.csv', scores(60, 3));
    write('synthetic.csv', scores(300, 3));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('is saved by compare, at the root of the repository', async () => {
    const { status, err } = await save();
    assert.deepEqual([status, err], [0, `Saved in ${EVIDENCE_FILE}\n`]);
    const [check] = JSON.parse(read()).evidence;
    assert.deepEqual(check.files.real[0].path, 'human.csv');
    assert.equal(check.question.margin, 0.5);
    assert.equal(check.answer.verdict, 'compatible');
  });

  it('is saved beside the nearest unpool.toml, or where there is some already', async () => {
    mkdirSync(path.join(folder, 'study/eval'), { recursive: true });
    write('study/unpool.toml', '');
    const inStudy = path.join(folder, 'study/eval');
    const args = ['../../human.csv', '../../synthetic.csv', '--save-evidence'];
    assert.match((await runIn(inStudy, compareCommand, args)).err, /Saved in \.\.\/unpool\.evidence\.json/);
    assert.equal(JSON.parse(read(`study/${EVIDENCE_FILE}`)).evidence[0].files.real[0].path, '../human.csv');
    write('study/eval/unpool.evidence.json', '{"version": 1, "evidence": []}');
    assert.match((await runIn(inStudy, compareCommand, args)).err, /Saved in unpool\.evidence\.json/);
  });

  it('verify: all is well', async () => {
    await save();
    const { status, out } = await evidence('verify');
    assert.equal(status, 0);
    assert.match(out, /^human\.csv and synthetic\.csv, mean of "score": compatible, checked \d{4}-\d\d-\d\d\n/);
    assert.match(out, /unpool\.evidence\.json: 1 check, 0 stale\n$/);
  });

  it('verify: a changed file fails, an absent one does not', async () => {
    await save();
    write('synthetic.csv', scores(300, 5));
    const changed = await evidence('verify');
    assert.equal(changed.status, 1);
    assert.match(changed.out, /stale: synthetic\.csv changed since/);
    rmSync(path.join(folder, 'synthetic.csv'));
    const absent = await evidence('verify');
    assert.equal(absent.status, 0);
    assert.match(absent.out, /unverified: synthetic\.csv not here/);
  });

  it('update asks the same question again, and says what changed', async () => {
    await save();
    const before = read();
    assert.match((await evidence('update')).out, /nothing to update/);
    assert.equal(read(), before);
    write('synthetic.csv', scores(300, 5));
    const { status, out } = await evidence('update', 'human.csv');
    assert.equal(status, 1);
    assert.match(out, /compatible \(shift .*\) → violated \(shift 2/);
    const [check] = JSON.parse(read()).evidence;
    assert.deepEqual([check.answer.verdict, check.question.margin], ['violated', 0.5]);
    assert.equal((await evidence('verify')).status, 0);
  });

  it('is saved by judge, verified and asked again', async () => {
    const rows = (wrong: number) =>
      Array.from({ length: 200 }, (_, i) => `${i < 100 ? i % 2 : ''},${i % 10 < wrong ? 1 : i % 2}`).join('\n');
    write('verdicts.csv', `human,judge\n${rows(0)}\n`);
    const args = ['verdicts.csv', '--margin', '0.1', '--save-evidence'];
    assert.match((await runIn(folder, judgeCommand, args)).err, /Saved in unpool\.evidence\.json/);
    assert.match((await evidence('verify')).out, /^verdicts\.csv, "judge" against "human": compatible, checked /);
    write('verdicts.csv', `human,judge\n${rows(6)}\n`);
    const { status, out } = await evidence('update');
    assert.equal(status, 1);
    assert.match(out, /compatible \(error 0, .*\) → violated \(error 0\.3, /);
    assert.equal(JSON.parse(read()).evidence[0].question.margin, 0.1);
  });

  it('update leaves alone what is not here, and loses nothing', async () => {
    await save();
    const before = read();
    rmSync(path.join(folder, 'human.csv'));
    const { status, err } = await evidence('update', '--all');
    assert.equal(status, 0);
    assert.match(err, /left as it is, since human\.csv is not here/);
    assert.equal(read(), before);
  });

  it('is saved outside of a repository beside the working directory, and used there', async () => {
    rmSync(path.join(folder, '.git'), { recursive: true });
    write('synthetic.csv', scores(300, 5));
    write('eval.py', POOL);
    assert.equal((await runIn(folder, run, ['check'])).status, 1);
    assert.equal((await runIn(folder, run, ['check', '--fail-on', 'error'])).status, 0);
    assert.match((await save()).err, /Saved in unpool\.evidence\.json/);
    assert.equal((await runIn(folder, run, ['check', '--fail-on', 'error'])).status, 1);
  });

  it('at the root holds for a package that has its own unpool.toml, and is written beside that', async () => {
    write('synthetic.csv', scores(300, 5));
    await save();
    mkdirSync(path.join(folder, 'pkg/src'), { recursive: true });
    write('pkg/unpool.toml', '');
    write('pkg/src/eval.py', POOL.replaceAll('"human', '"../../human').replaceAll('"synthetic', '"../../synthetic'));
    const pkg = path.join(folder, 'pkg');
    assert.match((await runIn(folder, run, ['check'])).out, /eval\.py:\d+:\d+ error naive-pooling/);
    const { err } = await runIn(pkg, compareCommand, ['../human.csv', '../synthetic.csv', '--save-evidence']);
    assert.match(err, /Saved in unpool\.evidence\.json/);
  });

  it('below a folder is verified, and updated, with it', async () => {
    for (const pkg of ['a', 'b', 'old']) {
      mkdirSync(path.join(folder, pkg));
      write(`${pkg}/unpool.toml`, '');
      const args = ['../human.csv', '../synthetic.csv', '--margin', '0.5', '--save-evidence'];
      await runIn(path.join(folder, pkg), compareCommand, args);
    }
    write('.gitignore', 'old/\n');
    const { status, out } = await evidence('verify');
    assert.equal(status, 0);
    assert.deepEqual(out.match(/^\S+\.json: .*$/gm), [
      `a/${EVIDENCE_FILE}: 1 check, 0 stale`,
      `b/${EVIDENCE_FILE}: 1 check, 0 stale`,
    ]);
    write('a/unpool.evidence.json', '{');
    write('synthetic.csv', scores(300, 5));
    const broken = await evidence('verify');
    assert.equal(broken.status, 2);
    assert.match(broken.err, /^unpool evidence: a\/unpool\.evidence\.json:1:2: /);
    assert.match(broken.out, /b\/unpool\.evidence\.json: 1 check, 1 stale\n$/);
    assert.match((await evidence('update', 'b')).out, /b\/unpool\.evidence\.json: 1 updated\n$/);
    assert.equal((await evidence('verify', 'b')).status, 0);
  });

  it('says "unchanged" of an update that changes nothing', async () => {
    write('synthetic.csv', scores(300, 5));
    await save();
    const { out, status } = await evidence('update', '--all');
    assert.match(out, /mean of "score": unchanged, violated \(shift 2(\.\d+)?, .*\)\n/);
    assert.equal(status, 1);
  });

  it('leaves a shift at zero that is nothing but the rounding of its arithmetic', async () => {
    await save();
    write(EVIDENCE_FILE, read().replace(/"estimate": .*,/, '"estimate": 9.94e-15,'));
    write('synthetic.csv', scores(300, 5));
    assert.match((await evidence('update')).out, /compatible \(shift 0, .*\) → violated/);
  });

  for (const way of ['by its path', 'through a link'])
    it(`update reads nothing outside of the repository, ${way}`, async () => {
      const elsewhere = mkdtempSync(path.join(tmpdir(), 'unpool-elsewhere-'));
      try {
        await save();
        writeFileSync(path.join(elsewhere, 'secret.csv'), 'hush:0:0\n');
        const away = path.relative(folder, path.join(elsewhere, 'secret.csv'));
        if (way === 'through a link') symlinkSync(away, path.join(folder, 'linked.csv'));
        const name = way === 'through a link' ? 'linked.csv' : away;
        write(EVIDENCE_FILE, read().replace('human.csv', name).replace('"method": 1', '"method": 0'));
        const before = read();
        const { status, out, err } = await evidence('update');
        assert.equal(status, 1);
        assert.doesNotMatch(out + err, /hush/);
        assert.ok(err.includes(`left as it is, since ${name} is outside of the repository`), err);
        assert.equal(read(), before);
        assert.match((await evidence('verify')).out, /stale: .*, outside of the repository: /);
      } finally {
        rmSync(elsewhere, { recursive: true });
      }
    });

  it('update tells of all files that are not here, of stale evidence too', async () => {
    await save();
    write(EVIDENCE_FILE, read().replace('"method": 1', '"method": 0'));
    rmSync(path.join(folder, 'human.csv'));
    rmSync(path.join(folder, 'synthetic.csv'));
    const { status, err } = await evidence('update');
    assert.equal(status, 1);
    assert.match(err, /left as it is, since human\.csv and synthetic\.csv are not here\n$/);
  });

  for (const [what, args, message] of [
    ['no evidence', ['verify'], /no unpool\.evidence\.json holds for \..*--save-evidence/],
    ['a path that is none', ['verify', 'nowhere'], /nowhere: there is no such file or folder/],
    ['another word', ['verifi'], /Did you mean "verify"\?/],
    ['two paths', ['verify', '.', '.'], /expected one PATH; got 2/],
  ] as const)
    it(`tells of ${what}`, async () => {
      const { status, err } = await evidence(...args);
      assert.equal(status, 2);
      assert.match(err, message);
    });

  it('is never written over where it cannot be read', async () => {
    write(EVIDENCE_FILE, '{"version": 1, "evidence": [{]}');
    const { status, err } = await save();
    assert.equal(status, 2);
    assert.match(err, /unpool\.evidence\.json:1:\d+: This file is no JSON.* Nothing was written\./);
    assert.equal(read(), '{"version": 1, "evidence": [{]}');
    assert.match((await evidence('verify')).err, /unpool\.evidence\.json:1:\d+/);
  });
});
