import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { repaired } from '../../server/src/fixes/test-repair.ts';
import { CASES, REFUSED } from './cases.ts';
import { writeData } from './data.ts';
import { casesOfPages } from './page-cases.ts';
import { findPython, runScripts } from './python.ts';
import { itRuns } from './run-cases.ts';

describe('corrections run in Python', function () {
  this.timeout(900_000);
  // the others need packages: test/slow/libraries.test.ts
  itRuns([...casesOfPages(), ...CASES].filter(({ library }) => !library || library === 'numpy'));

  it('says in words that the human labels are no numbers', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'unpool-python-'));
    writeData(folder);
    const letters = await repaired(REFUSED.code, { unsafeFixes: true });
    const rename = `df = pd.read_csv("verdicts.csv").drop(columns=["human"]).rename(columns={"human_grade": "human"})`;
    const code = letters.text.replace('df = pd.read_csv("verdicts.csv")', rename);
    writeFileSync(join(folder, 'letters.py'), code);
    const [refused] = await runScripts(await findPython(), folder, ['letters.py']);
    rmSync(folder, { recursive: true, force: true });
    assert.match(refused!.error ?? '', /TypeError: calibrated_mean needs numbers/);
    assert.doesNotMatch(refused!.error ?? '', /could not convert/);
  });
});
