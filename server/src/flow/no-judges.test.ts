import assert from 'node:assert/strict';
import { TestWorkspace } from '../test-workspace.ts';
import { itFollows } from './test-follows.ts';

/** What is no judge's label though it looks like one, each beside something close that is. */

itFollows({
  'what a model answers is no grade of it': {
    'the option it holds for right, held against the right one': `
import json
def answer_of(question):
    reply = client.chat.completions.create(model="gpt-4o", messages=[{"role": "user", "content": question}])
    return json.loads(reply.choices[0].message.content)
questions = json.load(open("questions.json"))
chosen = [answer_of(q["text"])["correct_answer"].strip() for q in questions]
print(sum(1 for c, q in zip(chosen, questions) if c == q["key"]) / len(chosen))
print(sum(1 for c in chosen if c == "unknown") / len(chosen))
flags = [answer_of(f"Is this right? {q['text']}")["is_correct"] for q in questions]
print(sum(flags) / len(flags))  # !`,
  },

  'what is there to be held against people': {
    "a judge's labels that are asked for together with theirs": `
def shift(human_labels, judge_labels):
    gaps = [j - h for h, j in zip(human_labels, judge_labels)]
    middle = sum(judge_labels) / len(judge_labels)
    return sum(gaps) / len(gaps), middle
def rate(judge_labels):
    return sum(judge_labels) / len(judge_labels)  # !`,

    'what a correction is made of': `
import numpy as np
def mean_of(judge_labels):
    return np.mean(judge_labels)  # !
def corrected_mean(judge_labels, errors):
    return np.mean(judge_labels) - errors`,
  },

  'what lies beside a grade': {
    'whether there is one, and the gates that it opens': `
import numpy as np
def known(judge_scores, weights, df):
    there = np.isfinite(judge_scores)
    fitted = np.zeros_like(weights)
    fitted[there] = weights[there].mean()
    print(fitted.mean(), (df["gate_judge"] == True).mean())
    print(np.mean(judge_scores))  # !`,

    'other columns of rows that are kept by group': `
by_arm = {}
for row in rows:
    by_arm.setdefault(row["arm"], []).append({"judge_label": judge(row), "chars": len(row["answer"])})
base = by_arm["baseline"]
print(sum(r["judge_label"] for r in base) / len(base))  # !
print(sum(r["chars"] for r in base) / len(base))`,

    'what the request cost': `
def graded(row):
    verdict = judge(row)
    return {"grade": verdict, "judge_usd": price(verdict), "total_tokens": verdict}
records = [graded(row) for row in rows]
print(sum(r["grade"] for r in records) / len(records))  # !
print(sum(r["total_tokens"] for r in records) / len(records), sum(r["judge_usd"] for r in records) / len(records))`,

    'what is counted after rows were passed over': `
def report(rows):
    for row in rows:
        if judge(row["question"]) == "bad":
            continue
        print(row)
    found = 0
    for row in rows:
        found += 1
    return found / len(rows)
print(report(rows))`,

    'what is counted where there are rows of a group': `
def report(rows):
    by_arm = defaultdict(list)
    for row in rows:
        by_arm[row["arm"]].append({"label": judge(row), "model": row["model"]})
    for arm in ["a", "b"]:
        if arm not in by_arm: continue
        if not by_arm[arm]: continue
        found = 0
        for row in rows:
            found += 1
        print(found / len(rows))
        print(sum(r["label"] for r in by_arm[arm]) / len(by_arm[arm]))  # !
report(rows)`,

    'what a static method is handed': `
class Report:
    def __init__(self, rows):
        self.rows = rows
    @staticmethod
    def _avg(values):
        return sum(values) / max(len(values), 1)
    def show(self):
        print(self._avg(len(row["answer"]) for row in self.rows))
Report([{**row, "label": judge(row)} for row in rows]).show()`,

    'records in records': `
def record(row):
    return {"a": {"b": {"c": {"d": {"e": {"f": {"g": {"label": judge(row)}, "size": 3}}}}}}, "chars": len(row)}
records = {"runs": [{"rows": [record(row) for row in rows]}]}
print(sum(r["chars"] for run in records["runs"] for r in run["rows"]) / len(rows))`,

    'a table that is only brought into another form': `
table["score"] = table["answer"].map(judge)
print(table.pivot_table(index=["id", "model"], columns="criterion", values="score", aggfunc="first"))
print(table.pivot_table(index=["id", "model"], columns="criterion", values="score", aggfunc="mean"))  # !`,
  },

  'the judge is what is studied': {
    'how often it agrees with people, or changes its mind': `
agree = shown = flips = passed = 0
for row in rows:
    label = judge(row["answer"])
    shown += 1
    agree += 1 if input(row["answer"]) == label else 0
    flips += 0 if judge(row["answer"]) == label else 1
    passed += label
print(100.0 * agree / shown, flips / shown)
print(passed / shown)  # !`,

    'how often it picks what stands first, and is one off, by the name of the result': `
picked = [judge(answer) for answer in answers]
label_bias = sum(pick == 1 for pick in picked) / len(picked)
report = {"plus_minus_one_accuracy": sum(picked) / len(picked), "rate": sum(picked) / len(picked)}  # !`,

    'how well it tells what is known': `
def measured(y, p):
    tp = sum(a * b for a, b in zip(p, y))
    fp = sum(p) - tp
    precision, recall = tp / (tp + fp), tp / sum(y)
    return {"f1": 2 * precision * recall / (precision + recall), "rate": sum(p) / len(p)}  # !
runs = [measured([row["label"] for row in rows], [judge(row["answer"]) for row in rows]) for _ in range(3)]
f1s = [run["f1"] for run in runs]
print(sum(f1s) / len(f1s))`,

    'what its answers took': `
table["verdict"] = table["answer"].map(judge)
table["in_tok"] = table["verdict"].map(tokens)
print(table["in_tok"].sum() / len(table))
print(table["verdict"].sum() / len(table))  # !`,

    'a mean that only serves the spread of repeated verdicts': `
def spread(answer):
    scores = [judge(answer) for _ in range(10)]
    middle = sum(scores) / len(scores)
    return sum((score - middle) ** 2 for score in scores) / len(scores)
def both_of(answer):
    scores = [judge(answer) for _ in range(10)]
    middle = sum(scores) / len(scores)  # !
    return middle, sum((score - middle) ** 2 for score in scores) / len(scores)
print([spread(answer) for answer in answers], [both_of(answer) for answer in answers])`,

    'a correlation of two judges worked out by hand': `
def correlation(x, y):
    mean_x = sum(x) / len(x)
    mean_y = sum(y) / len(y)
    both = sum((a - mean_x) * (b - mean_y) for a, b in zip(x, y))
    return both / (sum((a - mean_x) ** 2 for a in x) * sum((b - mean_y) ** 2 for b in y)) ** 0.5
first = [judge(answer, "a") for answer in answers]
print(correlation(first, [judge(answer, "b") for answer in answers]))
print(sum(first) / len(first))  # !`,

    'a metric of a framework, by the base of its class': `
from deepeval.metrics import BaseMetric
class Precision(BaseMetric):
    def measure(self, case):
        verdicts = [judge(node) for node in case.nodes]
        self.score = sum(verdicts) / len(verdicts)
class Report(Base):
    def measure(self, case):
        verdicts = [judge(node) for node in case.nodes]
        self.score = sum(verdicts) / len(verdicts)  # !`,

    'the difference of two means': `
ours = sum(judge(answer) for answer in answers) / len(answers)  # !
theirs = sum(judge(answer) for answer in others) / len(others)  # !
print(ours - theirs)`,

    'agreement of two judges, by the name of the result': `
first, second = [judge(a, "x") for a in answers], [judge(a, "y") for a in answers]
inter_judge_agreement = {
    "within one": sum(1 for a, b in zip(first, second) if abs(a - b) <= 1) / len(first),
    "difference": sum(a - b for a, b in zip(first, second)) / len(first),
}
report = {"flip_rate": sum(1 for a in answers if judge(a) > 3) / len(answers)}
report = {"pass_rate": sum(1 for a in answers if judge(a) > 3) / len(answers)}  # !`,

    'how far a judge is from people, who stand in for it where no key is': `
human = pd.read_csv("labelled.csv")["human_score"].tolist()
scores = [judge(answer) for answer in answers] if key else [score + noise for score in human]
apart = [scores[i] - human[i] for i in range(len(human))]
print(sum(apart) / len(apart))
print(sum(scores) / len(scores))  # !`,

    'rows that are known to be negative': `
df = pd.DataFrame([{"leaked": judge(a), "is_control": a.control} for a in cases])
caught, controls = df[~df["is_control"]], df[(df["model"] == "m") & df["is_control"]]
print(caught["leaked"].mean())  # !
print(controls.groupby("model")["leaked"].mean())
print(df[df["is_control"] == False]["leaked"].mean())  # !
print(df[df["is_control"] == 1]["leaked"].mean())`,
  },

  'one answer, however many scores it has': {
    'the columns of a row': `
df = pd.DataFrame([{"model": a.model, "tone": judge(a.text), "style": judge(a.text)} for a in cases])
df["score"] = df[["tone", "style"]].mean(axis=1)
print(df.groupby("model")["score"].mean())  # !
print(df[["tone", "style"]].mean())  # !`,

    'the documents of a ranking': `
def dcg(scores):
    return sum(score / (rank + 1) for rank, score in enumerate(scores))
def ndcg_at_5(scores):
    return dcg(scores[:5]) / dcg(sorted(scores)[:5])
def share(scores):
    return sum(scores[:5]) / sum(scores)  # !
scores = [judge(document) for document in documents]
print(ndcg_at_5(scores), share(scores))`,

    'what a stored verdict has for each criterion': `
import json
for stored in json.load(open("judge_results.json")):
    criteria = stored["judge"].get("per_criterion", [])
    print(sum(part["judge_score"] for part in criteria) / len(criteria))
verdicts = json.load(open("judge_results.json"))
print(sum(verdict["judge_score"] for verdict in verdicts) / len(verdicts))  # !`,

    'scores by the names of criteria': `
import json
def grade(text):
    prompt = f"Rate the answer from 1 to 5 by criterion, as JSON: {text}"
    reply = client.chat.completions.create(model="m", messages=[{"role": "user", "content": prompt}])
    data = json.loads(reply.choices[0].message.content)
    scores = []
    for criterion in ["tone", "style"]:
        scores.append(float(data.get(criterion, 3)))
    return sum(scores) / len(scores)
def grade_all(texts):
    scores = []
    for text in texts:
        for criterion in ["tone", "style"]:
            scores.append(judge(text, criterion))
    return sum(scores) / len(scores)  # !
print([grade(text) for text in texts], grade_all(texts))`,
  },

  'texts compared without a model': {
    'a distance that is computed of an answer': `
from embed import encode
def ask(question):
    return client.chat.completions.create(model="m", messages=[{"content": question}]).choices[0].message.content
def cosine(a, b):
    return sum(x * y for x, y in zip(a, b))
rows = []
for question, reference in questions:
    answer = ask(question)
    near = float(cosine(encode(answer), encode(reference)))
    rows.append({"near_score": near, "similarity_score": float(encode(answer) @ encode(reference)), "score": judge(answer)})
print(sum(row["near_score"] for row in rows) / len(rows))
print(sum(row["similarity_score"] for row in rows) / len(rows))
print(sum(row["score"] for row in rows) / len(rows))  # !`,
  },

  'a model that is asked about itself': {
    'an item of a questionnaire': `
import json
STYLES = {"plain": "1 (strongly disagree) to 7 (strongly agree)", "short": "1 to 7"}
def answer_item(item, style):
    prompt = f"{STYLES[style]}\n{item}\nReply in JSON: rating, reason"
    reply = client.chat.completions.create(model="m", messages=[{"role": "user", "content": prompt}])
    data = json.loads(reply.choices[0].message.content)
    return {"numeric_score": float(data["rating"]), "item": item}
rows = [answer_item(item, style) for item in items]
print(sum(row["numeric_score"] for row in rows) / len(rows))
def judge_score(item):
    reply = client.chat.completions.create(model="m", messages=[{"role": "user", "content": item}])
    return float(reply.choices[0].message.content)
print(sum(judge_score(item) for item in items) / len(items))  # !
print(sum(judge(answer) for answer in answers) / len(answers))  # !`,

    'a score of something else': `
import json
def score(text):
    reply = client.chat.completions.create(model="m", messages=[{"role": "user", "content": TEMPLATE + text}])
    return {"rating": float(json.loads(reply.choices[0].message.content)["rating"])}
print(sum(score(text)["rating"] for text in texts) / len(texts))  # !`,
  },
});

