import assert from 'node:assert/strict';
import { builtinCatalogs } from '../catalog/index.ts';
import { createClues } from '../clues.ts';
import { pythonInText } from '../languages/python/code-in-text.ts';
import { TestWorkspace } from '../test-workspace.ts';

/** What the engine follows of judges. The lines with a finding are marked `# !`. */

const ASK = `import json
from openai import OpenAI
client = OpenAI()
def judge(a, b):
    prompt = f"Which answer is better? Reply in JSON: {{'winner': 'A' or 'B'}} {a} {b}"
    reply = client.chat.completions.create(model="m", messages=[{"role": "user", "content": prompt}])
    return json.loads(reply.choices[0].message.content)["winner"]
`;

const FOUND: readonly (readonly [name: string, code: string])[] = [
  [
    "a table of a judge's verdicts, read line by line",
    `import json, pandas as pd
def collect(model, file="gpt-4_single.jsonl"):
    with open(f"data/{model}/model_judgment/{file}") as f:
        rows = [json.loads(line) for line in f]
    table = pd.DataFrame(rows)
    print(table.score.mean())  # !
    print(table[["latency"]].mean())
    print(table.groupby("turn").mean())  # !`,
  ],
  [
    "a judge's answer whose entries nobody names, put into a row with others",
    `${ASK.replace('["winner"]', '')}
rows = [{"id": pair["id"], **judge(pair["a"], pair["b"])} for pair in json.load(open("pairs.json"))]
for metric in ["relevance", "fluency"]:
    values = [row[metric] for row in rows if metric in row]
    print(metric, sum(values) / len(values))  # !
labels = [row["human_label"] for row in rows]
print(sum(labels) / len(labels))
print(sum(row["id"] for row in rows) / len(rows), sum(row["latency_ms"] for row in rows) / len(rows))`,
  ],
  [
    'an object that is named for judging and holds a model',
    `import pandas as pd
class Judge:
    def __init__(self, provider, model): self.backend = load(provider, model)
    async def evaluate(self, context): return await self.backend.complete(context)
class ExactJudge:
    def __init__(self, tolerance): self.tolerance = tolerance
    def evaluate(self, context): return context.matches(self.tolerance)
async def run(articles):
    judge, rule = Judge("gemini", model="flash"), ExactJudge(0.1)
    rows = []
    for article in articles:
        found = await judge.evaluate(article)
        rows.append({"quality": found.membership, "near": rule.evaluate(article).near})
    table = pd.DataFrame(rows)
    print(table["quality"].mean())  # !
    print(table["near"].mean())`,
  ],
  [
    'a coder of texts, and what comes back from threads',
    `import pandas as pd, statsmodels.formula.api as smf
from concurrent.futures import ThreadPoolExecutor, as_completed
from openai import OpenAI
client = OpenAI()
def ask(prompt): return client.chat.completions.create(model="m", messages=[{"content": prompt}]).choices[0].message.content
def annotate(text): return ask("Label the stance of this tweet as favor, against or neutral: " + text).lower()
def refuses(item): return item["id"], ask(f"Does the response refuse the request? yes/no {item['response']}").startswith("yes")
tweets = pd.read_csv("tweets.csv")
tweets["favor"] = (tweets["text"].apply(annotate) == "favor").astype(int)
print(tweets["favor"].mean())  # !
print(smf.ols("favor ~ age", data=tweets).fit().summary())  # !
refused = {}
with ThreadPoolExecutor(8) as pool:
    for future in as_completed([pool.submit(refuses, item) for item in items]):
        key, verdict = future.result()
        refused[key] = verdict
print(sum(refused.values()) / len(refused))  # !
by_model = {}
for item in items:
    by_model.setdefault(item["model"], []).append(refuses(item)[1])
for model, held in by_model.items():
    print(sum(held) / len(held))  # !
won = 0
for item in items:
    first, second = map(float, ask(f"Rate both answers from 1 to 10: {item}").split(" "))
    won += first > second
print(won / len(items))  # !`,
  ],
  [
    'a local model with a chat template',
    `from transformers import AutoModelForCausalLM, AutoTokenizer
class Rater:
    def __init__(self, name):
        self.tokens = AutoTokenizer.from_pretrained(name)
        self.model = AutoModelForCausalLM.from_pretrained(name)
    def look(self, answer):
        messages = [{"role": "user", "content": f"Rate how well the answer addresses the question, 1-5: {answer}"}]
        ids = self.tokens.apply_chat_template(messages, return_tensors="pt")
        return int(self.tokens.decode(self.model.generate(ids, max_new_tokens=4)[0]))
rater = Rater("m")
values = [rater.look(a) for a in answers]
print(sum(values) / len(values))  # !`,
  ],
  [
    'a scale in brackets',
    `from transformers import pipeline
generator = pipeline("text2text-generation", model="flan")
def prompt(answer): return f"Answer: {answer} Please provide a single integer score (1-5) only."
scores = [int(generator(prompt(a))[0]["generated_text"]) for a in answers]
print(sum(scores) / len(scores))  # !`,
  ],
  [
    'rows that a verdict chose, counted',
    `${ASK}import pandas as pd
rows = [{"a": a, "verdict": judge(a, b), "points": a.points} for a, b in pairs]
ours = [row for row in rows if row["verdict"] == "A"]
print(len(ours) / len(rows))  # !
print(len(list(filter(lambda row: row["verdict"] == "A", rows))) / len(rows))  # !
print(sum(row["points"] for row in rows if row["verdict"] == "A") / sum(row["points"] for row in rows))  # !
won = 0
for row in rows:
    if row["verdict"] == "A":
        won += row["points"]
print(won / len(rows))  # !
df = pd.DataFrame(rows)
print(len(df[df["verdict"] == "A"]) / len(df))  # !
print(df[df["verdict"] == "A"].shape[0] / df.shape[0])  # !
print((df["verdict"] == "A").mean())  # !`,
  ],
  [
    'columns of a sum, and an answer that got one more entry',
    `${ASK}import pandas as pd
rows = []
for a, b in pairs:
    winner = judge(a, b)
    rows.append({"model": "ours", "win": 1 if winner == "A" else 0, "loss": 0 if winner == "A" else 1})
table = pd.DataFrame(rows).groupby("model").sum()
table["win_rate"] = table["win"] / (table["win"] + table["loss"])  # !
table["loss_rate"] = table["loss"] / (table["win"] + table["loss"])  # !
def rate(answer):
    prompt = f"You are a strict grader. Rate the tone from 1 to 5: {answer}"
    reply = json.loads(client.chat.completions.create(model="m", messages=[{"content": prompt}]).choices[0].message.content)
    reply["id"] = answer.id
    return reply
replies = [rate(a) for a, b in pairs]
print(sum(reply["tone"] for reply in replies) / len(replies))  # !`,
  ],
  [
    'a tally by the verdict',
    `${ASK}wins = {"A": 0, "B": 0}
for a, b in pairs:
    wins[judge(a, b)] += 1
print(wins["A"] / len(pairs))  # !`,
  ],
  [
    'a tally by what the verdict picks of a mapping',
    `${ASK}wins = {"ours": 0, "theirs": 0, "tie": 0}
for a, b in pairs:
    names = {"A": "ours", "B": "theirs"}
    winner = names.get(judge(a, b), "tie")
    wins[winner] += 1
print(wins["ours"] / (wins["ours"] + wins["theirs"]))  # !`,
  ],
  [
    'names that differ by the order shown',
    `${ASK}wins = {"ours": 0, "theirs": 0}
for i, (a, b) in enumerate(pairs):
    if i % 2:
        names = {"A": "ours", "B": "theirs"}
    else:
        names = {"A": "theirs", "B": "ours"}
    wins[names[judge(a, b)]] += 1
print(wins["ours"] / len(pairs))  # !`,
  ],
  [
    'a tally that starts empty',
    `from collections import defaultdict
${ASK}wins = defaultdict(int)
seen = {}
for a, b in pairs:
    wins[judge(a, b)] += 1
    seen[judge(b, a)] = seen.get(judge(b, a), 0) + 1
print(wins["A"] / len(pairs))  # !
print(seen["A"] / len(pairs))  # !`,
  ],
  [
    'a Counter of verdicts',
    `from collections import Counter
${ASK}counts = Counter(judge(a, b) for a, b in pairs)
print(counts["A"] / len(pairs))  # !`,
  ],
  [
    'literals collected under a verdict, and clamped scores',
    `${ASK}scores = []
for a, b in pairs:
    if judge(a, b) == "A":
        scores.append(1)
    else:
        scores.append(0)
print(scores.count(1) / len(scores))  # !
clamped = [max(0, min(1, int(judge(a, b)))) for a, b in pairs]
print(sum(clamped) / len(clamped))  # !`,
  ],
  [
    'a request written by hand',
    `import requests
def score(answer):
    body = {"model": "m", "messages": [{"role": "user", "content": "Rate the answer from 1 to 5: " + answer}]}
    reply = requests.post("http://localhost/v1/chat/completions", json=body)
    return int(reply.json()["choices"][0]["message"]["content"])
scores = [score(answer) for answer in answers]
print(sum(scores) / len(scores))  # !`,
  ],
  [
    'a local model and its tokenizer',
    `from transformers import AutoModelForCausalLM, AutoTokenizer
tokenizer = AutoTokenizer.from_pretrained("m")
model = AutoModelForCausalLM.from_pretrained("m").to("cuda")
def score(answer):
    inputs = tokenizer("You are a fair judge. Score: " + answer, return_tensors="pt").to("cuda")
    output = model.generate(**inputs, max_new_tokens=5)
    return int(tokenizer.decode(output[0]))
scores = [score(answer) for answer in answers]
print(sum(scores) / len(scores))  # !`,
  ],
  [
    'a chain, and a model that carries its instructions',
    `import google.generativeai as genai
from langchain_core.prompts import ChatPromptTemplate
from mine import llm, parser
chain = ChatPromptTemplate.from_template("Evaluate the answer: {answer}") | llm | parser
scores = [float(chain.invoke({"answer": answer})) for answer in answers]
print(sum(scores) / len(scores))  # !
model = genai.GenerativeModel("m", system_instruction="You are an impartial judge.")
others = [float(model.generate_content(answer).text) for answer in answers]
print(sum(others) / len(others))  # !`,
  ],
  [
    'a prompt in a file, and one that a function of another project builds',
    `from pathlib import Path
from mine import build_judge_prompt, client
PROMPT = Path("prompts/judge.md").read_text()
scores = [float(client.complete(PROMPT + answer)) for answer in answers]
print(sum(scores) / len(scores))  # !
others = [float(client.complete(build_judge_prompt(answer))) for answer in answers]
print(sum(others) / len(others))  # !`,
  ],
  [
    'answers to a batch',
    `import json
from openai import OpenAI
client = OpenAI()
lines = [{"body": {"messages": [{"content": "Evaluate the answer: " + answer}]}} for answer in answers]
replies = [json.loads(line) for line in client.files.content("file-1").text.splitlines()]
scores = [int(reply["body"]["choices"][0]["message"]["content"]) for reply in replies]
print(sum(scores) / len(scores))  # !`,
  ],
  [
    'files of verdicts, opened by their path',
    `import json
from pathlib import Path
path = Path("out/gpt5_judge_raw.json")
with path.open("r") as file:
    rows = json.load(file)
print(sum(row["relevance_score"] for row in rows) / len(rows))  # !`,
  ],
  [
    'rows of a file of verdicts, as objects',
    `import json
class Judged:
    id: str
    quality_score: int
rows = [Judged(**json.loads(line)) for line in open("judge_results_baseline.jsonl")]
print(sum(row.quality_score for row in rows) / len(rows))  # !`,
  ],
  [
    'a column by its name, in a function that nobody calls',
    `def summary(prompts, rows):
    judge_scores = [row["judge_score"] for row in rows if row.get("judge_score") is not None]
    return sum(judge_scores) / len(judge_scores)  # !`,
  ],
  [
    'functions that give verdicts by their name',
    `from mine import load_judge_scores, parse_verdict
rows = load_judge_scores("answers")
print(sum(row["score"] for row in rows) / len(rows))  # !
passed = [parse_verdict(answer) for answer in answers]
print(sum(passed) / len(passed))  # !`,
  ],
  ...[
    'Evaluate ONLY from the given question. Rubric (each 0-3)',
    "Your task is to provide a 'total rating' of the reply",
    'You are an expert musician evaluating quality of prompts',
    'Which rewrite is better in terms of diversity?',
    '请你作为评委给下面的回答打分',
    '以下の回答を評価してください',
    'Bewerte die folgende Antwort',
    'Évaluez la réponse suivante',
    'Evalúa la siguiente respuesta',
    'Avalie a resposta a seguir',
  ].map(
    (prompt) =>
      [
        `a judge asked "${prompt}"`,
        `from litellm import completion
values = [float(completion("m", [{"content": ${JSON.stringify(prompt)} + answer}]).choices[0].message.content) for answer in answers]
print(sum(values) / len(values))  # !`,
      ] as const,
  ),
];

