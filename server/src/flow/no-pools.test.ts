import { type Examples, itFollows } from './test-follows.ts';

const nine = Array.from({ length: 9 }, (_, i) => `both["kind${i}"] = ${i}\nlook(both)\n`).join('');

/** What looks like a pool and is none. */
const EXAMPLES: Examples = {
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
