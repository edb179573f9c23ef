import assert from 'node:assert/strict';
import { TestWorkspace } from '../test-workspace.ts';

/** Several answers to a prompt, seen by the columns of their table. The lines with a finding are marked `# !`. */

const COLLECT = `import pandas as pd
from openai import OpenAI
client = OpenAI()
GENERATIONS_PER_PROMPT = 3
rows = []
for prompt in open("prompts.txt"):
    for number in range(1, GENERATIONS_PER_PROMPT + 1):
        text = client.responses.create(model="gpt-4.1", input=prompt).output_text
        rows.append({"prompt_id": prompt, "generation_number": number, "model": "gpt-4.1", "text": text})
`;
const TEST = `import glob, json, os
import pandas as pd
from scipy import stats
`;
const COMPARE = `
print(stats.ttest_ind(df[df["tone"] == "warm"]["words"], df[df["tone"] == "cold"]["words"]))  # !
`;

interface Case {
  readonly files?: Readonly<Record<string, string>>;
  readonly code: string;
}

const FOUND: Readonly<Record<string, Case>> = {
  'a script between the two': {
    files: {
      'collect.py': `${COLLECT}pd.DataFrame(rows).to_csv("results/answers.csv")\n`,
      'measure.py': `import pandas as pd
df = pd.read_csv("results/answers.csv")
df["words"] = df["text"].str.len()
df.to_csv("results/words.csv")
`,
    },
    code: `${TEST}df = pd.read_csv("results/words.csv")${COMPARE}`,
  },
  'rows that are written by a function that makes them of others': {
    files: {
      'clean.py': `import csv, json
rows = []
for line in open("raw/llm.jsonl"):
    record = json.loads(line)
    rows.append({"persona_key": record.get("persona"), "iteration": record.get("iteration"), "words": len(record["text"])})
with open("data/llm.csv", "w") as file:
    writer = csv.DictWriter(file, fieldnames=["persona_key", "iteration", "words"])
    writer.writerows(rows)
`,
    },
    code: `${TEST}df = pd.read_csv("data/llm.csv")
print(stats.ttest_1samp(df["words"], 0))  # !
`,
  },
  'rows in the file': {
    files: { 'llm.csv': 'question,repetition,tone,words\nWho?,1,warm,4\nWho?,2,warm,5\nWhy?,1,cold,9\n' },
    code: `${TEST}df = pd.read_csv("llm.csv")${COMPARE}`,
  },
  'what the code goes on to speak of': {
    code: `${TEST}df = pd.read_csv("llm.csv")
print(df.groupby(["prompt_id", "repetition"])["words"].mean())${COMPARE}`,
  },
};

const SILENT: Readonly<Record<string, Case>> = {
  'a file in which each was asked once': {
    files: { 'llm.csv': 'question,repetition,tone,words\nWho?,1,warm,4\nWhat?,1,warm,5\nWhy?,1,cold,9\n' },
    code: `${TEST}df = pd.read_csv("llm.csv")
print(df.groupby(["question", "repetition"])["words"].mean())${COMPARE}`,
  },
  'one turn of several': {
    code: `${TEST}df = pd.read_csv("llm.csv")
print(df.groupby(["prompt_id", "repetition"])["words"].mean())
df = df[df["repetition"] == 1]${COMPARE}`,
  },
  'one prompt of several': {
    code: `${TEST}df = pd.read_csv("llm.csv")
for prompt in df["prompt_id"].unique():
    part = df[(df["prompt_id"] == prompt) & (df["repetition"] > 0)]
    print(stats.ttest_1samp(part["words"], 0))
`,
  },
  'means of each prompt': {
    code: `${TEST}df = pd.read_csv("llm.csv")
df = df.drop_duplicates(["prompt_id", "run"])
df = df.groupby(["prompt_id", "tone"])["words"].mean().reset_index()${COMPARE}`,
  },
  'rows that say the same of all': {
    code: `${TEST}rows = [{"prompt_id": i, "repetition": 1, "words": len(line)} for i, line in enumerate(open("llm.txt"))]
df = pd.DataFrame(rows)
print(stats.ttest_1samp(df["words"], 0))
`,
  },
  'runs that each make their own': {
    code: `${TEST}df = pd.read_csv("llm.csv")
print(df.groupby(["run", "persona_id"])["words"].mean())${COMPARE}`,
  },
  'a file of another name': {
    files: { 'collect.py': `${COLLECT}pd.DataFrame(rows).to_csv(f"results/answers_{stamp}.csv")\n` },
    code: `${TEST}files = glob.glob("results/answers_*_llm.csv")
df = pd.read_csv(files[0])
df["words"] = df["text"].str.len()${COMPARE}`,
  },
};

const RULE = 'dependent-generations';

describe('columns that tell several answers to a prompt apart', () => {
  const linesOf = async ({ files = {}, code }: Case): Promise<string[]> => {
    const found = await new TestWorkspace({ ...files, 'main.py': code }).findings('main.py');
    return found.filter((finding) => finding.startsWith(RULE));
  };

  for (const [name, given] of Object.entries(FOUND))
    it(`are found: ${name}`, async () => {
      const lines = given.code.split('\n').flatMap((line, i) => (line.includes('# !') ? [`${RULE}:${i + 1}`] : []));
      assert.deepEqual(await linesOf(given), lines);
    });

  for (const [name, given] of Object.entries(SILENT))
    it(`are not seen in ${name}`, async () => {
      assert.deepEqual(await linesOf(given), []);
    });
});
