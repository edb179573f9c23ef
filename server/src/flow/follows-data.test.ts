import { type Examples, itFollows } from './test-follows.ts';

/** A number that is not to be trusted is computed in the lines with `# !`. */
const EXAMPLES: Examples = {
  records: {
    namedtuple: `
from collections import namedtuple
Row = namedtuple("Row", ["answer", "score", "length"])
rows = [Row(a, judge(a), len(a)) for a in answers]
print(sum(r.score for r in rows) / len(rows))  # !
print(sum(r.length for r in rows) / len(rows))
print(sum(score for _, score, _ in rows) / len(rows))  # !
print(sum(length for _, _, length in rows) / len(rows))
Pair = namedtuple("Pair", "answer, score")
print(sum(Pair(answer=a, score=judge(a)).score for a in answers) / len(rows))  # !
`,
    'typing.NamedTuple': `
from typing import NamedTuple
class Row(NamedTuple):
    answer: str
    score: int
    length: int = 0
rows = [Row(a, judge(a), len(a)) for a in answers]
print(sum(r.score for r in rows) / len(rows))  # !
print(sum(r._asdict()["score"] for r in rows) / len(rows))  # !
print(sum(r._asdict()["length"] for r in rows) / len(rows))
`,
    'SimpleNamespace and dict with keywords': `
from types import SimpleNamespace
rows = [SimpleNamespace(answer=a, score=judge(a), length=len(a)) for a in answers]
print(sum(r.score for r in rows) / len(rows))  # !
print(sum(r.length for r in rows) / len(rows))
entries = [dict(answer=a, score=judge(a), length=len(a)) for a in answers]
print(sum(e["score"] for e in entries) / len(entries))  # !
print(sum(e["length"] for e in entries) / len(entries))
`,
    dataclasses: `
from dataclasses import asdict, dataclass, replace
@dataclass
class Plain:
    answer: str
@dataclass
class Result(Plain):
    score: int = 0
    length: int = 0
results = [Result(a, judge(a), len(a)) for a in answers]
print(sum(r.score for r in results) / len(results))  # !
print(sum(r.length for r in results) / len(results))
filled = [replace(Result(a), score=judge(a)) for a in answers]
print(sum(r.score for r in filled) / len(filled))  # !
print(pd.DataFrame([asdict(r) for r in results])["score"].mean())  # !
print(pd.DataFrame([vars(r) for r in results])["length"].mean())
print(pd.DataFrame([r.__dict__ for r in results])["score"].mean())  # !
print(pd.DataFrame(results)["score"].mean())  # !
print(pd.DataFrame(results)["length"].mean())
`,
    'pydantic models': `
from pydantic import BaseModel
class Result(BaseModel):
    score: int
    length: int
results = [Result(score=judge(a), length=len(a)) for a in answers]
table = pd.DataFrame([r.model_dump() for r in results])
print(table["score"].mean())  # !
print(table["length"].mean())
again = [Result.model_validate(row) for row in [r.model_dump() for r in results]]
print(sum(r.score for r in again) / len(again))  # !
`,
  },
  'entries of mappings': {
    'functions by name': `
METRICS = {"judged": judge, "exact": exact}
for name, metric in METRICS.items():
    values = [metric(a) for a in answers]
    print(name, sum(values) / len(values))  # !
for name, metric in {"exact": exact, "length": len}.items():
    values = [metric(a) for a in answers]
    print(name, sum(values) / len(values))
`,
    'tables by name': `
tables = {"real": real, "made": synthetic}
for name, table in tables.items():
    print(name, table["score"].mean())
print(tables["real"]["score"].mean())
print(pd.concat([tables["real"], tables["made"]])["score"].mean())  # !
for name, table in {"pooled": both, "real": real}.items():
    print(name, table["score"].mean())  # !
`,
    'a mapping made of the entries of another': `
checks = {"judged": judge, "exact": exact}
rates = {name: sum(check(a) for a in answers) / len(answers) for name, check in checks.items()}  # !
kept = {name: [check(a) for a in answers] for name, check in checks.items()}
print(sum(kept["judged"]) / len(answers))  # !
print(sum(kept["exact"]) / len(answers))
`,
    'tables that a loop gives a column': `
def load():
    return pd.read_csv("answers.csv")
tables = {"a": load(), "b": load()}
for table in tables.values():
    table["score"] = table["answer"].map(judge)
    table["hit"] = table["answer"].map(exact)
print(tables["a"]["score"].mean())  # !
print(tables["a"]["hit"].mean(), tables["b"]["length"].mean())
byName = {}
for name in ["c", "d"]:
    byName[name] = load()
for name, table in byName.items():
    table["score"] = table["answer"].map(judge)
print(byName["d"]["score"].mean())  # !
print(byName["d"]["length"].mean())
others = {"e": load()}
for table in others.values():
    table = table.dropna()
    table["score"] = table["answer"].map(judge)
print(others["e"]["score"].mean())
train, test = load(), load()
for part in [train, test]:
    part["score"] = part["answer"].map(judge)
print(test["score"].mean())  # !
print(test["length"].mean())
parts = [load(), load()]
for part in parts:
    part["score"] = part["answer"].map(judge)
print(pd.concat(parts)["score"].mean())  # !
print(pd.concat(parts)["length"].mean())
`,
    'pairs of an unknown mapping': `
scores = {a: judge(a) for a in answers}
print(sum(score for _, score in scores.items()) / len(scores))  # !
print(sum(len(a) for a, _ in scores.items()) / len(scores))
print(sum(scores.values()) / len(scores))  # !
`,
    'two literal lists side by side': `
for name, rows in zip(["real", "made"], [real, synthetic]):
    print(name, rows["score"].mean())
for name, ask in zip(["judged", "exact"], [judge, exact]):
    print(name, sum(ask(a) for a in answers) / len(answers))  # !
`,
  },
  columns: {
    rename: `
real["s"] = real["answer"].map(judge)
table = real.rename(columns={"s": "quality", "answer": "text"})
print(table["quality"].mean())  # !
print(table["length"].mean())
real.rename(columns={"s": "q"}, inplace=True)
print(real["q"].std() / len(real) ** 0.5)  # !
print(both.rename(columns={"y": "outcome"})["outcome"].mean())  # !
print(both.rename(str.lower, axis=1)["outcome"].mean())  # !
`,
    'melt and stack': `
real["helpful"] = real["answer"].map(judge)
real["length"] = real["answer"].map(len)
long = real.melt(id_vars=["id"], value_vars=["helpful"], var_name="metric", value_name="result")
print(long.groupby("metric")["result"].mean())  # !
short = pd.melt(real, id_vars="id", value_vars=["length"])
print(short["value"].mean())
print(real[["helpful"]].stack().mean())  # !
`,
    pivot_table: `
real["score"] = real["answer"].map(judge)
print(real.pivot_table(index="model", columns="task", values="score"))  # !
print(pd.pivot_table(real, index="model", values=["score"], aggfunc="mean"))  # !
print(real.pivot_table(index="model", values="length", aggfunc="mean"))
print(real.pivot_table(index="model", values="score", aggfunc="count"))
`,
    'agg and describe': `
real["score"] = real["answer"].map(judge)
groups = real.groupby("model")
print(groups.agg({"score": "mean"}))  # !
print(groups.agg({"latency": "mean", "score": "count"}))
print(groups.agg(score=("score", "mean"), n=("id", "count")))  # !
print(groups.agg(seconds=("latency", "mean"), n=("score", "size")))
print(groups["score"].agg(["mean", "std"]))  # !
print(groups["score"].agg("count"))
print(groups["latency"].agg(["mean", "std"]))
print(real["score"].describe())  # !
print(real[["score", "latency"]].mean())  # !
print(real[["length", "latency"]].mean())
print(real.mean(numeric_only=True))  # !
sums = groups.agg({"score": "sum", "id": "count"})
print(sums["score"] / sums["id"])  # !
`,
    value_counts: `
real["passed"] = real["answer"].map(judge) > 3
print(real["passed"].value_counts(normalize=True))  # !
print(real["passed"].value_counts())
print(real["passed"].value_counts() / len(real))  # !
counts = real["passed"].value_counts()
print(counts / counts.sum())  # !
print(real["model"].value_counts(normalize=True))
`,
    'expressions of polars': `
import polars as pl
rows = pl.concat([pl.read_csv("real.csv"), pl.read_csv("synthetic.csv")])
print(rows.select(pl.col("score").mean().alias("rate")))  # !
print(rows.select(pl.col("score")).head())
print(rows.group_by("model").agg(pl.col("score").mean()))  # !
print(rows.group_by("model").agg(pl.col("score").count()))
print(rows.select("score").mean())  # !
`,
  },
  paths: {
    'below a folder that is not known': `
from pathlib import Path
ROOT = Path(__file__).resolve().parent / "data"
a = pd.read_csv(ROOT / "real" / "cases.csv")
b = pd.read_csv(ROOT / "synthetic" / "cases.csv")
print(pd.concat([a, b])["y"].mean())  # !
print(pd.concat([a, pd.read_csv(ROOT / "real" / "more.csv")])["y"].mean())
`,
    'a name below a known folder': `
from pathlib import Path
FOLDER = Path("data/synthetic")
def load(name):
    return pd.read_csv(FOLDER / f"{name}.csv")
print(pd.concat([real, load("cases")])["y"].mean())  # !
print(pd.concat([real, pd.read_csv(Path("data") / "more.csv")])["y"].mean())
`,
    'defaults of options': `
import argparse
def parse():
    parser = argparse.ArgumentParser()
    parser.add_argument("--real-rows", default="data/real.csv")
    parser.add_argument("--extra", "-e", type=str, default="data/synthetic_topup.csv")
    parser.add_argument("--more", dest="others", default="data/real_more.csv")
    return parser.parse_args()
def main():
    args = parse()
    rows = pd.concat([pd.read_csv(args.real_rows), pd.read_csv(args.extra)])
    print(rows["y"].mean())  # !
    others = pd.concat([pd.read_csv(args.real_rows), pd.read_csv(args.others)])
    print(others["y"].mean())
main()
`,
    'tables of a database': `
import sqlite3
con = sqlite3.connect("cases.db")
both.to_sql("cases", con)
real.to_sql("others", con)
print(pd.read_sql("SELECT * FROM cases", con)["score"].mean())  # !
print(pd.read_sql_table("cases", con)["score"].mean())  # !
print(pd.read_sql("SELECT * FROM others", con)["score"].mean())
`,
    'constants in a class or a mapping': `
CONFIG = {"real": "data/real.csv", "extra": "data/synthetic_v2.csv", "folder": "data"}
class Config:
    REAL = "data/real.csv"
    EXTRA = "data/synthetic_v3.csv"
first = pd.concat([pd.read_csv(CONFIG["real"]), pd.read_csv(CONFIG["extra"])])
print(first["y"].mean())  # !
second = pd.concat([pd.read_csv(Config.REAL), pd.read_csv(Config().EXTRA)])
print(second["y"].mean())  # !
print(pd.concat([pd.read_csv(CONFIG["real"]), pd.read_csv(Config.REAL)])["y"].mean())
`,
  },
  counts: {
    Counter: `
from collections import Counter
counts = Counter(judge(a) for a in answers)
print(counts[5] / sum(counts.values()))  # !
lengths = Counter(len(a) for a in answers)
print(lengths[5] / sum(lengths.values()))
`,
    'counted under a key that a judge gives': `
tally = {"A": 0, "B": 0}
sizes = {"long": 0, "short": 0}
for a in answers:
    tally[judge(a)] += 1
    sizes["long" if len(a) > 9 else "short"] += 1
print(tally["A"] / len(answers))  # !
print(sizes["long"] / len(answers))
`,
  },
  'names for what lies in something else': {
    'an entry of a mapping by model': `
from collections import defaultdict
totals = defaultdict(lambda: {"n": 0, "points": 0, "tokens": 0})
for a in answers:
    entry = totals[a.model]
    entry["points"] += judge(a)
    entry["tokens"] += len(a)
    entry["n"] += 1
for model, held in totals.items():
    print(held["points"] / held["n"])  # !
    print(held["tokens"] / held["n"])
`,
    'what setdefault gives': `
by_model = {}
for a in answers:
    scores = by_model.setdefault(a.model, [])
    scores.append(judge(a))
for scores in by_model.values():
    print(sum(scores) / len(scores))  # !
`,
    'a name that stands for something else meanwhile': `
table = {"a": [], "b": []}
rows = table["a"]
rows = []
rows.append(judge(answers[0]))
print(sum(table["a"]) / len(table["a"]))
`,
  },
  'a choice that a constant settles': {
    'a path': `
AUGMENTED = False
path = "data/synthetic_rows.csv" if AUGMENTED else "data/real_rows.csv"
print(pd.concat([real, pd.read_csv(path)])["score"].mean())
TOPPED_UP = True
path = "data/synthetic_rows.csv" if TOPPED_UP else "data/real_rows.csv"
print(pd.concat([real, pd.read_csv(path)])["score"].mean())  # !
`,
  },
};

describe('the engine follows data', () => itFollows(EXAMPLES));
