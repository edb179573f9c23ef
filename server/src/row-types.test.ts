import assert from 'node:assert/strict';
import { assertMarked } from './flow/test-follows.ts';
import { TestWorkspace } from './test-workspace.ts';

/** Numbers of rows that come from nobody knows where, in a type into which another module puts what a judge said. */

const TYPES = `export interface Run { passed: boolean; judgeModel: string; brief: Mark }
export interface Mark { clear: number; warm: number; note: string }
export interface Reply { id: string; text: string; mark: Mark | null; ms: number }
export interface Timing { id: string; ms: number }
`;

const JUDGE = `import OpenAI from 'openai';
import type { Mark } from './types';
const client = new OpenAI();
export async function review(text: string): Promise<Mark> {
  const { output_text } = await client.responses.create({
    model: 'gpt-4o',
    input: \`You are a strict judge. Rate the reply from 1 to 5 for clarity and warmth: \${text}\`,
  });
  return JSON.parse(output_text);
}
`;

const RUN = `import { writeFileSync } from 'node:fs';
import { review } from './judge';
import type { Reply, Run, Timing } from './types';
const replies: Reply[] = [];
const timings: Timing[] = [];
export const judged = async (text: string): Promise<Run> => ({ ...known(text), brief: await review(text) });
for (const { id, text } of cases) {
  const started = Date.now();
  const mark = await review(text);
  replies.push({ id, text, mark, ms: Date.now() - started });
  timings.push({ id, ms: Date.now() - started });
}
writeFileSync(process.argv[2], JSON.stringify({ replies, timings }));
`;

const HEAD = `import { readFileSync } from 'node:fs';
import { useState } from 'react';
import { mean } from 'simple-statistics';
import type { Mark, Reply, Run, Timing } from './types';
`;

const READERS: Readonly<Record<string, string>> = {
  'a file whose name nobody knows': `const replies = JSON.parse(readFileSync(process.argv[2], 'utf8')) as Reply[];
console.log(mean(replies.map((reply) => reply.mark.clear))); // !
console.log(mean(replies.map((reply) => reply.ms)));`,

  'what a service gives': `async function load(): Promise<Reply[]> {
  return await fetch('/api/replies').then((response) => response.json());
}
const replies = await load();
console.log(mean(replies.map((reply) => reply.mark.warm))); // !`,

  'what a component is given': `export function Board({ replies }: { replies: Reply[] }) {
  return <p>{replies.reduce((sum, reply) => sum + reply.mark.clear, 0) / replies.length}</p>; // !
}`,

  'a type within the type': `const marks: Mark[] = JSON.parse(readFileSync(process.argv[2], 'utf8'));
console.log(mean(marks.map((mark) => mark.clear))); // !`,

  'names in the type where the judge has put something else into it': `const MODEL = 'gpt-4o';
const runs = JSON.parse(readFileSync(process.argv[2], 'utf8')) as Run[];
console.log(runs.filter((run) => run.passed).length / runs.length); // !`,

  'not a type in which no judge has a part': `const timings = JSON.parse(readFileSync(process.argv[2], 'utf8')) as Timing[];
console.log(mean(timings.map((timing) => timing.ms)));`,
};

describe('rows of a type that another module fills', () => {
  for (const [name, code] of Object.entries(READERS))
    it(name, async () => {
      const report = HEAD + code;
      const files = { 'types.ts': TYPES, 'judge.ts': JUDGE, 'run.ts': RUN, 'report.tsx': report };
      assertMarked(report, await new TestWorkspace(files).findingsAndRepeats('report.tsx'), '// !');
    });

  it('are not what a unit test puts into it', async () => {
    const [[, code]] = Object.entries(READERS) as [[string, string]];
    const mocked = JUDGE.replace("from 'openai'", "from './mocked'");
    const files = { 'types.ts': TYPES, 'report.ts': HEAD + code };
    assert.equal((await new TestWorkspace({ ...files, 'judge.ts': mocked }).findings('report.ts')).length, 1);
    assert.deepEqual(await new TestWorkspace({ ...files, 'judge.test.ts': mocked }).findings('report.ts'), []);
  });

  it('leads to where the judge is asked', async () => {
    const [[, code]] = Object.entries(READERS) as [[string, string]];
    const files = { 'types.ts': TYPES, 'judge.ts': JUDGE, 'run.ts': RUN, 'report.ts': HEAD + code };
    const { findings } = await new TestWorkspace(files).analyse('report.ts');
    assert.ok(findings[0]?.trace.some(({ place }) => place.document.endsWith('/judge.ts')));
  });

  it('sees a judge that comes into a module that is open', async () => {
    const [[, code]] = Object.entries(READERS) as [[string, string]];
    const untyped = JUDGE.replace(/^import type.*$/m, '').replace(': Promise<Mark>', '');
    const rules = RUN.replace(/^import { review }.*$/m, 'const review = (text: string) => ({ clear: text.length });');
    const files = { 'types.ts': TYPES, 'judge.ts': untyped, 'run.ts': rules, 'report.ts': HEAD + code };
    const workspace = new TestWorkspace(files);
    assert.deepEqual(await workspace.findings('report.ts'), []);
    workspace.open.set('run.ts', RUN);
    assert.equal((await workspace.findings('report.ts')).length, 1);
  });
});
