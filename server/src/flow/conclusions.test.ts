import assert from 'node:assert/strict';
import { TestWorkspace } from '../test-workspace.ts';

const PRELUDE = `import sys
import numpy as np, pandas as pd
from openai import OpenAI
client = OpenAI()
def judge(answer, model="gpt-4o"):
    prompt = f"Rate the answer from 1 to 5: {answer}"
    reply = client.chat.completions.create(model=model, messages=[{"role": "user", "content": prompt}])
    return int(reply.choices[0].message.content)
answers = pd.read_csv("answers.csv")["answer"].tolist()
scores = [judge(answer) for answer in answers]
`;

const ERRORS: Readonly<Record<string, string>> = {
  'an assertion': 'rate = np.mean(scores)\nassert rate > 0.9, "too bad"\n',
  'an exit': 'rate = sum(scores) / len(scores)\nif rate < 0.9:\n    print("no")\n    sys.exit(1)\n',
  'an exit by the outcome': 'rate = np.mean(scores)\npassed = rate >= 0.9\nsys.exit(0 if passed else 1)\n',
  'an exit with a text': 'if np.mean(scores) < 3:\n    sys.exit("below the bar")\n',
  'an exception in a helper':
    'def gate(rate, bar):\n    if rate < bar:\n        raise RuntimeError("no release")\ngate(np.mean(scores), 3)\n',
  'an exception if it does not hold':
    'rate = round(np.mean(scores), 2)\nok = rate >= 3\nif not ok:\n    raise SystemExit(1)\n',
  'one of several conditions': 'rate = np.mean(scores)\nif len(scores) < 5 or rate < 3:\n    raise ValueError("no")\n',
  'what main returns':
    'def main():\n    rate = np.mean(scores)\n    print(rate)\n    return 0 if rate > 3 else 1\nsys.exit(main())\n',
  'a branch of main':
    'def main():\n    rate = np.mean(scores)\n    if rate < 3:\n        return 1\n    return 0\nsys.exit(main())\n',
  'the best of a mapping':
    'rates = {m: np.mean([judge(a, m) for a in answers]) for m in models}\nbest = max(rates, key=rates.get)\n',
  'a list, best first':
    'rates = {}\nfor m in models:\n    rates[m] = np.mean([judge(a, m) for a in answers])\nfor m, r in sorted(rates.items(), key=lambda kv: kv[1], reverse=True):\n    print(m, r)\n',
  'a table, best first':
    'df = pd.DataFrame({"model": names, "score": scores})\nprint(df.groupby("model")["score"].mean().sort_values(ascending=False))\n',
  'rows of results, best first':
    'rows = [{"model": m, "mean": np.mean([judge(a, m) for a in answers])} for m in models]\nprint(pd.DataFrame(rows).sort_values("mean", ascending=False))\n',
  'one against another':
    'old = np.mean([judge(a) for a in before])\nnew = np.mean(scores)\nif new > old:\n    print("the new one is better")\n',
};

const WARNINGS: Readonly<Record<string, string>> = {
  'a number that is printed': 'print(np.mean(scores))\n',
  'a word beside the number': 'rate = np.mean(scores)\nprint("good" if rate > 3 else "bad")\n',
  'a check of the input': 'if len(scores) < 10:\n    raise ValueError("too few")\nprint(np.mean(scores))\n',
  'a number that cannot be': 'rate = np.mean(scores)\nif rate < 0:\n    raise ValueError("broken")\nprint(rate)\n',
  'rows in order': 'print(np.mean(scores))\nfor score in sorted(scores, reverse=True):\n    print(score)\n',
  'a table by name':
    'df = pd.DataFrame({"model": names, "score": scores})\nprint(df.groupby("model")["score"].mean().sort_index())\n',
  'a table by another column':
    'rows = [{"cost": cost_of(m), "mean": np.mean([judge(a, m) for a in answers])} for m in models]\nprint(pd.DataFrame(rows).sort_values("cost", ascending=False))\n',
};

/** What follows from a judge's number says how much harm its mistakes do. */
describe('conclusions from a judge', () => {
  for (const [severity, codes] of Object.entries({ error: ERRORS, warning: WARNINGS }))
    for (const [name, code] of Object.entries(codes))
      it(`${severity}: ${name}`, async () => {
        const { findings } = await new TestWorkspace({ 'main.py': PRELUDE + code }).analyse('main.py');
        const found = findings.filter(({ rule }) => rule === 'uncalibrated-judge');
        assert(found.length > 0);
        assert.deepEqual([...new Set(found.map((finding) => finding.severity))], [severity]);
      });
});
