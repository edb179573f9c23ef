import assert from 'node:assert/strict';
import { createAnalyser } from '../analyser.ts';
import type { Analyser } from '../analysis.ts';
import { testAssets } from '../test-assets.ts';
import { emptyWorkspace } from '../test-workspace.ts';

/** Code in front of every example: a judge, and rows of both origins pooled. */
const PRELUDE = `import pandas as pd
from openai import OpenAI
client = OpenAI()
def judge(answer, model="gpt-4o"):
    prompt = f"Rate the answer from 1 to 5: {answer}"
    reply = client.chat.completions.create(model=model, messages=[{"role": "user", "content": prompt}])
    return int(reply.choices[0].message.content)
def exact(answer):
    return answer == "42"
answers = pd.read_csv("answers.csv")["answer"].tolist()
real, synthetic = pd.read_csv("data/real.csv"), pd.read_csv("data/synthetic.csv")
both = pd.concat([real, synthetic])
`;

/** What each example is about, and its code; a number that is not to be trusted is computed in the lines with \`# !\`. */
const EXAMPLES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'functions made of functions': {
    'functools.partial, called': `
from functools import partial
grade = partial(judge, model="gpt-4o-mini")
print(sum(grade(a) for a in answers) / len(answers))  # !
`,
    'functools.partial with the first argument, mapped': `
import functools
def ask(model, answer):
    return judge(answer, model)
scores = list(map(functools.partial(ask, "gpt-4o"), answers))
print(sum(scores) / len(scores))  # !
`,
    'functools.partial in an executor and on a column': `
from functools import partial
from concurrent.futures import ThreadPoolExecutor
import numpy as np
grade = partial(judge, model="o3")
with ThreadPoolExecutor() as pool:
    print(np.mean(list(pool.map(grade, answers))))  # !
    print(np.mean([pool.submit(grade, a).result() for a in answers]))  # !
real["score"] = real["answer"].apply(grade)
print(real["score"].mean())  # !
print(real["length"].mean())
`,
    'functools.partial of a function that asks nobody': `
from functools import partial
check = partial(exact)
print(sum(check(a) for a in answers) / len(answers))
`,
    'numpy.vectorize': `
import numpy as np
print(np.vectorize(judge)(answers).mean())  # !
print(np.vectorize(exact)(answers).mean())
`,
    'joblib.Parallel and delayed': `
from joblib import Parallel, delayed
import numpy as np
print(np.mean(Parallel(n_jobs=4)(delayed(judge)(a) for a in answers)))  # !
pool = Parallel(8)
print(np.mean(pool(delayed(exact)(a) for a in answers)))
`,
    'functools.reduce': `
from functools import reduce
total = reduce(lambda sum, answer: sum + judge(answer), answers, 0)
print(total / len(answers))  # !
`,
    'a method handed over': `
from concurrent.futures import ThreadPoolExecutor
class Grader:
    def __init__(self, model):
        self.model = model
    def grade(self, answer):
        return judge(answer, self.model)
    def run(self, rows):
        with ThreadPoolExecutor() as pool:
            return list(pool.map(self.grade, rows))
scores = Grader("gpt-4o").run(answers)
print(sum(scores) / len(scores))  # !
`,
  },
  'executors and asyncio': {
    'a mapping of futures': `
from concurrent.futures import ThreadPoolExecutor, as_completed
scores, asked = [], []
with ThreadPoolExecutor(8) as pool:
    futures = {pool.submit(judge, a): a for a in answers}
    for future in as_completed(futures):
        scores.append(future.result())
        asked.append(len(futures[future]))
print(sum(scores) / len(scores))  # !
print(sum(asked) / len(asked))
`,
    'a mapping of futures, filled one by one': `
from concurrent.futures import ThreadPoolExecutor, as_completed
scores, futures = [], {}
with ThreadPoolExecutor(8) as pool:
    for i, a in enumerate(answers):
        futures[pool.submit(judge, a)] = i
    for future in as_completed(futures):
        scores.append(future.result())
print(sum(scores) / len(scores))  # !
`,
    'all arguments of submit': `
from concurrent.futures import ThreadPoolExecutor
def grade(ask, answer):
    return ask(answer)
with ThreadPoolExecutor(8) as pool:
    scores = [pool.submit(grade, judge, a).result() for a in answers]
    matches = [pool.submit(grade, exact, answer=a).result() for a in answers]
print(sum(scores) / len(scores))  # !
print(sum(matches) / len(matches))
`,
    'create_task and as_completed': `
import asyncio
async def grade(answer, lock):
    async with lock:
        return judge(answer)
async def main():
    lock = asyncio.Semaphore(4)
    tasks = [asyncio.create_task(grade(a, lock)) for a in answers]
    scores = []
    for task in asyncio.as_completed(tasks):
        scores.append(await task)
    print(sum(scores) / len(scores))  # !
asyncio.run(main())
`,
    'to_thread, run_in_executor and ensure_future': `
import asyncio
async def main():
    first = await asyncio.gather(*[asyncio.to_thread(judge, a) for a in answers])
    print(sum(first) / len(first))  # !
    loop = asyncio.get_running_loop()
    second = await asyncio.gather(*(loop.run_in_executor(None, judge, a) for a in answers))
    print(sum(second) / len(second))  # !
    async def grade(a):
        return judge(a)
    tasks = [asyncio.ensure_future(grade(a)) for a in answers]
    done = await asyncio.gather(*tasks)
    print(sum(done) / len(done))  # !
asyncio.run(main())
`,
    'multiprocessing pools': `
from multiprocessing import Pool
import numpy as np
with Pool(4) as pool:
    print(np.mean(list(pool.imap_unordered(judge, answers))))  # !
    print(np.mean(pool.map_async(judge, answers).get()))  # !
    print(np.mean(pool.starmap(judge, [(a, "gpt-4o") for a in answers])))  # !
    jobs = [pool.apply_async(judge, (a,)) for a in answers]
    print(np.mean([job.get() for job in jobs]))  # !
    print(np.mean([pool.apply_async(exact, (a,)).get() for a in answers]))
`,
    'map over two lists': `
def grade(answer, model):
    return judge(answer, model)
scores = list(map(grade, answers, ["gpt-4o"] * len(answers)))
print(sum(scores) / len(scores))  # !
`,
  },
  classes: {
    properties: `
from functools import cached_property
import functools
class Sample:
    def __init__(self, answer):
        self.answer = answer
    @property
    def score(self):
        return judge(self.answer)
    @score.setter
    def score(self, value):
        self.kept = value
    @cached_property
    def grade(self):
        return judge(self.answer)
    @functools.cached_property
    def length(self):
        return len(self.answer)
samples = [Sample(a) for a in answers]
print(sum(s.score for s in samples) / len(samples))  # !
print(sum(s.grade for s in samples) / len(samples))  # !
print(sum(s.length for s in samples) / len(samples))
`,
    'super().method()': `
class Base:
    def score(self, answer):
        return judge(answer)
    def length(self, answer):
        return len(answer)
class Middle(Base):
    pass
class Scaled(Middle):
    def score(self, answer):
        return super().score(answer) / 5
    def length(self, answer):
        return super(Scaled, self).length(answer)
scorer = Scaled()
print(sum(scorer.score(a) for a in answers) / len(answers))  # !
print(sum(scorer.length(a) for a in answers) / len(answers))
`,
    'what super().__init__() sets': `
class Base:
    def __init__(self, ask):
        self.ask = ask
class Run(Base):
    def __init__(self, ask, rows):
        super().__init__(ask)
        self.rows = rows
    def rate(self):
        return sum(self.ask(row) for row in self.rows) / len(self.rows)  # !
class Old(Base):
    def __init__(self, ask, rows):
        Base.__init__(self, ask)
        self.rows = rows
    def rate(self):
        return sum(self.ask(row) for row in self.rows) / len(self.rows)
print(Run(judge, answers).rate())
print(Old(exact, answers).rate())
`,
    '__call__, also handed over': `
class Scorer:
    def __init__(self, model):
        self.model = model
    def __call__(self, answer):
        return judge(answer, self.model)
score = Scorer("gpt-4o")
print(sum(score(a) for a in answers) / len(answers))  # !
print(sum(map(score, answers)) / len(answers))  # !
`,
    'a method that subclasses define': `
from abc import ABC, abstractmethod
class Evaluator(ABC):
    @abstractmethod
    def score(self, answer):
        raise NotImplementedError
    def run(self, rows):
        scores = [self.score(row) for row in rows]
        return sum(scores) / len(scores)  # !
class Judge(Evaluator):
    def score(self, answer):
        return judge(answer)
class Exact(Evaluator):
    def score(self, answer):
        return exact(answer)
print(Exact().run(answers), Judge().run(answers))
`,
    'static and class methods': `
class Scorer:
    @classmethod
    def make(cls, ask):
        scorer = cls()
        scorer.ask = ask
        return scorer
    @staticmethod
    def grade(answer):
        return judge(answer)
scorer = Scorer.make(exact)
print(sum(scorer.grade(a) for a in answers) / len(answers))  # !
print(sum(scorer.ask(a) for a in answers) / len(answers))
print(sum(map(Scorer.grade, answers)) / len(answers))  # !
`,
  },
  'names of enclosing scopes': {
    global: `
total = 0
count = 0
def add(answer):
    global total, count
    total += judge(answer)
    count += len(answer)
for a in answers:
    add(a)
print(total / len(answers))  # !
print(count / len(answers))
`,
    'global, first assigned in a function': `
def load():
    global scores, lengths
    scores = [judge(a) for a in answers]
    lengths = [len(a) for a in answers]
load()
print(sum(scores) / len(scores))  # !
print(sum(lengths) / len(lengths))
`,
    nonlocal: `
def run(rows):
    total = 0
    def one(row):
        nonlocal total
        total += judge(row)
    for row in rows:
        one(row)
    return total / len(rows)  # !
print(run(answers))
`,
    'a name of its own is not the outer one': `
total = 0
def add(answer):
    total = judge(answer)
    return None
for a in answers:
    add(a)
    total += len(a)
print(total / len(answers))
`,
  },
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
};

describe('the engine follows', () => {
  let analyser: Analyser;
  before(async () => {
    analyser = await createAnalyser(emptyWorkspace, testAssets);
  });

  for (const [topic, examples] of Object.entries(EXAMPLES))
    describe(topic, () => {
      for (const [name, code] of Object.entries(examples))
        it(name, async () => {
          const text = PRELUDE + code;
          const uri = 'file:///example.py';
          const document = { uri, language: 'python', units: [{ uri, cell: null, text, version: 1 }] } as const;
          const analysis = await analyser.analyse(document, { minConfidence: 'likely' });
          const lines = text.split('\n');
          const lineOf = (offset: number) => lines[text.slice(0, offset).split('\n').length - 1]!;
          assert.deepEqual(
            analysis!.findings.map(({ place }) => lineOf(place.start)),
            lines.filter((line) => line.endsWith('# !')),
          );
        });
    });
});
