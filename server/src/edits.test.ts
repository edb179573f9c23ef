import assert from 'node:assert/strict';
import type { Analysis } from './analysis.ts';
import { createRandom } from './test-random.ts';
import { TestWorkspace } from './test-workspace.ts';

const TYPESCRIPT = `import { readFileSync } from 'node:fs';
import OpenAI from 'openai';
import { grade, loadRows } from './rows';

const client = new OpenAI();

async function judge(question: string, answer: string, strict = false) {
  let prompt = \`Question: \${question}\\nAnswer: \${answer}\\nReply yes or no.\`;
  if (strict) prompt += ' When in doubt, reply no.';
  const reply = await client.chat.completions.create({ model: 'gpt-4o', messages: [{ role: 'user', content: prompt }] });
  return reply.choices[0]?.message.content?.toLowerCase().includes('yes') ? 1 : 0;
}

const verdicts: number[] = [];
for (const row of loadRows()) {
  verdicts.push(await judge(row.question, row.answer));
}
console.log('pass rate', verdicts.reduce((sum, verdict) => sum + verdict, 0) / verdicts.length);

function interval(rows: readonly { score: number }[]) {
  const mean = rows.reduce((sum, row) => sum + row.score, 0) / rows.length;
  const variance = rows.reduce((sum, row) => sum + (row.score - mean) ** 2, 0) / (rows.length - 1);
  const error = Math.sqrt(variance / rows.length);
  return { mean, low: mean - 1.96 * error, high: mean + 1.96 * error };
}

const human = JSON.parse(readFileSync('data/human.json', 'utf8'));
const synthetic = JSON.parse(readFileSync('data/synthetic.json', 'utf8'));
const pooled = [...human, ...synthetic];
console.log(interval(pooled));
console.log(interval(loadRows(861)));

export class Report {
  readonly results = new Map<string, number[]>();
  private total = 0;

  constructor(private readonly rows = loadRows()) {}

  async fill() {
    for (const row of this.rows) {
      row.verdict = await grade(row.question, row.answer);
      this.total += row.verdict;
      this.results.set(row.topic, [...(this.results.get(row.topic) ?? []), row.verdict]);
    }
  }

  rate() {
    return this.total / this.rows.length;
  }
}

export function counted(rows) {
  let passed = 0;
  rows.forEach((row) => {
    if (row.verdict > 0.5) passed += 1;
  });
  return { rate: passed / rows.length, best: rows.map(({ verdict }) => verdict).sort()[0] };
}
`;

const ROWS = `import OpenAI from 'openai';
const client = new OpenAI();
export const loadRows = (limit = 3) => JSON.parse(read('data/rows.json')).slice(0, limit);
export async function grade(question: string, answer: string) {
  const input = \`Rate this answer from 0 to 1. \${question}: \${answer}\`;
  return Number((await client.responses.create({ model: 'gpt-4o', input })).output_text);
}
`;

const PYTHON = `import pandas as pd
from imblearn.over_sampling import SMOTE
from sklearn.model_selection import cross_val_score

real = pd.read_csv("real.csv")
synthetic = pd.read_csv("synthetic.csv")
pooled = pd.concat([real, synthetic])
print(pooled["score"].mean())


def report(rows):
    return rows["score"].mean()


class Runs:
    def __init__(self, rows):
        self.rows = rows

    def fill(self):
        self.rows["judge"] = [complete("Is this answer right? " + text) for text in self.rows["answer"]]

    def rate(self):
        return self.rows["judge"].mean()


def after(model, df):
    X, y = SMOTE().fit_resample(df, df["label"])
    return cross_val_score(model, X, y)


print(report(pooled), Runs(real).rate())
`;

const CHARACTERS = ['a', 'x', '1', ' ', '.', ',', '(', ')', '"', '=', '\n', '{', '}', '0.05'];
const LINES = [
  '',
  'rows = rows;',
  'const total = 1 + 2;',
  '// a thought',
  '# a thought',
  'if (true) {',
  '}',
  'return 1',
];

type Random = ReturnType<typeof createRandom>;

/** What somebody makes of a text: characters, lines that come, go and change places; null for what takes the last edit back. */
function edited(text: string, random: Random): string | null {
  const lines = text.split('\n');
  const line = random(lines.length);
  switch (random(6)) {
    case 0: {
      const at = random(text.length + 1);
      return text.slice(0, at) + CHARACTERS[random(CHARACTERS.length)] + text.slice(at);
    }
    case 1:
      lines.splice(line, 1 + random(4));
      break;
    case 2:
      lines.splice(line, 0, LINES[random(LINES.length)]!);
      break;
    case 3: {
      const other = random(lines.length);
      [lines[line], lines[other]] = [lines[other]!, lines[line]!];
      break;
    }
    default:
      return null;
  }
  return lines.join('\n');
}

/** All that is told of a text, as whoever asks gets it. */
const told = (analysis: Analysis, offset: number) => ({
  findings: analysis.findings,
  unread: analysis.unread,
  fixes: analysis.findings.slice(0, 2).map((finding) => analysis.fixes(finding)),
  lineages: analysis.findings.slice(-2).map((finding) => analysis.lineageOf(finding)),
  hover: analysis.provenanceAt(null, offset),
});

describe('a document that is edited', () => {
  for (const [name, start] of [
    ['run.ts', TYPESCRIPT],
    ['run.py', PYTHON],
  ] as const)
    it(`${name} is told what it is told when it is read anew, whatever the edits before were`, async () => {
      const random = createRandom(7);
      const kept = new TestWorkspace({ 'rows.ts': ROWS });
      const before: string[] = [];
      let text: string = start;
      for (let edit = 0; edit < 60; edit++) {
        const anew = new TestWorkspace({ 'rows.ts': ROWS });
        for (const workspace of [kept, anew]) workspace.open.set(name, text);
        const offset = random(text.length + 1);
        const expected = told(await anew.analyse(name), offset);
        assert.deepEqual(told(await kept.analyse(name), offset), expected, `edit ${edit}:\n${text}`);
        const next = edited(text, random);
        if (next !== null) before.push(text);
        text = next ?? before.pop() ?? start;
      }
    });

  it('is not changed by an analysis of what it imports', async () => {
    const workspace = new TestWorkspace({});
    workspace.open.set('rows.ts', ROWS).set('run.ts', TYPESCRIPT);
    for (let lines = 0; lines < 4; lines++) {
      const anew = new TestWorkspace({});
      for (const each of [workspace, anew])
        each.open.set('rows.ts', `${'\n'.repeat(lines)}${ROWS}`).set('run.ts', TYPESCRIPT);
      await workspace.analyse('rows.ts');
      const expected = told(await anew.analyse('run.ts'), 0);
      assert.deepEqual(told(await workspace.analyse('run.ts'), 0), expected);
    }
  });
});
