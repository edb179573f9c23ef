import assert from 'node:assert/strict';
import { TestWorkspace } from '../test-workspace.ts';

/** What the engine follows of several answers to a prompt. The lines with a finding are marked `# !`. */

const ASK = `import numpy as np, pandas as pd, asyncio, math
from openai import OpenAI
from concurrent.futures import ThreadPoolExecutor
client = OpenAI()
prompts = open("prompts.txt").read().splitlines()
def ask(prompt): return len(client.responses.create(model="m", input=prompt).output_text)
def sem(xs): return np.std(xs) / np.sqrt(len(xs))
`;

const FOUND: readonly (readonly [name: string, code: string])[] = [
  [
    'lists of answers by prompt, put together later',
    `by_prompt = {}
for prompt in prompts:
    by_prompt[prompt] = [ask(prompt) for _ in range(5)]
flat = [x for xs in by_prompt.values() for x in xs]
print(np.std(flat) / np.sqrt(len(flat)))  # !`,
  ],
  [
    'jobs that threads do',
    `jobs = [prompt for prompt in prompts for _ in range(4)]
with ThreadPoolExecutor(8) as pool:
    lengths = list(pool.map(ask, jobs))
print(np.std(lengths) / np.sqrt(len(lengths)))  # !`,
  ],
  [
    'jobs that are gathered',
    `async def main(num_trials=5):
    found = await asyncio.gather(*[ask(prompt) for prompt in prompts for _ in range(num_trials)])
    rate = sum(x > 9 for x in found) / len(found)
    return math.sqrt(rate * (1 - rate) / len(found))  # !
asyncio.run(main())`,
  ],
  [
    'answers kept by model, not by prompt',
    `lengths = {"a": [], "b": []}
for prompt in prompts:
    for model in ["a", "b"]:
        for _ in range(3):
            lengths[model].append(ask(prompt))
a = lengths["a"]
print(np.std(a) / np.sqrt(len(a)))  # !`,
  ],
  [
    'a function that goes through all prompts, once for each seed',
    `def run_all(prompts, seed): return [ask(prompt) for prompt in prompts]
lengths = []
for seed in (1, 2, 3):
    lengths += run_all(prompts, seed)
print(np.std(lengths) / np.sqrt(len(lengths)))  # !`,
  ],
  [
    'rows of a table that are taken again',
    `df = pd.read_csv("items.csv")
df = df.loc[df.index.repeat(5)]
df["words"] = [ask(text) for text in df["question"]]
print(df.groupby("model")["words"].agg(["mean", "sem"]))  # !`,
  ],
  [
    'answers that fill a list until there are enough',
    `def sample(prompt, n):
    found = []
    while len(found) < n:
        found += [ask(prompt)]
    return found
lengths = []
for prompt in prompts:
    for length in sample(prompt, 20):
        lengths.append(length)
print(np.std(lengths) / np.sqrt(len(lengths)))  # !`,
  ],
  [
    'generations by prompt',
    `GENERATIONS_PER_PROMPT = 3
lengths = []
for prompt in prompts:
    for gen_num in range(1, GENERATIONS_PER_PROMPT + 1):
        lengths.append(ask(prompt))
print(np.std(lengths) / np.sqrt(len(lengths)))  # !`,
  ],
  [
    'responses to each task',
    `N_RESPONSES = 3
rows = []
for task_id in range(NUM_TASKS):
    prompt = build_prompt(task_id)
    for r in range(N_RESPONSES):
        rows.append({"task": task_id, "resp": r, "words": ask(prompt)})
df = pd.DataFrame(rows)
print(df["words"].sem())  # !`,
  ],
  [
    'trials of each task, put together from a file',
    `rewards = {k: v for k, v in pd.read_json("gpt.json").items()}
def pooled(task_rewards):
    trials = [reward for rewards in task_rewards.values() for reward in rewards]
    return np.std(trials) / np.sqrt(len(trials))  # !
print(pooled(rewards))`,
  ],
];

const SILENT: readonly (readonly [name: string, code: string])[] = [
  [
    'one prompt, asked often',
    'lengths = [ask("Hello") for _ in range(50)]\nprint(np.std(lengths) / np.sqrt(len(lengths)))',
  ],
  [
    'once only',
    `N_SAMPLES = 1
lengths = [ask(prompt) for prompt in prompts for _ in range(N_SAMPLES)]
print(np.std(lengths) / np.sqrt(len(lengths)))`,
  ],
  [
    'a list that begins anew for each prompt',
    `means = []
for prompt in prompts:
    lengths = []
    for _ in range(5):
        lengths.append(ask(prompt))
    means.append(sum(lengths) / len(lengths))
print(np.std(means) / np.sqrt(len(means)))`,
  ],
  [
    'a count for each prompt',
    `counts = []
for prompt in prompts:
    right = 0
    for _ in range(5):
        right += ask(prompt) > 9
    counts.append(right)
print(np.std(counts) / np.sqrt(len(counts)))`,
  ],
  [
    'an index that goes through rows',
    `lengths = []
groups = {"a": prompts, "b": prompts}
for name, questions in groups.items():
    for i in range(20):
        lengths.append(ask(questions[i]))
print(np.std(lengths) / np.sqrt(len(lengths)))`,
  ],
  [
    'all rows of several benchmarks',
    `def pooled(task_scores):
    scores = [score for scores in task_scores.values() for score in scores]
    return np.std(scores) / np.sqrt(len(scores))
print(pooled({"math": [ask(prompt) for prompt in prompts]}))`,
  ],
  [
    'as many answers as there are',
    `answers = [ask(prompt) for prompt in prompts]
lengths = []
for number in range(len(answers)):
    lengths.append(ask(answers[number]))
print(np.std(lengths) / np.sqrt(len(lengths)))`,
  ],
  [
    'answers to one prompt, counted',
    `n_responses = 50
lengths = []
for r in range(n_responses):
    lengths.append(ask("Hello"))
print(np.std(lengths) / np.sqrt(len(lengths)))`,
  ],
  [
    'a mean along the answers of each prompt',
    `lengths = np.array([[ask(prompt) for _ in range(5)] for prompt in prompts])
means = lengths.mean(axis=1)
print(np.std(means) / np.sqrt(len(means)))`,
  ],
  [
    'code that speaks of clusters',
    `def cluster_bootstrap(rows): return rows
lengths = [ask(prompt) for prompt in prompts for _ in range(5)]
print(np.std(lengths) / np.sqrt(len(lengths)), cluster_bootstrap(lengths))`,
  ],
];

const RULE = 'dependent-generations';

describe('several answers to a prompt', () => {
  const linesOf = async (code: string): Promise<string[]> => {
    const found = await new TestWorkspace({ 'main.py': ASK + code }).findings('main.py');
    return found.filter((finding) => finding.startsWith(RULE));
  };

  for (const [name, code] of FOUND)
    it(`are found: ${name}`, async () => {
      const lines = (ASK + code).split('\n').flatMap((line, i) => (line.includes('# !') ? [`${RULE}:${i + 1}`] : []));
      assert.deepEqual(await linesOf(code), lines);
    });

  for (const [name, code] of SILENT)
    it(`are not seen in ${name}`, async () => {
      assert.deepEqual(await linesOf(code), []);
    });
});