const SILENT: readonly (readonly [name: string, code: string])[] = [
  [
    'rows chosen by a category, or by whether there is an answer',
    `${ASK}rows = [{"lang": a.lang, "verdict": judge(a, b)} for a, b in pairs]
english = [row for row in rows if row["lang"] == "en"]
print(len(english) / len(rows))
answered = [row for row in rows if row["verdict"] is not None]
print(len(answered) / len(rows))`,
  ],
  [
    "one answer's scores by criterion",
    `${ASK}def overall(a, b):
    reply = json.loads(client.chat.completions.create(model="m", messages=[{"content": "Rate the answer. " + a}]).choices[0].message.content)
    total = 0
    for part in reply["criteria"]:
        total += part["score"]
    parts = {}
    for name, part in reply["criteria"].items():
        parts[name] = part["score"]
    return total / 3 + sum(parts.values()) / len(parts) + sum(c["score"] for c in reply["criteria"]) / 3`,
  ],
  [
    'scores by criterion that are kept by name',
    `${ASK}def overall(answer, criteria):
    verdict = judge(answer, "")
    criteria_scores = {}
    for name in criteria:
        criteria_scores[name] = verdict.get(name, 3)
    return sum(criteria_scores.values()) / len(criteria_scores)`,
  ],
  [
    'labels of people in a row with the verdict',
    `${ASK}def check(row):
    return mine(judge(row["a"], row["b"]), row)
rows = [check(row) for row in cases]
right = sum(1 for row in rows if row["true_label"] == "A" and row["judge_label"] == "A")
print(right / len(rows))`,
  ],
  [
    'people who judge a contest',
    `import pandas as pd
df = pd.read_csv("season_3_judge_scores.csv")
print(df.groupby("celebrity")["judge_rank"].mean())`,
  ],
  [
    'a judge that is held against labels, and what else is said of it',
    `import pandas as pd
from sklearn.metrics import f1_score
df = pd.read_csv("answers.csv")
print(f1_score(df["label"], df["judge_label"]))
print(df["judge_label"].mean())`,
  ],
  [
    'a document about the judge',
    `"""How far can the judge be trusted: its reliability over repeats. Judge validation."""
import pandas as pd
df = pd.read_csv("answers.csv")
print(df["judge_score"].mean())`,
  ],
  [
    'a judge of rules',
    `import pandas as pd
df = pd.read_csv("answers.csv")
print(df["rule_judge"].mean())`,
  ],
  [
    'a phrase looked for in an answer',
    `from openai import OpenAI
answers = [OpenAI().responses.create(model="m", input=q).output_text for q in questions]
faithfulness = [1.0 if "I do not know enough" not in answer else 0.0 for answer in answers]
print(sum(faithfulness) / len(faithfulness))`,
  ],
  [
    'whether the request went well',
    `import requests
def ask(answer):
    reply = requests.post("http://localhost", json={"messages": [{"content": "Rate the answer: " + answer}]})
    return reply.status_code
codes = [ask(answer) for answer in answers]
print(sum(1 for code in codes if code == 200) / len(codes))`,
  ],
  ...[
    'Write a story in which the judge is better than the thief',
    'Translate the text into German',
    'Continue the text',
  ].map(
    (prompt) =>
      [
        `a model asked "${prompt}"`,
        `from litellm import completion
values = [len(completion("m", [{"content": ${JSON.stringify(prompt)} + text}]).choices[0].message.content) for text in texts]
labels = [completion("m", [{"content": ${JSON.stringify(prompt)} + text}]).choices[0].message.content for text in texts]
print(sum(1 for label in labels if label == "positive") / len(labels))`,
      ] as const,
  ),
];

