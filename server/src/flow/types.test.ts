import assert from 'node:assert/strict';
import { TestWorkspace } from '../test-workspace.ts';
import { assertMarked } from './test-follows.ts';

/** What types say of stored rows that a language model, say gpt-4o, has judged; numbers in lines marked `// !`, and no others. */

const TYPES = `export interface Run {
  id: string;
  passed: boolean;
  score: number;
  judgeModel: string;
  judgeReasoning?: string;
  durationMs: number;
}
interface Graded { graderModel: string }
export type Quality = Graded & { tone: number; clarity: number };
export interface Outcome { name: string; runs: readonly Run[]; quality?: Quality | null }
export type Board = Record<string, Outcome>;
export interface Checked { passed: boolean; judgeScore: number; judgeModel: string }
`;
const HEAD = `import { readFileSync } from 'node:fs';
import { useState } from 'react';
import type { Board, Checked, Outcome, Run } from './types';
const MODEL = 'gpt-4o';
const mean = (numbers) => numbers.reduce((sum, one) => sum + one, 0) / numbers.length;
`;

const CASES: Readonly<Record<string, string>> = {
  'what a text is taken for': `const runs = JSON.parse(readFileSync('runs.json', 'utf8')) as Run[];
console.log(runs.filter((run) => run.passed).length / runs.length); // !
console.log(runs.reduce((sum, run) => sum + run.durationMs, 0) / runs.length);`,

  'what is taken for it one by one': `const runs = [];
for (const line of readFileSync('runs.jsonl', 'utf8').split('\\n')) runs.push(JSON.parse(line) as Run);
console.log(runs.reduce((sum, run) => sum + run.score, 0) / runs.length); // !`,

  'what a function gives': `async function load(): Promise<Run[]> {
  return await fetched('/api/runs');
}
const runs = await load();
console.log(runs.reduce((sum, run) => sum + run.score, 0) / runs.length); // !`,

  'what is handed to a function': `export function rate(outcome: Outcome) {
  return outcome.runs.filter((run) => run.passed).length / outcome.runs.length; // !
}`,

  'what a component is given': `export function Rate({ runs }: { runs: Run[]; title: string }) {
  const share = runs.filter((run) => run.passed).length / runs.length; // !
  return <p>{share}</p>;
}`,

  'what a component remembers': `export function Tone() {
  const [board, setBoard] = useState<Board | null>(null);
  const scores = Object.values(board ?? {}).map((outcome) => outcome.quality.tone);
  return <p>{scores.reduce((sum, one) => sum + one, 0) / scores.length}</p>; // !
}`,

  'not what stands beside a verdict that is named for the judge': `const checked = JSON.parse(readFileSync('checked.json', 'utf8')) as Checked[];
console.log(checked.filter((one) => one.passed).length / checked.length);`,
};

describe('a type of rows', () => {
  for (const [name, code] of Object.entries(CASES))
    it(`says of ${name}`, async () => {
      const text = HEAD + code;
      const workspace = new TestWorkspace({ 'report.tsx': text, 'types.ts': TYPES });
      assertMarked(text, await workspace.findings('report.tsx'), '// !');
    });

  it('is where the trace begins', async () => {
    const text = `${HEAD}${CASES['what a text is taken for']}`;
    const { findings } = await new TestWorkspace({ 'report.tsx': text, 'types.ts': TYPES }).analyse('report.tsx');
    const step = findings[0]!.trace.find(({ place }) => place.document.endsWith('types.ts'));
    assert.equal(TYPES.slice(step!.place.start, step!.place.end), 'passed');
  });

  it('has no say where a value of the same name is there', async () => {
    const text = `${HEAD}interface Row { score: number; judgeModel: string }\nfunction Row() {}\nnew Row();\n`;
    assert.deepEqual(await new TestWorkspace({ 'report.tsx': text, 'types.ts': TYPES }).findings('report.tsx'), []);
  });
});