describe('a verdict', () => {
  const scan = `import pandas as pd
def report(response):
    verdict = response["verdict"]
    return {"name": response["name"], "verdict": verdict}
rows = [report(response) for response in responses]
print(sum(row["verdict"] == "risky" for row in rows) / len(rows))
`;

  it('of nobody knows whom is no model\u2019s where none is near', async () => {
    assert.deepEqual(await new TestWorkspace({ 'scan.py': scan }).findings('scan.py'), []);
  });

  it('is one where the code speaks of a model, or asks one', async () => {
    const asks =
      'import openai\ndef ask(text):\n    return openai.OpenAI().responses.create(input=text)\nask("Hello")\n';
    const files = { 'scan.py': `from ask import ask\n${scan}`, 'ask.py': asks };
    assert.deepEqual(await new TestWorkspace(files).findings('scan.py'), ['uncalibrated-judge:7']);
    const spoken = { 'scan.py': `${scan}# as gpt-4 sees it\n` };
    assert.deepEqual(await new TestWorkspace(spoken).findings('scan.py'), ['uncalibrated-judge:6']);
  });
});

describe('the advice of a finding', () => {
  const told = async (column: string): Promise<boolean> => {
    const code = `import pandas as pd\ndf = pd.read_csv("verdicts.csv")\nprint(df["${column}"].notna().mean())\nprint(df["judge_score"].mean())\n`;
    const { findings } = await new TestWorkspace({ 'main.py': code }).analyse('main.py');
    return findings.some(({ message }) => message.includes('There are human labels in this code'));
  };

  it('speaks of human labels where people graded, and not where they wrote what is expected', async () => {
    for (const column of ['human_score', 'expert', 'gold_label', 'human']) assert.ok(await told(column), column);
    for (const column of ['expected_answer', 'ground_truth', 'human_verified', 'gold'])
      assert.ok(!(await told(column)), column);
  });
});