const marked = (code: string): string[] =>
  code.split('\n').flatMap((line, i) => (line.includes('# !') ? [`uncalibrated-judge:${i + 1}`] : []));

/** The judge is asked in one order only, too, which is another matter. */
const ofLabels = (findings: readonly string[]): string[] =>
  findings.filter((finding) => !finding.startsWith('single-order-judging'));

describe('judges', () => {
  for (const [name, code] of [...FOUND, ...SILENT])
    it(`${marked(code).length > 0 ? 'found' : 'silent'}: ${name}`, async () => {
      const found = await new TestWorkspace({ 'main.py': code }).findingsAndRepeats('main.py');
      assert.deepEqual(ofLabels(found), marked(code));
    });

  it('are looked for in a stored file, too', () => {
    const clues = createClues(builtinCatalogs.python, pythonInText);
    for (const [name, code] of FOUND) assert.ok(clues.suffice(clues.of(code)), name);
  });

  it('are found in a package beside a script of the same name', async () => {
    const files = {
      'grade/__init__.py': `${ASK}`,
      'grade.py': 'from grade import judge\nx = [judge(a, b) for a, b in pairs]\nprint(x.count("A") / len(x))\n',
    };
    assert.deepEqual(ofLabels(await new TestWorkspace(files).findings('grade.py')), ['uncalibrated-judge:3']);
  });
});
