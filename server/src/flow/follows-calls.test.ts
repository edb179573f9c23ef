import { type Examples, itFollows } from './test-follows.ts';

/** A number that is not to be trusted is computed in the lines with `# !`. */
const EXAMPLES: Examples = {
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
};

describe('the engine follows calls', () => itFollows(EXAMPLES));
