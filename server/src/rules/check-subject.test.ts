import assert from 'node:assert/strict';
import type { CheckSubject } from '@unpool/shared/protocol/finding.ts';
import { TestWorkspace } from '../test-workspace.ts';

async function subjectOf(code: string, more: Record<string, string> = {}): Promise<CheckSubject | null | undefined> {
  const { findings } = await new TestWorkspace({ 'eval.py': `import pandas as pd\n${code}\n`, ...more }).analyse(
    'eval.py',
  );
  return findings[0]?.subject;
}

describe('what a finding tells the check of its data', () => {
  it('is the files of both sides, and the column', async () => {
    const code =
      'both = pd.concat([pd.read_csv("human.csv"), pd.read_csv("synthetic.csv")])\nprint(both["score"].mean())';
    assert.deepEqual(await subjectOf(code), {
      kind: 'compare',
      real: ['human.csv'],
      synthetic: ['synthetic.csv'],
      column: 'score',
    });
  });

  it("is the file of a judge's labels, and their column", async () => {
    const code = 'df = pd.read_csv("out/verdicts.csv")\nprint(df["judge"].mean())';
    assert.deepEqual(await subjectOf(code), { kind: 'judge', data: ['out/verdicts.csv'], judge: 'judge' });
  });

  it('is the file that another script writes them to', async () => {
    const writer = [
      'import pandas as pd',
      'from openai import OpenAI',
      'client = OpenAI()',
      'df = pd.read_csv("answers.csv")',
      'def ask(answer):',
      '    prompt = f"Is this answer right? Reply 1 or 0. {answer}"',
      '    reply = client.chat.completions.create(model="gpt-4o", messages=[{"role": "user", "content": prompt}])',
      '    return int(reply.choices[0].message.content)',
      'df["verdict"] = df["answer"].map(ask)',
      'df.to_csv("graded.csv")',
    ].join('\n');
    const reader = 'df = pd.read_csv("graded.csv")\nprint(df["verdict"].mean())';
    assert.deepEqual(await subjectOf(reader, { 'grade.py': writer }), {
      kind: 'judge',
      data: ['graded.csv'],
      judge: 'verdict',
    });
  });

  it('is nothing where the code itself asks the judge', async () => {
    const code = [
      'from openai import OpenAI',
      'client = OpenAI()',
      'df = pd.read_csv("answers.csv")',
      'def ask(answer):',
      '    prompt = f"Is this answer right? Reply 1 or 0. {answer}"',
      '    reply = client.chat.completions.create(model="gpt-4o", messages=[{"role": "user", "content": prompt}])',
      '    return int(reply.choices[0].message.content)',
      'df["verdict"] = df["answer"].map(ask)',
      'print(df["verdict"].mean())',
    ].join('\n');
    assert.equal(await subjectOf(code), null);
  });
});
