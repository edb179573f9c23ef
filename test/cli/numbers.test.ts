import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { run } from '../../server/src/cli/commands.ts';
import { runIn } from '../../server/src/cli/test-run.ts';
import { Folder, notebook } from './folder.ts';

const scores = (from: number, count: number): string =>
  `score\n${Array.from({ length: count }, (_, i) => from + (i % 10) / 10).join('\n')}\n`;

const CODE = `import pandas as pd

human = pd.read_csv("data/human.csv")
pooled = pd.concat([human, pd.read_csv("data/synthetic.csv")])
print(pooled["score"].mean())
`;
const FILES = { 'data/human.csv': scores(3, 40), 'data/synthetic.csv': scores(4, 1300), 'eval.py': CODE };
const SAID =
  /Going by the files, 40 real rows are pooled with 1,300 synthetic ones\. Your real rows allow a shift in \\?"score\\?" from \+0\.\d+ to \+1\.\d+; over that range the naive pooled 95 % interval covers the truth in less than 1 % of cases\./;

describe('unpool check, the numbers in a warning', () => {
  let folder: Folder;
  afterEach(() => folder.remove());

  const check = (...args: readonly string[]) => runIn(folder.path, run, ['check', ...args]);

  for (const format of ['json', 'sarif', 'github', 'junit'])
    it(`are in the output as ${format}`, async () => {
      folder = await Folder.with(FILES);
      assert.match((await check('--format', format)).out.replaceAll('%25', '%').replaceAll('&quot;', '"'), SAID);
    });

  it('are in the text, of scripts and notebooks, wherever the command is run', async () => {
    folder = await Folder.with({
      ...FILES,
      'eval.ipynb': notebook({ type: 'code', source: CODE }),
      'sub/there.py': CODE,
    });
    const said = (out: string) => out.replace(/\s+/g, ' ').match(new RegExp(SAID, 'g'))?.length;
    assert.equal(said((await check()).out), 3);
    assert.equal(said((await check(join(folder.path, 'eval.py'))).out), 1);
  });

  it('are not missed where they cannot be had', async () => {
    folder = await Folder.with({ ...FILES, 'data/human.csv': '', 'data/synthetic.csv': 'x'.repeat(17_000_000) });
    const { out, err, status } = await check();
    assert.match(out.replace(/\s+/g, ' '), /report each origin by itself\. 5 │/);
    assert.deepEqual([err, status], ['', 1]);
  });

  it('are no part of what a baseline knows', async () => {
    folder = await Folder.with(FILES);
    await check('--write-baseline', 'known.jsonl');
    await writeFile(join(folder.path, 'data/human.csv'), scores(3, 70));
    const { out, status } = await check('--baseline', 'known.jsonl');
    assert.deepEqual([out, status], ['No findings in 1 file, 1 in the baseline\n', 0]);
  });

  it('do not stand in the way of a repair', async () => {
    folder = await Folder.with(FILES);
    const { status } = await check('--fix', '--unsafe-fixes');
    assert.equal(status, 0);
    assert.match(await folder.read('eval.py'), /human\["score"\]\.mean\(\)/);
  });
});
