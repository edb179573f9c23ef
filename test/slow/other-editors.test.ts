import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { blocksOf } from '../../server/src/rules/page.ts';
import { putCommand } from '../cli/built.ts';
import { ROOT } from '../cli/repository.ts';
import { type Editors, findEditors } from './debian-editors.ts';
import { type Editor, type Listed, until } from './editor.ts';
import { startEmacs } from './emacs.ts';
import { isNewer, startNeovim } from './neovim.ts';

const PAGE = readFileSync(join(ROOT, 'docs/other-editors.md'), 'utf8');
const REPORT = `import pandas as pd

real = pd.read_csv("real.csv")
synthetic = pd.read_csv("synthetic.csv")
pooled = pd.concat([real, synthetic])
print("größer? 😀", pooled["score"].mean())
`;
/** With a finding that is certain, and one that is likely only. */
const BOTH = `from imblearn.over_sampling import SMOTE
from sklearn.model_selection import train_test_split
${REPORT}
X, y = SMOTE().fit_resample(X, y)
X_train, X_test, y_train, y_test = train_test_split(X, y)
print(model.fit(X_train, y_train).score(X_test, y_test))
`;

const block = (info: string): string => {
  const found = blocksOf(PAGE).filter((one) => one.info === info);
  assert.notEqual(found.length, 0, `the page has no block "${info}"`);
  return found.map(({ code }) => code).join('');
};

/** What the page says to write in the editor's own file: by itself, and with the setting. */
interface Setup {
  readonly file: string;
  readonly plain: string;
  readonly strict: string;
}

async function neovimSetup({ neovim }: Editors): Promise<Setup> {
  const connect = block((await isNewer(neovim)) ? 'lua newer' : 'lua older');
  const commands = block('lua');
  const withSetting = connect.replace(/^\s*cmd = .*\n/m, (line) => line + block('lua settings'));
  assert.notEqual(withSetting, connect);
  return { file: '.config/nvim/init.lua', plain: connect + commands, strict: withSetting + commands };
}

function emacsSetup(): Setup {
  const plain = block('elisp');
  return { file: '.emacs.d/init.el', plain, strict: plain + block('elisp settings') };
}

