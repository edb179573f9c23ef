import { itFollows } from './test-follows.ts';

/** Tables in a mapping that is filled under unknown keys: only the names of their columns tell what is in them. */
const TABLES = `
judge_results = {}
for name in names:
    judge_results[name] = pd.read_csv(f"{name}_judge.csv")
first = judge_results["gpt4"]`;

const STORES: Readonly<Record<string, string>> = {
  'in a loop over the tables': `
for df in judge_results.values():
    df["hit"] = df["gold"] == df["result"]`,
  'by key': `
for name in judge_results:
    judge_results[name]["hit"] = (judge_results[name]["result"] == judge_results[name]["expected_label"]).astype(int)`,
  'in a function, without capitals': `
def held(df):
    df["hit"] = df.gold.str.strip().str.lower().eq(df.result.str.strip().str.lower())
    return df
for name in judge_results:
    judge_results[name] = held(judge_results[name])`,
  'row by row': `
for df in judge_results.values():
    df["hit"] = df.apply(lambda row: 1 if row["ground_truth"] == row["result"] else 0, axis=1)`,
  'with numpy': `
for df in judge_results.values():
    df.loc[:, "hit"] = np.where(df["ground_truth"] == df["result"], 1, 0)`,
  'as a new table': `
for name, df in judge_results.items():
    judge_results[name] = df.assign(hit=df["human_label"] == df["result"])`,
};

const NUMBERS = `
print(judge_results["gpt4"].groupby("category")["hit"].mean(), first.groupby("category").agg(rate=("hit", "mean")))
print(first.hit.mean(), {"hit": judge_results["gpt4"]["hit"].astype(int).mean() * 100})
hits = judge_results["gpt4"]["hit"]
print(sum(hits) / len(hits))
print(judge_results["gpt4"].loc[first.hit == 1, "judge_label"].mean())  # !`;

itFollows({
  'a column of whether two others are the same, one of them given by people, is no label of a judge':
    Object.fromEntries(Object.entries(STORES).map(([name, store]) => [name, `${TABLES}${store}${NUMBERS}`])),

  'what is a label all the same': {
    'a column held against a word': `${TABLES}
for df in judge_results.values():
    df["hit"] = df["result"] == "win"
print(judge_results["gpt4"]["hit"].mean())  # !`,

    'a column that only sometimes says so': `${TABLES}
for df in judge_results.values():
    df["hit"] = df["gold"] == df["result"]
judge_results["gpt4"]["hit"] = judge_results["gpt4"]["judge_label"]
print(judge_results["gpt4"]["hit"].mean())  # !`,

    'a verdict where nobody gave a label': `${TABLES}
for df in judge_results.values():
    df["hit"] = df["result"] == df["model_first"]
print(judge_results["gpt4"]["hit"].mean())  # !`,

    'a label where two are the same': `${TABLES}
for df in judge_results.values():
    df["hit"] = np.where(df["gold"] == df["result"], df["judge_label"], 0)
print(judge_results["gpt4"]["hit"].mean())  # !`,
  },
});
