import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { repaired } from '../../server/src/fixes/test-repair.ts';
import { CASES } from '../python/cases.ts';
import { casesOfPages } from '../python/page-cases.ts';
import { findPython, type Packages, runScripts } from '../python/python.ts';
import { itRuns } from '../python/run-cases.ts';

const here = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

const PACKAGES: Packages = {
  requirements: here('requirements-libraries.txt'),
  for: 'Corrections with ppi_py and judgy are run in Python',
  modules: ['imblearn', 'judgy', 'pandas', 'ppi_py', 'sklearn'],
  folder: 'python-libraries',
};

/** What a golden case says, and how near a number has to come. */
interface Golden {
  readonly expected: Readonly<Record<string, unknown>>;
  readonly tol: number;
}

const { cases: golden } = JSON.parse(readFileSync(here('../golden/golden.json'), 'utf8')) as {
  readonly cases: Readonly<Record<string, Golden>>;
};

describe('corrections with the libraries that a person chose', function () {
  this.timeout(1_800_000);
  itRuns(
    [...casesOfPages(), ...CASES].filter(({ library }) => library && library !== 'numpy'),
    PACKAGES,
  );

  for (const [library, data, name, estimate] of [
    ['numpy', 'judge_binary.csv', 'poststrat_mover', 'est'],
    ['ppi_py', 'judge_binary.csv', 'ppi_mean_binary_ppi++', 'est'],
    ['ppi_py', 'judge_score.csv', 'ppi_mean_score_ppi++', 'est'],
    ['judgy', 'judge_binary.csv', 'judgy', 'theta'],
  ] as const)
    it(`${library} gives the golden numbers of ${name}`, async () => {
      const folder = mkdtempSync(join(tmpdir(), 'unpool-golden-'));
      cpSync(here(`../golden/${data}`), join(folder, data));
      const code = `import pandas as pd\ndf = pd.read_csv("${data}")  # the LLM judge\nprint(df["human"].sum())\nprint(df["judge"].mean())\n`;
      const { text } = await repaired(code, { unsafeFixes: true, library });
      const call = /print\((\w+\(.*\))\[0\]\)\n$/.exec(text)?.[1];
      assert(call, text);
      writeFileSync(join(folder, 'golden.py'), `${text}print(*${call})\n`);
      const [ran] = await runScripts(await findPython(PACKAGES), folder, ['golden.py']);
      rmSync(folder, { recursive: true, force: true });
      assert.equal(ran!.error, null, ran!.error ?? '');
      const [is, , low, high] = ran!.out.trim().split('\n').at(-1)!.split(' ').map(Number);
      const { expected, tol } = golden[name]!;
      const [from, to] = expected.ci95 as [number, number];
      const near = (a: number, b: number, by: number) => assert(Math.abs(a - b) <= by, `${name}: ${a}, not ${b}`);
      near(is!, expected[estimate] as number, 1e-9);
      // NumPy's function takes 1.96 for the quantile
      const by = library === 'numpy' ? 2e-6 : Math.max(tol, 1e-9);
      near(low!, from, by);
      near(high!, to, by);
    });
});
