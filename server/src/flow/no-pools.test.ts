import { type Examples, itFollows } from './test-follows.ts';

const nine = Array.from({ length: 9 }, (_, i) => `both["kind${i}"] = ${i}\nlook(both)\n`).join('');

/** What looks like a pool and is none. */
const EXAMPLES: Examples = {
  'rows of both origins in what corrects for them': {
    'weights for the synthetic ones': `
def importance_weights(real, synthetic):
    every = pd.concat([real, synthetic])
    return synthetic["x"] - every["x"].mean()
def middle(real, synthetic):
    every = pd.concat([real, synthetic])
    return synthetic["x"] - every["x"].mean()  # !`,
  },
  'what is joined': {
    'a function of many calls leaves what it only looks at as it is': `
def look(rows):
    print(len(rows))
real["kind"] = 0
${nine}
look(real)
print(real["score"].mean())
print(both["score"].mean())  # !
`,
    'a path where there may be rows': `
source = both if len(answers) > 9 else "real.csv"
if isinstance(source, str):
    print(pd.read_csv(source)["score"].mean())
`,
  },
  'rows chosen by an entry': {
    'that no made-up row has': `
synthetic["split"] = "train"
rows = pd.concat([real, synthetic])
held_out = rows[rows["split"] == "val"]
print(held_out["score"].mean())
print(rows[rows.split != "train"]["score"].mean())
print(rows[rows["split"] == "train"]["score"].mean())  # !
print(rows["score"].mean())  # !
`,
    'of rows made one by one': `
made = pd.DataFrame([{"score": row["score"] + 1, "split": "train"} for _, row in synthetic.iterrows()])
rows = pd.concat([real, made])
print(rows[rows["split"] == "val"]["score"].mean())
print(rows["score"].mean())  # !
`,
    'of changed copies, in a list': `
augmented_rows = []
for _, row in real.iterrows():
    augmented_rows.append({"score": row["score"], "split": "train"})
rows = pd.concat([real, pd.DataFrame(augmented_rows)])
print(rows[rows["split"] == "val"]["score"].mean())
print(rows["score"].mean())  # !
`,
  },
  'arrays that are added up': {
    'with noise': `
from sklearn.model_selection import train_test_split
x = [*real["score"]]
noisy = x[:, :2] + add_noise(x[:, :2])
train, test = train_test_split(noisy)
more = x + add_noise(x)
train, test = train_test_split(more)  # !
`,
    'column by column': `
import numpy as np
total = np.load("real.npy")[:, 0] + np.load("synthetic.npy")[:, 0]
print(total.mean())
print((list(np.load("real.npy")) + list(np.load("synthetic.npy"))).mean())  # !
`,
  },
  'rows told apart one by one': {
    'in a comprehension': `
rows = both.to_dict("records")
kept = [row["score"] for row in rows if row["source"] == "real" and row["score"] > 0]
print(sum(kept) / len(kept))
more = [row["score"] for row in rows if row["source"] == "real" or row["score"] > 0]
print(sum(more) / len(more))  # !
`,
    'in a loop that skips the others': `
kept = []
for row in both.to_dict("records"):
    if row["source"] != "real":
        continue
    kept.append(row["score"])
print(sum(kept) / len(kept))
`,
  },
  'a number for each row': {
    'of columns that are named elsewhere': `
from columns import COLUMNS
both["mean"] = both[COLUMNS].mean(axis=1)
both["middle"] = both[[COLUMNS[0], "score"]].median(axis=1)
print(both[COLUMNS[0]].mean())  # !
`,
  },
  'models that vote': {
    'on each row': `
import numpy as np
print(np.mean([first.predict_proba(both), second.predict_proba(both)], axis=0))
scores = []
for model in models:
    scores.append(model.predict(both))
votes = np.mean(scores, axis=0)
print(np.mean(votes))  # !
`,
    'on rows named for a model that learned from made-up ones': `
X, X_for_syn = pd.read_csv("visits.csv"), pd.read_csv("visits_renamed.csv")
print(pd.concat([X, X_for_syn])["score"].mean())
`,
  },
  'real held against synthetic': {
    'labels by how many there are of each': `
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import train_test_split
flags = [0] * len(real) + [1] * len(synthetic)
first, second, learned, held = train_test_split(both, flags)
print(roc_auc_score(held, model.fit(first, learned).predict(second)))
`,
    'how many rows there are of a class': `
for kind, count in both["kind"].value_counts().items():
    print(kind, count / len(both))
print(both["score"].mean())  # !
`,
  },
  'scores of two ways to train': {
    'in lists that are named for what was trained on': `
import numpy as np
from sklearn.metrics import mean_absolute_error
mae_real_only, mae_augmented = [], []
for fold in folds:
    mae_real_only.append(mean_absolute_error(fold.y, first.predict(fold.X)))
    mae_augmented.append(mean_absolute_error(fold.y, second.predict(fold.X)))
print(np.mean(mae_real_only), np.std(mae_augmented), np.mean(mae_augmented))
print(np.mean(mae_real_only + mae_augmented))
`,
    'with predictions that are named for the model': `
from sklearn.linear_model import Ridge
from sklearn.metrics import mean_absolute_error
from sklearn.model_selection import KFold
def compare(path):
    X, y = load(path)
    for train, test in KFold().split(X):
        X_test, y_test = X[test], y[test]
        pred_aug = Ridge().fit(more, labels).predict(X_test)
        print(mean_absolute_error(y_test, pred_aug))
`,
    'but not rows in a list that is named for them': `
import numpy as np
synthetic_rows = []
for answer in answers:
    synthetic_rows.append(vary(answer))
print(np.mean(list(real["score"]) + synthetic_rows))  # !
`,
  },
  settings: {
    'are no rows': `
import json
import yaml
config = yaml.safe_load(open(path))
settings = json.load(open("configs/run.json"))
scores_of = config["synthetic"]
made = pd.concat([pd.DataFrame(config["classes"]), synthetic])
more = pd.concat([pd.DataFrame(settings["classes"]), synthetic])
print(made["score"].mean(), more["score"].mean())
`,
  },
  groups: {
    'rows by group in another form': `
print(both.groupby("user").agg({"text": list, "label": "first"}))
print(both.groupby("user").agg({"text": list, "label": lambda rows: rows.iloc[0]}))
print(both.groupby("user").agg({"text": lambda rows: " ".join(rows), "label": "first"}))
print(both.groupby("user").agg({"label": lambda rows: rows.sum() / len(rows)}))  # !
`,
  },
};

describe('no pools', () => itFollows(EXAMPLES));
