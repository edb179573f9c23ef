import type { Random } from './random.ts';

/** A module of the generated workspace, as another one sees it. */
export const moduleName = (index: number): string => `part_${String(index).padStart(3, '0')}`;

type Block = (id: number, modules: readonly string[], random: Random) => string;

/** What every generated module offers to the others. */
const OFFERED: Block = (id) => `
def load_rows(limit=None):
    """Rows of part ${id}, cleaned."""
    frame = pd.read_csv("data/part_${id}.csv")
    frame = frame[frame["length"] > ${id % 40}].dropna(subset=["score"])
    if limit:
        frame = frame.head(limit)
    return frame.reset_index(drop=True)


def grade(question, answer):
    reply = client.chat.completions.create(
        model="gpt-4o",
        messages=[{"role": "user", "content": f"Is this right? {question}: {answer}"}],
        temperature=0,
    )
    return 1 if "yes" in reply.choices[0].message.content.lower() else 0
`;

const BLOCKS: readonly Block[] = [
  // a chain of pandas calls
  (id, modules, random) => `
def summary_${id}(minimum=${random.below(50)}):
    """Scores by topic, largest first."""
    rows = ${random.pick(modules)}.load_rows(${100 + random.below(900)})
    return (
        rows[rows["length"] > minimum]
        .assign(ratio=lambda frame: frame["hits"] / frame["length"])
        .groupby("topic", as_index=False)
        .agg({"score": "mean", "ratio": "max"})
        .rename(columns={"score": "mean_score"})
        .sort_values("mean_score", ascending=False)
    )
`,
  // a judge, and its verdicts averaged
  (id, modules, random) => `
def judge_${id}(question, answer, strict=${random.pick(['True', 'False'])}):
    prompt = f"Question: {question}\\nAnswer: {answer}\\nReply yes or no."
    if strict:
        prompt += " When in doubt, reply no."
    reply = client.chat.completions.create(
        model="${random.pick(['gpt-4o', 'gpt-4.1-mini', 'o4-mini'])}",
        messages=[{"role": "user", "content": prompt}],
        temperature=0,
    )
    return 1 if "yes" in reply.choices[0].message.content.lower() else 0


verdicts_${id} = []
for row in ${random.pick(modules)}.load_rows().to_dict("records"):
    verdicts_${id}.append(judge_${id}(row["question"], row["answer"]))
print("pass rate", np.mean(verdicts_${id}))
`,
  // real and synthetic rows together, with an interval
  (id, modules, random) => `
def interval_${id}(frame, column="score"):
    mean = frame[column].mean()
    error = frame[column].std() / len(frame) ** 0.5
    return {"mean": mean, "low": mean - 1.96 * error, "high": mean + 1.96 * error}


human_${id} = pd.read_csv("data/human_${id}.csv")
synthetic_${id} = pd.read_csv("data/synthetic_${id}.csv")
pooled_${id} = pd.concat([human_${id}, synthetic_${id}], ignore_index=True)
print(interval_${id}(pooled_${id}))
print(interval_${id}(${random.pick(modules)}.load_rows(${random.below(900)})))
`,
  // a class with state
  (id, modules, random) => `
class Report${id}:
    """Collects results by name."""

    def __init__(self, name, rows=None):
        self.name = name
        self.rows = rows if rows is not None else ${random.pick(modules)}.load_rows()
        self.results = {}

    def add(self, key, value):
        if key in self.results:
            raise KeyError(f"{key} is there already")
        self.results[key] = float(value)
        return self

    def best(self, count=${1 + random.below(9)}):
        ranked = sorted(self.results.items(), key=lambda item: item[1], reverse=True)
        return [name for name, value in ranked[:count] if value > 0]

    def graded(self):
        self.rows["judge"] = [
            ${random.pick(modules)}.grade(row.question, row.answer) for row in self.rows.itertuples()
        ]
        return self.rows["judge"].mean()
`,
  // plain work that concerns no rule
  (id, _modules, random) => `
def parse_${id}(lines):
    counts = defaultdict(int)
    for number, line in enumerate(lines):
        text = line.strip()
        if not text or text.startswith("#"):
            continue
        try:
            key, value = text.split("=", 1)
        except ValueError:
            counts["broken"] += 1
            continue
        while value.endswith("\\\\"):
            value = value[:-1]
        counts[key.lower()] += int(value) if value.isdigit() else ${random.below(9)}
    return {key: value for key, value in sorted(counts.items()) if value > ${random.below(5)}}
`,
  // a split and a fit
  (id, modules, random) => `
def accuracy_${id}(seed=${random.below(1000)}):
    frame = ${random.pick(modules)}.load_rows()
    features = frame[["length", "hits"]].to_numpy()
    train_x, test_x, train_y, test_y = train_test_split(features, frame["label"], random_state=seed)
    model = LogisticRegression(max_iter=200).fit(train_x, train_y)
    predicted = model.predict(test_x)
    return {"accuracy": accuracy_score(test_y, predicted), "n": len(test_y)}
`,
];

const IMPORTS = `from collections import defaultdict

import numpy as np
import pandas as pd
from openai import OpenAI
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import accuracy_score
from sklearn.model_selection import train_test_split
`;

/** A Python module of exactly so many lines that evaluates something, and imports the others. */
export function evaluationModule(index: number, lines: number, imported: readonly number[], random: Random): string {
  const modules = imported.map(moduleName);
  const head = `${IMPORTS}\n${modules.map((name) => `import ${name}\n`).join('')}\nclient = OpenAI()\n`;
  let text = `${head}\n${OFFERED(index, modules, random)}`;
  for (let id = 0; ; id++) {
    const block = `\n${BLOCKS[id % BLOCKS.length]!(id, modules, random)}`;
    if (lineCount(text + block) > lines) break;
    text += block;
  }
  return text + '# the end\n'.repeat(lines - lineCount(text));
}

const lineCount = (text: string) => text.split('\n').length - 1;
