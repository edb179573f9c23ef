import assert from 'node:assert/strict';
import { chmod, readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { run } from '../../server/src/cli/commands.ts';
import { runIn } from '../../server/src/cli/test-run.ts';
import { Folder, notebook } from './folder.ts';

describe('unpool check --fix', () => {
  let folder: Folder;
  afterEach(() => folder.remove());

  it('makes the safe repairs, reports what remains', async () => {
    folder = await Folder.with({ 'a.py': '\ufeffPOOLED = 1\r\nJUDGED\r\nPOOLED\r\n' });
    await chmod(join(folder.path, 'a.py'), 0o750);
    const { out, status } = await folder.check(['--fix']);
    assert.equal(await folder.read('a.py'), '\ufeffSPLIT = 1\r\nJUDGED\r\nSPLIT\r\n');
    assert.equal((await stat(join(folder.path, 'a.py'))).mode & 0o777, 0o750);
    assert.deepEqual(await readdir(folder.path), ['a.py']);
    assert.match(out, /^2 findings repaired\.$/m);
    assert.match(out, /^1 finding \(1 error\) in 1 file$/m);
    assert.equal(status, 1);
  });

  it('makes suggested repairs with --unsafe-fixes only, and only of selected rules', async () => {
    folder = await Folder.with({ 'a.py': 'POOLED JUDGED\n' });
    const { status } = await folder.check(['--fix', '--unsafe-fixes', '--select', 'uncalibrated-judge']);
    assert.equal(await folder.read('a.py'), 'POOLED CALIBRATED\n');
    assert.equal(status, 0);
  });

  it('writes with the library that somebody chose, and makes no choice itself', async function () {
    this.timeout(60_000);
    const code = `import pandas as pd
df = pd.read_csv("llm_verdicts.csv")
print(df["human_label"].mean(), df["judge_label"].mean(), df["judge_label"].sem())
`;
    const said = { 'said/unpool.toml': '[fix]\npython = "ppi_py"\n', 'said/a.py': code };
    folder = await Folder.with({ 'a.py': code, ...said });
    const check = (...args: string[]) => runIn(folder.path, run, args);
    const left = await check('check', '--fix', '--unsafe-fixes', '.');
    assert.equal(await folder.read('a.py'), code);
    assert.match(left.err, /a\.py: 2 findings can be repaired with one of several libraries/);
    assert.match(await folder.read('said/a.py'), /import ppi_mean_ci/);
    const chosen = await check('check', '--fix', '--fix-with', 'judgy', '--unsafe-fixes', 'a.py');
    assert.doesNotMatch(chosen.err, /choose/);
    // both numbers of the line, in one round
    assert.equal(
      (await folder.read('a.py')).match(/judgy_rate\(df\["human_label"\], df\["judge_label"\]\)\[[01]\]/g)?.length,
      2,
    );
    assert.match((await check('check', '--fix-with', 'scipy')).err, /--fix-with takes numpy, ppi_py, judgy/);
  });

  it('adds the library that somebody chose to what the code requires, once', async function () {
    this.timeout(60_000);
    const code = `import pandas as pd
df = pd.read_csv("llm_verdicts.csv")
print(df["human_label"].mean(), df["judge_label"].mean())
print(df["judge_score"].mean(), df["human_score"].mean())
`;
    folder = await Folder.with({ 'a.py': code, 'sub/b.py': code, 'requirements.txt': 'pandas\nscipy\n' });
    const check = (...args: string[]) => runIn(folder.path, run, ['check', '--fix-with', 'ppi_py', ...args, '.']);
    const shown = await check('--diff', '--unsafe-fixes');
    assert.equal(shown.out.match(/^\+ppi-python$/gm)?.length, 1);
    await check('--fix', '--unsafe-fixes');
    assert.equal(await folder.read('requirements.txt'), 'pandas\nppi-python\nscipy\n');
    for (const name of ['a.py', 'sub/b.py'])
      assert.equal(
        (await folder.read(name)).match(/= prediction_powered_mean\(|print\(.*prediction_powered_mean\(/g)?.length,
        2,
      );
    const after = await Promise.all(['a.py', 'sub/b.py', 'requirements.txt'].map((name) => folder.read(name)));
    await check('--fix', '--unsafe-fixes');
    assert.deepEqual(
      await Promise.all(['a.py', 'sub/b.py', 'requirements.txt'].map((name) => folder.read(name))),
      after,
    );
  });

  it('edits only the changed lines of a notebook', async () => {
    const before = notebook(
      { type: 'markdown', source: 'POOLED' },
      { type: 'code', source: 'é = "\\u003c"\nPOOLED\n' },
      { type: 'code', source: 'x = POOLED' },
    ).replace('"metadata": {},', '"metadata": {"ratio": 1.0},');
    folder = await Folder.with({
      'a.ipynb': before,
      'one.ipynb': '{"cells":[{"cell_type":"code","source":"POOLED\\n"}]}',
    });
    assert.equal((await folder.check(['--fix'])).status, 0);
    const after = before.replace('"POOLED\\n"', '"SPLIT\\n"').replace('"x = POOLED"', '"x = SPLIT"');
    assert.notEqual(after, before);
    assert.equal(await folder.read('a.ipynb'), after);
    assert.equal(await folder.read('one.ipynb'), '{"cells":[{"cell_type":"code","source":"SPLIT\\n"}]}');
  });

  it('keeps the encoding, and the ends of the lines', async () => {
    const files: Record<string, Buffer> = {
      'big.py': Buffer.from('\ufeffé = POOLED\n', 'utf16le').swap16(),
      'cp1252.py': Buffer.from('# coding: cp1252\nx = "\x80"; POOLED', 'latin1'),
      'cr.py': Buffer.from('x = 1\rPOOLED\r'),
      'latin.py': Buffer.from('# coding: latin-1\nx = "\x80\xe9"; POOLED', 'latin1'),
      'little.py': Buffer.from('\ufeffé = POOLED\n', 'utf16le'),
    };
    folder = await Folder.with(files);
    const { status, err } = await folder.check(['--fix']);
    assert.deepEqual([status, err], [0, '']);
    const replaced = (file: Buffer, encoding: BufferEncoding) =>
      Buffer.from(file.toString(encoding).replace('POOLED', 'SPLIT'), encoding);
    const now = (name: string) => readFile(join(folder.path, name));
    for (const name of ['cp1252.py', 'cr.py', 'latin.py']) {
      assert.deepEqual(await now(name), replaced(files[name]!, 'latin1'), name);
    }
    assert.deepEqual(await now('little.py'), replaced(files['little.py']!, 'utf16le'));
    assert.deepEqual((await now('big.py')).swap16(), replaced(Buffer.from(files['big.py']!).swap16(), 'utf16le'));
  });

  it('leaves a file alone whose encoding it cannot write', async () => {
    const before = Buffer.from('# coding: shift_jis\nx = "\x83\x86"; POOLED', 'latin1');
    folder = await Folder.with({ 'a.py': before });
    const { status, err } = await folder.check(['--fix']);
    assert.equal(status, 2);
    assert.match(err, /a\.py: cannot be written as shift_jis; save the file as UTF-8/);
    assert.deepEqual(await readFile(join(folder.path, 'a.py')), before);
  });

  it('--diff prints a patch and changes nothing', async () => {
    folder = await Folder.with({ 'sub/a.py': 'x = 1\nPOOLED\n' });
    const { out, err, status } = await folder.check(['--diff']);
    assert.equal(out, '--- a/sub/a.py\n+++ b/sub/a.py\n@@ -1,2 +1,2 @@\n x = 1\n-POOLED\n+SPLIT\n');
    assert.match(err, /1 of 1 finding would be repaired/);
    assert.equal(status, 1);
    assert.equal(await folder.read('sub/a.py'), 'x = 1\nPOOLED\n');
  });

  it('changes a file that a repair needs beside its own, once, and tells of both', async () => {
    const files = { 'a.py': 'JUDGED\nJUDGED\n', 'b.py': 'JUDGED\n', 'requirements.txt': 'pandas\n' };
    folder = await Folder.with(files);
    const { out, err } = await folder.check(['--diff', '--unsafe-fixes']);
    assert.match(err, /3 of 3 findings would be repaired/);
    assert.equal(out.match(/^\+calibration$/gm)?.length, 1);
    assert.match(out, /^--- a\/requirements\.txt\n\+\+\+ b\/requirements\.txt$/m);
    assert.equal(await folder.read('requirements.txt'), files['requirements.txt']);

    assert.equal((await folder.check(['--fix', '--unsafe-fixes'])).status, 0);
    assert.equal(await folder.read('requirements.txt'), 'calibration\npandas\n');
    assert.equal(await folder.read('a.py'), 'CALIBRATED\nCALIBRATED\n');
    assert.equal(await folder.read('b.py'), 'CALIBRATED\n');
    assert.deepEqual((await readdir(folder.path)).sort(), Object.keys(files));
  });

  it('writes no file of a repair when it cannot write all', async () => {
    const before = Buffer.from('# coding: shift_jis\nx = "\x83\x86"; JUDGED', 'latin1');
    folder = await Folder.with({ 'a.py': before, 'b.py': 'JUDGED', 'requirements.txt': 'pandas\n' });
    assert.equal((await folder.check(['--fix', '--unsafe-fixes', 'a.py'])).status, 2);
    assert.deepEqual(await readFile(join(folder.path, 'a.py')), before);
    assert.equal(await folder.read('requirements.txt'), 'pandas\n');
    assert.deepEqual((await readdir(folder.path)).sort(), ['a.py', 'b.py', 'requirements.txt']);
    assert.equal((await folder.check(['--fix', '--unsafe-fixes'])).status, 2);
    assert.equal(await folder.read('requirements.txt'), 'calibration\npandas\n', 'b.py still needs it');
  });

  it('repairs TypeScript', async () => {
    folder = await Folder.with({ 'a.ts': 'mean(POOLED);\n', 'sub/b.tsx': 'POOLED;\n' });
    assert.equal((await folder.check(['--fix'])).status, 0);
    assert.equal(await folder.read('a.ts'), 'mean(SPLIT);\n');
    assert.equal(await folder.read('sub/b.tsx'), 'SPLIT;\n');
  });

  it('--diff counts what comes to light when something else is repaired', async () => {
    folder = await Folder.with({ 'a.py': 'POOLED HIDES JUDGED\n' });
    assert.match((await folder.check(['--diff'])).err, /1 of 2 findings would be repaired/);
    const { err } = await folder.check(['--diff', '--unsafe-fixes']);
    assert.match(err, /2 of 2 findings would be repaired/);
  });

  it('changes nothing the second time', async () => {
    folder = await Folder.with({ 'a.py': 'POOLED\n' });
    await folder.check(['--fix']);
    const { out } = await folder.check(['--fix']);
    assert.doesNotMatch(out, /repaired/);
    assert.equal(await folder.read('a.py'), 'SPLIT\n');
  });
});
