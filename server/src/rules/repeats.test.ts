import assert from 'node:assert/strict';
import { TestWorkspace } from '../test-workspace.ts';

/** Code whose marked lines, and no others, have a finding. */
const CASES: Readonly<Record<string, string>> = {
  'a test part that is resampled after the split': `
import pandas as pd
from imblearn.over_sampling import SMOTE
from sklearn.metrics import accuracy_score, f1_score
from sklearn.model_selection import train_test_split
df = pd.read_csv("houses.csv")
X_train, X_test, y_train, y_test = train_test_split(df.drop(columns="sold"), df["sold"])
X_test, y_test = SMOTE().fit_resample(X_test, y_test)
predicted = model.fit(X_train, y_train).predict(X_test)
print(accuracy_score(y_test, predicted))  # synthetic-in-test
print(f1_score(y_test, predicted))
`,
  'numbers of a pool that a test let through': `
import pandas as pd
from scipy.stats import ks_2samp, sem
real, synthetic = pd.read_csv("real.csv"), pd.read_csv("synthetic.csv")
def combine():
    if ks_2samp(real["size"], synthetic["size"]).pvalue > 0.05:
        return pd.concat([real, synthetic])  # significance-gated-pooling
    return real
rows = combine()
print(rows["size"].mean())
print(sem(rows["size"]))
both = pd.concat([real, synthetic])
print(both["size"].mean())  # naive-pooling
`,
  'further metrics of the same predictions': `
import pandas as pd
from sklearn.metrics import accuracy_score, classification_report, confusion_matrix, f1_score
rows = pd.concat([pd.read_csv("real.csv"), pd.read_csv("synthetic.csv")])
predicted = model.predict(rows[["size"]])
print(accuracy_score(rows["sold"], predicted))  # naive-pooling
print(f1_score(rows["sold"], predicted))
print(confusion_matrix(rows["sold"], predicted))
print(classification_report(rows["sold"], predicted))
`,
  'the scores of one search': `
import pandas as pd
from imblearn.over_sampling import SMOTE
from sklearn.model_selection import GridSearchCV, train_test_split
df = pd.read_csv("houses.csv")
X_train, X_test, y_train, y_test = train_test_split(df.drop(columns="sold"), df["sold"])
X_made, y_made = SMOTE().fit_resample(X_train, y_train)
search = GridSearchCV(model, {"depth": [1, 2]})
search.fit(X_made, y_made)
print(search.best_score_)  # synthetic-in-test
print(search.cv_results_["std_test_score"])
`,
  'the score of each class of a test part': `
import pandas as pd
from imblearn.over_sampling import SMOTE
from sklearn.metrics import accuracy_score
from sklearn.model_selection import train_test_split
df = pd.read_csv("houses.csv")
X, y = SMOTE().fit_resample(df.drop(columns="sold"), df["sold"])
X_train, X_test, y_train, y_test = train_test_split(X, y)  # synthetic-in-test
predicted = model.fit(X_train, y_train).predict(X_test)
print(accuracy_score(y_test, predicted))
for kind in range(3):
    mask = y_test == kind
    print(accuracy_score(y_test[mask], predicted[mask]))
`,
  'metrics of other rows, in another function': `
import pandas as pd
from sklearn.metrics import accuracy_score
real, synthetic = pd.read_csv("real.csv"), pd.read_csv("synthetic.csv")
def first():
    rows = pd.concat([real, synthetic])
    print(accuracy_score(rows["sold"], model.predict(rows[["size"]])))  # naive-pooling
def second():
    rows = pd.concat([real, synthetic])
    print(accuracy_score(rows["sold"], model.predict(rows[["size"]])))  # naive-pooling
`,
  'the mean and the median of one column, and of others': `
import pandas as pd
rows = pd.concat([pd.read_csv("real.csv"), pd.read_csv("synthetic.csv")])
print(rows["price"].mean())  # naive-pooling
print(rows["price"].median())
print(rows["size"].mean())  # naive-pooling
print(rows.groupby("town")["price"].mean())  # naive-pooling
print(rows.groupby("year")["price"].mean())  # naive-pooling
`,
  'an interval is worse than the mean in it': `
import pandas as pd
from scipy import stats
rows = pd.concat([pd.read_csv("real.csv"), pd.read_csv("synthetic.csv")])
print(rows["price"].mean())  # naive-pooling
print(stats.sem(rows["price"]))  # naive-pooling
`,
  'wins, ties and losses': `
from openai import OpenAI
client = OpenAI()
def judge(a, b):
    prompt = f"Which answer is better? Say A, B or tie. {a} {b}"
    reply = client.chat.completions.create(model="gpt-4o", messages=[{"role": "user", "content": prompt}])  # single-order-judging
    return reply.choices[0].message.content
def rates(pairs):
    wins = ties = losses = 0
    for a, b in pairs:
        verdict = judge(a, b)
        if verdict == "A":
            wins += 1
        elif verdict == "B":
            losses += 1
        else:
            ties += 1
    n = len(pairs)
    return {
        "win": wins / n,  # uncalibrated-judge
        "tie": ties / n,
        "loss": losses / n,
    }
`,
  'shares by criterion are numbers of their own': `
import json
from openai import OpenAI
client = OpenAI()
def judge(answer):
    prompt = f"Is the answer helpful, is it honest? Answer as JSON. {answer}"
    reply = client.chat.completions.create(model="gpt-4o", messages=[{"role": "user", "content": prompt}])
    return json.loads(reply.choices[0].message.content)
def rates(answers):
    verdicts = [judge(answer) for answer in answers]
    helpful = sum(1 for verdict in verdicts if verdict["helpful"] == "yes")
    honest = sum(1 for verdict in verdicts if verdict["honest"] == "yes")
    n = len(verdicts)
    print(helpful / n)  # uncalibrated-judge
    print(honest / n)  # uncalibrated-judge
`,
  'the mean of what a framework scores': `
from ragas import evaluate
from ragas.metrics import faithfulness
result = evaluate(dataset, metrics=[faithfulness])
print(result.to_pandas()["faithfulness"].mean())  # uncalibrated-judge
`,
  'what a framework scores, and nobody works on': `
from ragas import evaluate
from ragas.metrics import faithfulness
result = evaluate(dataset, metrics=[faithfulness])  # uncalibrated-judge
other = evaluate(rest, metrics=[faithfulness])
print(other.to_pandas()["faithfulness"].mean())  # uncalibrated-judge
`,
};

