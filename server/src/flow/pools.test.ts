import { itFindsMarked } from './test-marked.ts';

/** Code whose marked lines, and no others, have a finding. */
const CASES: Readonly<Record<string, string>> = {
  'the rows of a class that reads both files': `
import pandas as pd
class Comparison:
    def __init__(self, real_path, synthetic_path):
        self.real_path = real_path
        self.synthetic_path = synthetic_path
        self.rows = None
    def load(self):
        self.rows = pd.concat([pd.read_csv(self.real_path), pd.read_csv(self.synthetic_path)])
    def report(self):
        return self.rows["score"].mean()  # naive-pooling
`,
  'samples kept in a mapping, by their key': `
import pandas as pd
samples = {"real": pd.read_csv("real.csv"), "made": pd.read_csv("synthetic.csv")}
print(samples["real"]["score"].mean())
both = pd.concat([samples["real"], samples["made"]])
print(both["score"].mean())  # naive-pooling
`,
  'synthetic rows that get a column worked out from the real ones': `
import pandas as pd
real = pd.read_csv("patients.csv")
made = pd.read_csv("synthetic.csv")
made["group"] = real["group"].mode()
rows = pd.concat([real, made])
print(rows["dose"].mean())  # naive-pooling
`,
  'rows that a helper named for what it adds gives back with the others': `
import numpy as np
import pandas as pd
def add_synthetic_rows(X):
    synthetic = [0.5 * X[0] + 0.5 * X[1] for _ in range(100)]
    return X, np.vstack([X, synthetic])
def generate_synthetic_rows(X):
    synthetic = [0.5 * X[0] + 0.5 * X[1] for _ in range(100)]
    return np.vstack([X, synthetic]), len(synthetic)
rows, _ = generate_synthetic_rows(pd.read_csv("houses.csv"))
print(rows.mean())  # naive-pooling
`,
  'rows that a model wrote, by what the code says of them in a column': `
import pandas as pd
from openai import OpenAI
client = OpenAI()
rows = []
for i in range(100):
    answer = client.responses.create(model="m", input="Write a support ticket as a number.").output_text
    rows.append({"urgency": int(answer)})
made, real = pd.DataFrame(rows), pd.read_csv("tickets_2024.csv")
made["source"], real["source"] = "synthetic", "real"
both = pd.concat([real, made])
print(both["urgency"].mean())  # naive-pooling
flagged = pd.concat([pd.read_csv("tickets_2024.csv").assign(is_synthetic=0), pd.DataFrame(rows).assign(is_synthetic=1)])
print(flagged["urgency"].mean())  # naive-pooling
print(flagged[flagged["is_synthetic"] == 0]["urgency"].mean())
`,
  'rows of which a column says who wrote them, or another thing': `
import pandas as pd
from openai import OpenAI
def ask(question):
    return OpenAI().responses.create(model="m", input=question).output_text
people = pd.read_csv("people.csv")
people["source"] = "human"
model = pd.DataFrame([{"text": ask(question), "words": 10} for question in people["question"]])
model["source"] = "llm"
print(pd.concat([people, model])["words"].mean())
true, fake = pd.read_csv("articles_1.csv"), pd.read_csv("articles_2.csv")
true["is_fake"], fake["is_fake"] = 0, 1
print(pd.concat([true, fake])["words"].mean())
houses, boats = pd.read_csv("houses.csv"), pd.read_csv("boats.csv")
houses["source"], boats["source"] = "real estate", "synthetic sails ltd"
print(pd.concat([houses, boats])["price"].mean())
`,
  'people that a model plays by what a file says of them, beside those who were asked': `
import json
import pandas as pd
from openai import OpenAI
client = OpenAI()
survey = pd.read_csv("human_survey.csv")
rows = []
for p in json.load(open("personas.json")):
    reply = client.chat.completions.create(model="gpt-4o", messages=[
        {"role": "system", "content": f"You are a {p['age']}-year-old {p['job']}."},
        {"role": "user", "content": "How much do you trust the government, from 1 to 7?"},
    ])
    rows.append({"trust": int(reply.choices[0].message.content), "age": p["age"]})
played = pd.DataFrame(rows)
print(played["trust"].mean())
both = pd.concat([survey[["trust", "age"]], played])
print(both["trust"].mean())  # naive-pooling`,

  'people that a model plays, beside those of a survey; beside what it said before': `
import json
import pandas as pd
from openai import OpenAI
def ask(persona):
    prompt = f"You are {persona}. On a scale from 1 to 7, how satisfied are you with the service?"
    return int(OpenAI().responses.create(model="gpt-4o", input=prompt).output_text)
played = pd.DataFrame({"satisfaction": [ask(persona) for persona in json.load(open("personas.json"))]})
survey = pd.read_csv("survey.csv")
everyone = pd.concat([survey[["satisfaction"]], played], ignore_index=True)
print(everyone["satisfaction"].mean())  # naive-pooling
before = pd.read_csv("survey_results.csv")
so_far = pd.concat([before[["satisfaction"]], played], ignore_index=True)
print(so_far["satisfaction"].mean())`,

  'a switch that is off': `
import pandas as pd
from imblearn.over_sampling import SMOTE
from sklearn.metrics import f1_score
from sklearn.model_selection import train_test_split
def scale(X, y, oversample=False):
    if oversample:
        X, y = SMOTE().fit_resample(X, y)
    return X, y
df = pd.read_csv("houses.csv")
X_train, X_test, y_train, y_test = train_test_split(df.drop(columns="sold"), df["sold"])
X_train, y_train = scale(X_train, y_train, oversample=True)
X_test, y_test = scale(X_test, y_test)
print(f1_score(y_test, model.fit(X_train, y_train).predict(X_test)))
`,
  'a switch that is on': `
import pandas as pd
from imblearn.over_sampling import SMOTE
from sklearn.metrics import f1_score
from sklearn.model_selection import train_test_split
BALANCE = True
df = pd.read_csv("houses.csv")
X, y = df.drop(columns="sold"), df["sold"]
if not BALANCE:
    print("as they are")
else:
    X, y = SMOTE().fit_resample(X, y)
X_train, X_test, y_train, y_test = train_test_split(X, y)  # synthetic-in-test
print(f1_score(y_test, model.fit(X_train, y_train).predict(X_test)))
`,
  'rows drawn with replacement, added before the split': `
import pandas as pd
from sklearn.metrics import f1_score
from sklearn.model_selection import train_test_split
from sklearn.utils import resample
df = pd.read_csv("houses.csv")
sold, kept = df[df.sold == 1], df[df.sold == 0]
balanced = pd.concat([kept, resample(sold, n_samples=len(kept), random_state=0)])
train, test = train_test_split(balanced)  # synthetic-in-test
print(f1_score(test["sold"], model.fit(train[["area"]], train["sold"]).predict(test[["area"]])))
`,
  'the same by the method of a data frame': `
import pandas as pd
from sklearn.metrics import f1_score
from sklearn.model_selection import train_test_split
from sklearn.utils import resample
df = pd.read_csv("houses.csv")
sold, kept = df[df.sold == 1], df[df.sold == 0]
balanced = pd.concat([kept, sold.sample(len(kept), replace=True)]).sample(frac=1)
train, test = train_test_split(balanced)  # synthetic-in-test
print(f1_score(test["sold"], model.fit(train[["area"]], train["sold"]).predict(test[["area"]])))
`,
  'a bootstrap, fewer rows of one class, and copies in the training part': `
import numpy as np
import pandas as pd
from sklearn.metrics import f1_score
from sklearn.model_selection import train_test_split
from sklearn.utils import resample
df = pd.read_csv("houses.csv")
sold, kept = df[df.sold == 1], df[df.sold == 0]
fewer = pd.concat([sold, resample(kept, replace=False, n_samples=len(sold))])
train, test = train_test_split(fewer)
train = pd.concat([train[train.sold == 0], resample(train[train.sold == 1], n_samples=500)])
predicted = model.fit(train[["area"]], train["sold"]).predict(test[["area"]])
print(f1_score(test["sold"], predicted))
scores = []
for i in range(1000):
    truth, guess = resample(test["sold"], predicted, random_state=i)
    scores.append(f1_score(truth, guess))
print(np.percentile(scores, [2.5, 97.5]))
`,
  'a table of results, which is no sample': `
import pandas as pd
from sklearn.metrics import f1_score
from sklearn.model_selection import train_test_split
df = pd.read_csv("houses.csv")
train, test = train_test_split(df)
results = []
for name, rows in {"real": train, "topped up": pd.concat([train, pd.read_csv("synthetic.csv")])}.items():
    predicted = model.fit(rows[["area"]], rows["sold"]).predict(test[["area"]])
    results.append({"rows": name, "age": train["age"].max(), "made": rows["area"].max(), "f1": f1_score(test["sold"], predicted)})
table = pd.DataFrame(results)
print(table["f1"].mean())
`,
  'a resampler, a split and a metric by hand': `
import numpy as np
import pandas as pd
class Smote:
    def __init__(self, rows):
        self.rows = rows
    def oversample(self, n):
        made = np.zeros((n, self.rows.shape[1]))
        for i in range(n):
            made[i] = self.rows[i] + np.random.uniform(0, 1) * (self.rows[i + 1] - self.rows[i])
        return made
def split(data):
    picked = np.random.permutation(len(data))
    train_data, test_data = data.iloc[picked[100:]], data.iloc[picked[:100]]
    return train_data, test_data
df = pd.read_csv("companies.csv")
more = pd.DataFrame(Smote(df[df.failed == 1].to_numpy()).oversample(300), columns=df.columns)
train, test = split(pd.concat([df, more]))
print(confusion_matrix(test["failed"], model.fit(train).predict(test)))  # naive-pooling, synthetic-in-test
`,
};

describe('pools and splits', () => itFindsMarked(CASES));
