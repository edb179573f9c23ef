import assert from 'node:assert/strict';
import { TestWorkspace } from '../test-workspace.ts';

/** Code by what it is about. */
export type Examples = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** Code in front of every example: a judge, and rows of both origins pooled. */
const PRELUDE = `import pandas as pd
from openai import OpenAI
client = OpenAI()
def judge(answer, model="gpt-4o"):
    prompt = f"Rate the answer from 1 to 5: {answer}"
    reply = client.chat.completions.create(model=model, messages=[{"role": "user", "content": prompt}])
    return int(reply.choices[0].message.content)
def exact(answer):
    return answer == "42"
answers = pd.read_csv("answers.csv")["answer"].tolist()
real, synthetic = pd.read_csv("data/real.csv"), pd.read_csv("data/synthetic.csv")
both = pd.concat([real, synthetic])
`;

/** Each example has findings, or repeats of them, in the lines marked `# !`, and in no others. */
export function itFollows(examples: Examples): void {
  for (const [topic, codes] of Object.entries(examples))
    describe(topic, () => {
      for (const [name, code] of Object.entries(codes))
        it(name, async () => {
          const text = PRELUDE + code;
          assertMarked(text, await new TestWorkspace({ 'main.py': text }).findingsAndRepeats('main.py'), '# !');
        });
    });
}

/** Findings (`rule:line`) are in the lines of a text that end in a mark, and in no others. */
export function assertMarked(text: string, found: readonly string[], mark: string): void {
  const lines = text.split('\n');
  assert.deepEqual(
    found.map((finding) => lines[Number(finding.split(':')[1]) - 1]),
    lines.filter((line) => line.endsWith(mark)),
  );
}

/** Code behind `head` whose numbers are a judge's, and code of which none is. */
export function itFindsJudges(
  head: string,
  found: Readonly<Record<string, string>>,
  silent: Readonly<Record<string, string>>,
): void {
  const rules = async (code: string): Promise<string[]> =>
    (await new TestWorkspace({ 'eval.ts': head + code }).findings('eval.ts')).map((finding) => finding.split(':')[0]!);
  for (const [name, code] of Object.entries(found))
    it(`are found: ${name}`, async () => assert.deepEqual(await rules(code), ['uncalibrated-judge']));
  for (const [name, code] of Object.entries(silent))
    it(`are not in ${name}`, async () => assert.deepEqual(await rules(code), []));
}
