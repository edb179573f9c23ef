import assert from 'node:assert/strict';
import { run } from '../../server/src/cli/commands.ts';
import { runIn } from '../../server/src/cli/test-run.ts';
import { Folder } from './folder.ts';

const IMPORTS = "import { readFileSync } from 'node:fs';\n";
const POOLED = `const human = JSON.parse(readFileSync('human.json', 'utf8'));
const synthetic = JSON.parse(readFileSync('synthetic.json', 'utf8'));
const pooled = [...human, ...synthetic];
`;
const MEAN = 'pooled.reduce((sum, row) => sum + row.score, 0) / pooled.length';
const EVALUATION = `${IMPORTS}${POOLED}console.log(${MEAN});\n`;
const PLACE = { line: 5, column: 13, endLine: 5, endColumn: 13 + MEAN.length };

describe('unpool check of TypeScript and JavaScript', function () {
  this.timeout(120_000);
  let folder: Folder;
  afterEach(() => folder.remove());

  const check = (args: readonly string[], stdin?: string) => runIn(folder.path, run, ['check', ...args], stdin);
  const json = async (args: readonly string[] = [], stdin?: string) =>
    JSON.parse((await check(['--format', 'json', ...args], stdin)).out);
  const pathsIn = ({ findings }: { findings: { path: string }[] }) => findings.map(({ path }) => path);

  it('reads each kind of file, and no other', async () => {
    const endings = ['ts', 'tsx', 'mts', 'cts', 'js', 'jsx', 'mjs', 'cjs'];
    const others = ['a.d.ts', 'a.d.mts', 'a.min.js', 'a.vue', 'a.svelte', 'a.css.d.ts'];
    folder = await Folder.with({
      ...Object.fromEntries([...endings.map((ending) => `a.${ending}`), ...others].map((name) => [name, EVALUATION])),
      'made.ts': `// @generated\n${EVALUATION}`,
      'dist/a.js': EVALUATION,
      'node_modules/a/index.js': EVALUATION,
    });
    const report = await json();
    assert.deepEqual(pathsIn(report), endings.map((ending) => `a.${ending}`).sort());
    assert.deepEqual([report.errors, report.warnings], [[], []]);
  });

  it('says where, whatever the line ends, with a byte order mark and in UTF-16', async () => {
    folder = await Folder.with({
      'cr.ts': EVALUATION.replaceAll('\n', '\r'),
      'crlf.ts': EVALUATION.replaceAll('\n', '\r\n'),
      'mark.ts': `\ufeff${EVALUATION}`,
      'plain.ts': EVALUATION,
      'wide.ts': Buffer.from(`\ufeff${EVALUATION}`, 'utf16le'),
    });
    const { findings, warnings } = await json();
    assert.equal(findings.length, 5);
    assert.deepEqual(warnings, []);
    for (const { path, line, column, endLine, endColumn, trace } of findings) {
      assert.deepEqual({ line, column, endLine, endColumn }, PLACE, path);
      assert.deepEqual(
        trace.map((step: { line: number }) => step.line),
        [2, 3, 4, 5],
        path,
      );
    }
  });

  it('tells what cannot be read in the name of its language, and checks the rest', async () => {
    folder = await Folder.with({
      'a.ts': `${IMPORTS}const x = = 3;\n${POOLED}console.log(${MEAN});\n`,
      'b.mjs': 'function f( {\n',
      'c.ts': 'export const a = 1;\nfoo(;\nbar(;\n',
      'latin.ts': Buffer.from('// coding: latin-1\nconst b = "é";\n', 'latin1'),
    });
    const { findings, warnings, errors } = await json();
    assert.deepEqual(
      findings.map(({ path, line }: { path: string; line: number }) => [path, line]),
      [['a.ts', 6]],
    );
    const they = 'so they were not checked; the rest of the file was';
    assert.deepEqual(
      warnings.map(({ path, line, message }: { path: string; line: number; message: string }) => [path, line, message]),
      [
        ['a.ts', 2, 'line 2 cannot be read as TypeScript, so it was not checked; the rest of the file was'],
        ['b.mjs', 1, 'line 1 cannot be read as JavaScript, so it was not checked; the rest of the file was'],
        ['c.ts', 2, 'line 2 and 1 more place cannot be read as TypeScript, '.concat(they)],
      ],
    );
    assert.deepEqual(errors, [{ path: 'latin.ts', message: 'line 2 is not UTF-8; save the file as UTF-8' }]);
  });

  it('warns of files that are named though nobody wrote them, and goes on', async () => {
    const minified = `var a=1;${'f(a);'.repeat(1000)}`;
    folder = await Folder.with({
      'types.d.ts': 'export type A = 1;\n',
      'app.min.js': minified,
      'bundle.js': minified,
      'made.ts': `// @generated\n${EVALUATION}`,
      'a.ts': EVALUATION,
    });
    const { status, err, out } = await check(['types.d.ts', 'app.min.js', 'bundle.js', 'made.ts', 'a.ts']);
    assert.equal(status, 1);
    const program =
      'was made by a program, as its first or its long lines tell, so it was not checked; check what it is made from';
    assert.deepEqual(err.split('\n'), [
      'unpool: warning: types.d.ts declares types, so it was not checked',
      'unpool: warning: app.min.js is what a build made, so it was not checked; check what it is made from',
      `unpool: warning: bundle.js ${program}`,
      `unpool: warning: made.ts ${program}`,
      '',
    ]);
    assert.match(out, /^1 finding \(1 warning\) in 3 files$/m);
    assert.match((await check(['types.d.ts', '--format', 'github'])).out, /^::warning.*declares types/m);
    assert.equal((await check(['.'])).err, '');
    assert.match((await check(['gone.d.ts'])).err, /^unpool: gone\.d\.ts: no such file or folder$/m);
  });

  it('refuses what it cannot read', async () => {
    folder = await Folder.with({ 'a.vue': '<script setup lang="ts"></script>' });
    const { status, err } = await check(['a.vue']);
    assert.equal(status, 2);
    assert.match(err, /^unpool: a\.vue: is no source that can be checked \(\.py, \.ipynb, \.ts, \.js and the like, /m);
  });

  it('reads standard input by the name it is given', async () => {
    folder = await Folder.with({});
    const { findings } = await json(['-', '--stdin-filename', 'eval/report.tsx'], EVALUATION);
    assert.deepEqual(
      findings.map(({ path, line }: { path: string; line: number }) => [path, line]),
      [['eval/report.tsx', 5]],
    );
    assert.match(
      (await check(['-', '--stdin-filename', 'a.d.ts'], EVALUATION)).err,
      /--stdin-filename takes .*got "a\.d\.ts"/,
    );
    assert.match(
      (await check(['-', '--stdin-filename', 'a.ts'], `// @generated\n${EVALUATION}`)).err,
      /a\.ts was made by a program/,
    );
  });

  it('prints findings in every format, with their lines', async () => {
    folder = await Folder.with({ 'eval/a.ts': EVALUATION });
    assert.match((await check([])).out, /^eval\/a\.ts:5:13 warning naive-pooling \(likely\)$[\s\S]*5 │ console\.log/m);
    const [result] = JSON.parse((await check(['--format', 'sarif'])).out).runs[0].results;
    const { artifactLocation, region } = result.locations[0].physicalLocation;
    assert.equal(artifactLocation.uri, 'eval/a.ts');
    assert.deepEqual([region.startLine, region.startColumn, region.endColumn], [5, 13, PLACE.endColumn]);
    assert.match((await check(['--format', 'github'])).out, /^::warning file=eval\/a\.ts,line=5,/m);
    assert.match((await check(['--format', 'junit'])).out, /eval\/a\.ts/);
  });

  it('keeps a baseline, and repairs', async () => {
    folder = await Folder.with({ 'a.ts': EVALUATION });
    await check(['--write-baseline', 'known.jsonl']);
    assert.equal((await check(['--baseline', 'known.jsonl'])).status, 0);
    await Folder.write(folder.path, { 'a.ts': `// moved\n\n${EVALUATION}` });
    assert.equal((await check(['--baseline', 'known.jsonl'])).status, 0, 'the same finding, elsewhere');
    await check(['--fix']);
    const pooled = MEAN.replaceAll('pooled', 'human');
    assert.equal(await folder.read('a.ts'), `// moved\n\n${EVALUATION.replace(MEAN, pooled)}`);
  });

  it('removes a comment that does nothing', async () => {
    folder = await Folder.with({ 'a.ts': 'export const a = 1; // unpool: ignore[naive-pooling] why\n' });
    const { status } = await check(['--fix']);
    assert.equal(status, 0);
    assert.equal(await folder.read('a.ts'), 'export const a = 1;\n');
  });

  it('follows data from one module to another, also as JavaScript names them', async () => {
    folder = await Folder.with({
      'src/rows.ts': `${IMPORTS}${POOLED}export { pooled };\n`,
      'src/report.ts': `import { pooled } from './rows.js';\nconsole.log(${MEAN});\n`,
    });
    const { findings } = await json(['src/report.ts']);
    assert.equal(findings.length, 1);
    assert.equal(findings[0].trace[0].path, 'src/rows.ts');
  });
});