describe('a judge in one module, its mean in another', () => {
  const files = {
    'cut.py': 'def cut(rows, scores):\n    return rows[: int(sum(scores) / len(scores))]\n',
    'rank.py': `from openai import OpenAI
from cut import cut
client = OpenAI()
def score(text):
    prompt = f"Rate the answer from 1 to 5: {text}"
    return int(client.chat.completions.create(model="m", messages=[{"role": "user", "content": prompt}]).choices[0].message.content)
def rank(rows):
    return cut(rows, [score(row) for row in rows])
`,
    'app.py': 'from rank import rank\ndef answer(rows):\n    return rank(rows)\n',
    'own.py': 'from cut import cut\nfrom rank import score\nprint(cut(rows, [score(row) for row in rows]))\n',
  };

  it('is reported where one hands its labels to the other, and not further up', async () => {
    const workspace = new TestWorkspace(files);
    assert.deepEqual(await workspace.findings('rank.py'), ['uncalibrated-judge:8']);
    assert.deepEqual(await workspace.findings('own.py'), ['uncalibrated-judge:3']);
    assert.deepEqual(await workspace.findings('app.py'), []);
  });
});

describe('a file whose first text', () => {
  const found = (head: string): Promise<readonly string[]> => {
    const code = `"""${head}"""\nimport json\nrows = json.load(open("judge_results.json"))\nprint(sum(row["judge_score"] for row in rows) / len(rows))\n`;
    return new TestWorkspace({ 'main.py': code }).findings('main.py');
  };

  it('says that it studies the judge is left alone, and no other', async () => {
    for (const head of ['How biased is the judge?', 'LLM-judge saturation', 'The order effects of five LLM judges'])
      assert.deepEqual(await found(head), [], head);
    assert.equal((await found('Scores of the judge, in order')).length, 1);
  });
});
