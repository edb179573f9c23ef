import assert from 'node:assert/strict';
import { evidenceText, type SavedCheck, withCheck } from '@unpool/shared/evidence/evidence.ts';
import type { CompareRequest } from '@unpool/shared/protocol/check.ts';
import { contentsDataFile } from '../check/contents-data-file.ts';
import { runCompare } from '../check/run-compare.ts';
import { digestOf, webHash } from '../evidence/digest.ts';
import { savedCheck } from '../evidence/saved-check.ts';
import { ROOT, TestWorkspace } from '../test-workspace.ts';

const scores = (from: number, count: number): string =>
  `score\n${Array.from({ length: count }, (_, i) => from + (i % 10) / 10).join('\n')}\n`;

const CODE = `import pandas as pd

pooled = pd.concat([pd.read_csv("human.csv"), pd.read_csv("synthetic.csv")])
print(pooled["score"].mean())
print(pooled["score"].sem())
`;
const FILES = { 'human.csv': scores(3, 120), 'synthetic.csv': scores(3, 2400), 'report.py': CODE };

async function messages(files: Readonly<Record<string, string>>): Promise<string[]> {
  return (await new TestWorkspace(files).analyse('report.py')).findings.map(({ message }) => message);
}

const SAID =
  / Going by the files, 120 real rows are pooled with 2,400 synthetic ones\. Your real rows allow a shift in "score" from -0\.\d+ to \+0\.\d+; over that range the naive pooled 95 % interval covers the truth between .* and \d+ % of the time\. Estimate on the real rows, or report each origin by itself\.$/;

/** Of the two files, with a margin. */
async function evidence(margin: number, synthetic: string): Promise<string> {
  const contents = new Map(
    Object.entries({ ...FILES, 'synthetic.csv': synthetic }).map(([path, text]) => [
      `${ROOT}/${path}`,
      new TextEncoder().encode(text),
    ]),
  );
  const ref = (name: string) => ({ name, uri: `${ROOT}/${name}` });
  const source = { kind: 'two-sides', real: [ref('human.csv')], synthetic: [ref('synthetic.csv')] } as const;
  const request: CompareRequest = { source, value: 'score', margin };
  const result = await runCompare(request, contentsDataFile(contents));
  const digest = (uri: string) => digestOf(uri, [contents.get(uri)!], webHash());
  const check: SavedCheck = await savedCheck(
    { kind: 'compare', request, result },
    { folder: ROOT, digest, day: '2026-01-31' },
  );
  return evidenceText(withCheck({ evidence: [] }, check));
}

describe('a warning of pooled rows', () => {
  it('tells the counts of its files, and what their interval is worth as a range', async () => {
    const said = await messages(FILES);
    assert.equal(said.length, 2);
    for (const message of said) assert.match(message, SAID);
  });

  it('is the same finding with and without them', async () => {
    const told = async (files: Readonly<Record<string, string>>) =>
      (await new TestWorkspace(files).analyse('report.py')).findings.map(({ message: _, ...finding }) => finding);
    const { 'human.csv': _, ...without } = FILES;
    assert.deepEqual(await told(FILES), await told(without));
    assert((await messages(without)).every((message) => !message.includes('Going by')));
  });

  it('is silenced with them as without', async () => {
    const code = CODE.replace('.mean())', '.mean())  # unpool: ignore[naive-pooling] only to look');
    const said = await messages({ ...FILES, 'report.py': code });
    assert.equal(said.length, 1);
    assert.match(said[0]!, /^The standard error .*Going by the files/);
  });

  it('leaves them to a saved check that speaks, and not to one that is stale', async () => {
    const shifted = scores(4, 2400);
    const violated = await messages({
      ...FILES,
      'synthetic.csv': shifted,
      'unpool.evidence.json': await evidence(0.1, shifted),
    });
    assert(
      violated.every((message) => /The data were checked/.test(message) && !/Going by/.test(message)),
      violated[0],
    );
    const alike = await messages({ ...FILES, 'unpool.evidence.json': await evidence(0.5, FILES['synthetic.csv']) });
    assert(
      alike.every((message) => /The data were checked/.test(message) && !/Going by/.test(message)),
      alike[0],
    );
    const stale = await messages({ ...FILES, 'unpool.evidence.json': await evidence(0.1, shifted) });
    assert.match(stale[0]!, SAID);
    assert.match(stale[1]!, /^The check of .* no longer counts/);
  });
});
