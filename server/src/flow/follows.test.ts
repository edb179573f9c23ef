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
            [...new Set(analysis!.findings.map(({ place }) => lineOf(place.start)))],
            lines.filter((line) => line.endsWith('# !')),
          );
        });
    });
});
