import assert from 'node:assert/strict';
import { TestWorkspace } from '../test-workspace.ts';

const CLIENT = `import OpenAI from 'openai';
export class Client {
  private openai = new OpenAI();
  async ask(content: string) {
    const reply = await this.openai.chat.completions.create({ model: 'gpt-4o', messages: [{ role: 'user', content }] });
    return reply.choices[0].message.content;
  }
}
`;
const JUDGE = `import { Client } from './client';
export class Judge {
  constructor(private readonly client: Client) {}
  async grade(answer: string) {
    return JSON.parse(await this.client.ask(\`You are a strict grader. Rate the answer from 1 to 5: \${answer}\`)).score;
  }
}
export interface Grader { grade(answer: string): Promise<number> }
`;
const MEAN = 'scores.reduce((sum, one) => sum + one, 0) / scores.length';
const FUNCTION = `export async function quality(judge: Judge, answers: string[]) {
  const scores = await Promise.all(answers.map((one) => judge.grade(one)));
  return ${MEAN};
}
`;

const CASES: Readonly<Record<string, readonly [code: string, found: readonly string[]]>> = {
  'to a function': [`import { Judge } from './judge';\n${FUNCTION}`, ['uncalibrated-judge:4']],
  'to a function that imports the type only': [
    `import type { Judge } from './judge';\n${FUNCTION}`,
    ['uncalibrated-judge:4'],
  ],
  'to a constructor': [
    `import { type Judge } from './judge';
export class Session {
  constructor(private readonly judge: Judge | null) {}
  async quality(answers: string[]) {
    const scores = await this.all(answers);
    return ${MEAN};
  }
  private async all(answers: string[]) {
    return Promise.all(answers.map((one) => this.judge!.grade(one)));
  }
}
`,
    ['uncalibrated-judge:6'],
  ],
  'of an interface, which may be anything': [
    `import type { Grader as Judge } from './judge';\n${FUNCTION.replaceAll('grade', 'rate')}`,
    [],
  ],
};

describe('an object that is handed over', () => {
  for (const [name, [code, found]] of Object.entries(CASES))
    it(`${name}`, async () => {
      const files = { 'client.ts': CLIENT, 'judge.ts': JUDGE, 'eval.ts': code };
      assert.deepEqual(await new TestWorkspace(files).findings('eval.ts'), found);
    });

  it('to a constructor in Python', async () => {
    const code = `from openai import OpenAI
client = OpenAI()
class Judge:
    def grade(self, answer):
        reply = client.chat.completions.create(model="gpt-4o", messages=[{"role": "user", "content": f"You are a strict grader. Rate the answer from 1 to 5: {answer}"}])
        return int(reply.choices[0].message.content)
class Session:
    def __init__(self, judge: Judge):
        self.judge = judge
    def quality(self, answers):
        scores = [self.judge.grade(answer) for answer in answers]
        return sum(scores) / len(scores)
`;
    assert.deepEqual(await new TestWorkspace({ 'evals.py': code }).findings('evals.py'), ['uncalibrated-judge:12']);
  });
});