describe('repeats', () => {
  for (const [name, code] of Object.entries(CASES))
    it(name, async () => {
      const text = code.trimStart();
      const expected = text.split('\n').flatMap((line, i) => {
        const rule = / {2}# ([a-z-]+)$/.exec(line)?.[1];
        return rule ? [`${rule}:${i + 1}`] : [];
      });
      const found = await new TestWorkspace({ 'main.py': text }).findings('main.py');
      assert.deepEqual(found.sort(), expected.sort());
    });

  it('a test part that is resampled by itself is not resampled before the split', async () => {
    const code = CASES['a test part that is resampled after the split']!.trimStart();
    const { findings } = await new TestWorkspace({ 'main.py': code }).analyse('main.py');
    assert.match(findings[0]!.message, /made-up rows added by SMOTE after the split/);
    assert.doesNotMatch(findings[0]!.message, /Split first/);
  });

  it('models of two calls are tested each by its own', async () => {
    const code = `import pandas as pd
from ctgan import CTGAN
from sklearn.metrics import accuracy_score
from sklearn.model_selection import train_test_split
def evaluate(df):
    X_train, X_test, y_train, y_test = train_test_split(df.drop(columns="sold"), df["sold"])
    model.fit(X_train, y_train)
    print(accuracy_score(y_test, model.predict(X_test)))
houses = pd.read_csv("houses.csv")
generator = CTGAN()
generator.fit(houses)
evaluate(houses)
evaluate(generator.sample(100))
`;
    assert.deepEqual(await new TestWorkspace({ 'main.py': code }).findings('main.py'), []);
  });

  it('a judge and the mean of its scores in one module are reported there, whoever calls it', async () => {
    const workspace = new TestWorkspace({
      'grading.py': `from openai import OpenAI
client = OpenAI()
def grade(answer):
    prompt = f"Rate the answer from 1 to 5: {answer}"
    reply = client.chat.completions.create(model="gpt-4o", messages=[{"role": "user", "content": prompt}])
    return int(reply.choices[0].message.content)
def run(answers):
    scores = [grade(answer) for answer in answers]
    print(sum(scores) / len(scores))
`,
      'main.py': `import pandas as pd
from grading import run
run(pd.read_csv("human_answers.csv")["answer"].tolist())
`,
    });
    assert.deepEqual(await workspace.findings('main.py'), []);
    assert.deepEqual(await workspace.findings('grading.py'), ['uncalibrated-judge:9']);
  });

  it('a judge of its own answers in another module is told of once, whatever is computed of its grades', async () => {
    const files = {
      'grading.py': `from datasets import Dataset
from langchain_openai import ChatOpenAI
from ragas import evaluate
from ragas.metrics import answer_relevancy, faithfulness
class Grading:
    def __init__(self, questions):
        self.llm, self.questions = ChatOpenAI(model="gpt-4o"), questions
    def run(self):
        rows = {"question": self.questions, "answer": [self.llm.invoke(q).content for q in self.questions]}
        return evaluate(Dataset.from_dict(rows), metrics=[faithfulness, answer_relevancy], llm=self.llm).to_pandas()
`,
      'main.py': `from grading import Grading
easy, hard = Grading(open("easy.txt").readlines()).run(), Grading(open("hard.txt").readlines()).run()
print(easy["faithfulness"].mean())
print(easy["answer_relevancy"].mean())
print(hard["faithfulness"].mean())
`,
    };
    const found = await new TestWorkspace(files).findings('main.py');
    assert.deepEqual(
      found.filter((finding) => finding.startsWith('self')),
      ['self-judging:3'],
    );
  });

  it('the first one names the others', async () => {
    const { findings } = await new TestWorkspace({
      'main.py': CASES['wins, ties and losses']!.trimStart(),
    }).analyse('main.py');
    assert.deepEqual(
      findings
        .find(({ rule }) => rule === 'uncalibrated-judge')!
        .trace.slice(-2)
        .map(({ message }) => message),
      Array(2).fill('mean of the same rows: wrong for the same reason'),
    );
  });
});