describe('the page on other editors', function () {
  this.timeout(180_000);
  const temporary = mkdtempSync(join(tmpdir(), 'unpool-editors-'));
  const project = join(temporary, 'évaluation, neu');
  const folder = join(project, 'eval');
  const { PATH } = process.env;
  let editors: Editors;

  before('Neovim and Emacs are there', function () {
    this.timeout(1_200_000);
    editors = findEditors();
    putCommand(join(temporary, 'bin'));
    process.env.PATH = `${join(temporary, 'bin')}${delimiter}${PATH}`;
    mkdirSync(folder, { recursive: true });
    execFileSync('git', ['init', '--quiet'], { cwd: project });
    writeFileSync(join(project, 'README.md'), ''); // Eglot watches folders that hold files
  });
  beforeEach(() => {
    writeFileSync(join(folder, 'report.py'), REPORT);
    rmSync(join(project, 'unpool.toml'), { force: true });
  });
  after(() => {
    process.env.PATH = PATH;
    rmSync(temporary, { recursive: true, force: true, maxRetries: 5 }); // an editor may still write there
  });

  it('installs the command as the page on continuous integration does', () => {
    const ci = readFileSync(join(ROOT, 'docs/continuous-integration.md'), 'utf8');
    const [install] = block('sh').split('\n');
    assert.match(install!, /^npm install --global /);
    assert.ok(ci.includes(install!)); // where install.test.ts runs it
  });

  for (const name of ['Neovim', 'Emacs'] as const) {
    describe(`sets up ${name}, which`, () => {
      let editor: Editor | undefined;
      afterEach(async () => {
        await editor?.stop();
        editor = undefined;
      });

      async function start(kind: 'plain' | 'strict'): Promise<Editor> {
        const home = mkdtempSync(join(temporary, 'home-'));
        const setup = name === 'Neovim' ? await neovimSetup(editors) : emacsSetup();
        mkdirSync(join(home, setup.file, '..'), { recursive: true });
        writeFileSync(join(home, setup.file), setup[kind]);
        editor =
          name === 'Neovim' ? await startNeovim(editors.neovim, home, folder) : await startEmacs(editors, home, folder);
        return editor;
      }

      const listed = (wanted: (findings: readonly Listed[]) => boolean, what: string) =>
        until(() => editor!.findings(), wanted, what);

      it('lists a finding, renews and explains it, and repairs it', async () => {
        const { open, replace, save, goToFinding, hover, rulePage, trace, goToStep, line, repair, text } =
          await start('plain');
        await open('report.py');
        const [finding, ...others] = await listed(({ length }) => length > 0, 'the finding');
        assert.deepEqual(others, []);
        const { message, ...place } = finding!;
        assert.deepEqual(place, { line: 6, rule: 'naive-pooling', code: 'pooled["score"].mean()' });
        assert.match(message, /^The mean is computed on real rows \(real\.csv\) and synthetic rows \(synthetic\.csv\)/);

        await replace('"synthetic.csv"', '"synthetic_2.csv"');
        await listed(([one]) => one?.message.includes('(synthetic_2.csv)') === true, 'the finding of the new text');

        await save();
        await goToFinding();
        assert.match(
          await hover(),
          /pooled`?: real and synthetic rows, pooled \(likely\)\n+- line 4: synthetic rows read from synthetic_2\.csv\n/,
        );
        assert.match(await rulePage(), /^# naive-pooling\n\n\*\*Real and synthetic/);
        assert.match(
          await trace(),
          /\b3\b.* real rows read from real\.csv\n.*\b4\b.* synthetic rows read from synthetic_2\.csv\n/,
        );

        await goToStep();
        await until(line, (now) => now === 3, 'the line of the first step');

        await goToFinding();
        await repair();
        await listed(({ length }) => length === 0, 'the repaired file');
        const repaired = REPORT.replace('"synthetic.csv"', '"synthetic_2.csv"').replace(
          'pooled["score"]',
          'real["score"]',
        );
        assert.equal(await text(), repaired);
      });

      it('takes what unpool.toml says, and helps to write it', async () => {
        const { open, switchTo, write, complete, text } = await start('plain');
        await open('report.py');
        await listed(({ length }) => length === 1, 'the finding');
        writeFileSync(join(project, 'unpool.toml'), ''); // eglot 1.9 would find no new file below a folder with an é
        await open('../unpool.toml');
        await write('[ru');
        await complete();
        assert.equal((await text()).trimEnd(), '[rules');
        await write(']\nnaive-poling = "off"\nnaive-pooling = "off"\n');
        const [mistake] = await listed(([one]) => one?.message.includes('poling') === true, 'the mistake');
        assert.equal(mistake?.message, '"rules" has no "naive-poling". Did you mean "naive-pooling"?');
        await switchTo('report.py');
        await listed(({ length }) => length === 0, 'the rule that is off');
      });

      it('counts a file that changed on disk, at the latest when one is saved', async () => {
        const { open, save } = await start('plain');
        await open('report.py');
        await listed(({ length }) => length === 1, 'the finding');
        writeFileSync(join(project, 'unpool.toml'), '[rules]\nnaive-pooling = "off"\n');
        if (name === 'Neovim') await save();
        await listed(({ length }) => length === 0, 'the rule that is off');
      });

      it('takes the setting', async () => {
        const { open } = await start('strict');
        writeFileSync(join(folder, 'report.py'), BOTH);
        await open('report.py');
        const findings = await listed(({ length }) => length > 0, 'findings');
        assert.deepEqual(
          findings.map(({ rule }) => rule),
          ['synthetic-in-test'],
        );
      });
    });
  }
});
