import assert from 'node:assert/strict';
import { evidenceText, type SavedCheck, withCheck } from '@unpool/shared/evidence/evidence.ts';
import type { JudgeRequest } from '@unpool/shared/protocol/judge.ts';
import { contentsDataFile } from '../check/contents-data-file.ts';
import { runJudge } from '../check/run-judge.ts';
import { ROOT, TestWorkspace } from '../test-workspace.ts';
import { digestOf, webHash } from './digest.ts';
import { readEvidence } from './read-evidence.ts';
import { questionOf, savedCheck } from './saved-check.ts';

const encoded = (text: string): Uint8Array => new TextEncoder().encode(text);

/** 300 rows, the first 200 of them with a label; every tenth label is a failure that the judge passes, or the other way round. */
function verdicts(lenient: boolean): string {
  const rows = Array.from({ length: 300 }, (_, i) => {
    const human = i % 10 < 7 ? 1 : 0;
    const isWrong = lenient ? i % 10 === 7 || i % 10 === 8 : i % 100 === 0 || i % 100 === 7;
    return `${i < 200 ? human : ''},${isWrong ? 1 - human : human}`;
  });
  return `human,judge\n${rows.join('\n')}\n`;
}

async function saved(text: string, margin?: number): Promise<SavedCheck> {
  const uri = `${ROOT}/verdicts.csv`;
  const contents = new Map([[uri, encoded(text)]]);
  const asked: JudgeRequest = { data: [{ name: 'verdicts.csv', uri }], ...(margin !== undefined && { margin }) };
  const check = { kind: 'judge', request: asked, result: await runJudge(asked, contentsDataFile(contents)) } as const;
  const digest = () => digestOf(uri, [encoded(text)], webHash());
  return savedCheck(check, { folder: ROOT, digest, day: '2026-01-31' });
}

const CODE = `import pandas as pd

df = pd.read_csv("verdicts.csv")
print(df["judge"].mean())
print(df["judge"].sem())
`;

async function told(text: string, check: SavedCheck) {
  const evidence = evidenceText(withCheck({ evidence: [] }, check));
  const files = { 'verdicts.csv': text, 'unpool.evidence.json': evidence, 'report.py': CODE };
  const { findings } = await new TestWorkspace(files).analyse('report.py');
  return findings.map(({ rule, severity, message }) => ({ rule, severity, message }));
}

describe('evidence about a judge', () => {
  it('is read as it was written, and can be asked again', async () => {
    const check = await saved(verdicts(true), 0.05);
    const text = evidenceText({ evidence: [check] });
    const read = readEvidence(text);
    assert.deepEqual(read.problems, []);
    assert.equal(evidenceText(read), text);
    assert.deepEqual(questionOf(check, ROOT).request, {
      data: [{ name: 'verdicts.csv', uri: `${ROOT}/verdicts.csv` }],
      human: 'human',
      judge: 'judge',
      margin: 0.05,
    });
  });

  it('makes its finding an error with the numbers where the judge is off', async () => {
    const [mean] = await told(verdicts(true), await saved(verdicts(true), 0.05));
    assert.equal(mean!.severity, 'error');
    assert.match(
      mean!.message,
      /the judge "judge" is 0\.2 above "human" on average \(95 % interval .*\), beyond the margin/,
    );
    assert.match(mean!.message, /With the human labels it is 0\.7 \(95 % interval .*\), not 0\.9\./);
  });

  it('quiets a number, and names the interval to report instead of another', async () => {
    const found = await told(verdicts(false), await saved(verdicts(false), 0.1));
    assert.deepEqual(
      found.map(({ severity }) => severity),
      ['hint', 'error'],
    );
    assert.match(found[1]!.message, /no reason to trust this interval\. With the human labels it is 0\.7/);
  });

  it('quiets nothing without a margin that somebody set', async () => {
    const found = await told(verdicts(false), await saved(verdicts(false)));
    assert.equal(found[0]!.severity, 'warning');
  });

  it('is stale when the file changed', async () => {
    const found = await told(verdicts(true), await saved(verdicts(false), 0.1));
    assert.deepEqual([...new Set(found.map(({ rule }) => rule))], ['uncalibrated-judge', 'stale-evidence']);
  });
});
