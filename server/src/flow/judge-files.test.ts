import assert from 'node:assert/strict';
import { TestWorkspace } from '../test-workspace.ts';

const JUDGE = `import json
import litellm
def ask(prompt, text, model="gpt-4o"):
    messages = [{"role": "user", "content": prompt.replace("{text}", text)}]
    return json.loads(litellm.completion(model=model, messages=messages).choices[0].message.content)
`;

/** Files beside each other, and what is found in `main.py`. */
const CASES: Readonly<Record<string, { files: Readonly<Record<string, string>>; found: readonly string[] }>> = {
  'a prompt of a pair is read from a file, whose name says nothing of it': {
    files: {
      'texts/pairs-v2.txt':
        'We request feedback on the performance of two AI assistants. Rate the answers.\n[Assistant 1]\n{a}\n[Assistant 2]\n{b}\n',
      'main.py': `from openai import OpenAI
client = OpenAI()
with open("texts/pairs-v2.txt") as f:
    template = f.read()
wins = 0
for a, b in pairs:
    content = template.replace("{a}", a).replace("{b}", b)
    reply = client.chat.completions.create(model="gpt-4o", messages=[{"role": "system", "content": content}])
    scores = reply.choices[0].message.content.split()
    if int(scores[0]) > int(scores[1]):
        wins += 1
print(wins / len(pairs))
`,
    },
    found: ['single-order-judging:8', 'uncalibrated-judge:12'],
  },
  'another text from a file asks for no judgement': {
    files: {
      'texts/style.txt': 'Write a short answer, in plain words.\n',
      'main.py': `${JUDGE}style = open("texts/style.txt").read()
answers = [ask(style, text)["answer"] for text in texts]
print(sum(len(answer) for answer in answers) / len(answers))
`,
    },
    found: [],
  },
  'true labels that another script had a model write and a third one split, compared field by field': {
    files: {
      'label.py': `${JUDGE}import pandas as pd
def label(row):
    said = ask("Evaluate whether the reply is polite: {text}", row["reply"])
    labelled = row.copy()
    labelled.update({"label": said.get("label"), "reason": said.get("reason")})
    return labelled
rows = pd.read_csv("replies.csv").to_dict("records")
pd.DataFrame([label(row) for row in rows]).to_csv("labelled.csv")
`,
      'split.py': `import pandas as pd
from sklearn.model_selection import train_test_split
def split(rows):
    dev, test = train_test_split(pd.DataFrame(rows))
    return test.to_dict("records")
def save(rows, path):
    pd.DataFrame(rows).to_csv(path)
save(split(pd.read_csv("labelled.csv").to_dict("records")), "test.csv")
`,
      'main.py': `${JUDGE}import pandas as pd
def check(row):
    said = ask("You are a strict judge. Is the reply polite? {text}", row["reply"], model="gpt-4o-mini")
    return {"id": row["id"], "true_label": row["label"], "predicted": said.get("label")}
def load(path):
    df = pd.read_csv(path)
    return df.to_dict("records")
rows = load("test.csv")
checked = [check(row) for row in rows]
print(sum(1 for c in checked if c["true_label"] == c["predicted"]) / len(checked))
`,
    },
    found: ['circular-calibration:15'],
  },
  "what a service makes of a judge's choice, in a file of its results that the code itself writes": {
    files: {
      'main.py': `${JUDGE}from pathlib import Path
import pandas as pd
import requests
OUT = Path("judge_results.json")
class Judge:
    def judge(self, text):
        return ask("You are a judge. Which answer is better? Say A or B.{text}", text)["winner"]
def send(choice):
    return requests.post("http://localhost/choice", json={"choice": choice}).json()
rows = []
for text in texts:
    sent = send(Judge().judge(text))
    rows.append({"chosen_method": sent.get("chosen_method")})
OUT.write_text(json.dumps(rows))
df = pd.DataFrame(json.loads(OUT.read_text()))
print((df["chosen_method"] == "A").mean())
`,
    },
    found: ['single-order-judging:12', 'uncalibrated-judge:21'],
  },
  'what people decided stays theirs, in a file of that name': {
    files: {
      'main.py': `import json
import pandas as pd
rows = [{"human_choice": input(text), "winner": "A", "seconds": 3} for text in texts]
json.dump(rows, open("judge_results.json", "w"))
df = pd.DataFrame(json.load(open("judge_results.json")))
print((df["human_choice"] == "A").mean(), df["seconds"].mean())
`,
    },
    found: [],
  },
};

describe('judges and files', () => {
  for (const [name, { files, found }] of Object.entries(CASES))
    it(name, async () => {
      assert.deepEqual((await new TestWorkspace(files).findings('main.py')).sort(), found);
    });
});
