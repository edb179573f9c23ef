import assert from 'node:assert/strict';
import { repaired } from '../test-repair.ts';

const HEAD = `import numpy as np
import pandas as pd
real = pd.read_csv("real.csv")
synthetic = pd.read_csv("synthetic.csv")
pooled = pd.concat([real, synthetic])
`;
const ESTIMATE = 'print(pooled["score"].mean())\n';

/** What is offered for the last finding. */
const offer = async (code: string): Promise<string | undefined> =>
  (await repaired(code, { title: 'Estimate on the real rows only' })).offers.at(-1);

describe('estimate on the real rows', () => {
  const CHANGES = [
    'pooled.query("a > 0", inplace=True)',
    'pooled.drop(pooled[pooled["a"] > 0].index, inplace=True)',
    'pooled.eval("score = score * 2", inplace=True)',
    'pooled.rename(columns={"a": "score", "score": "old"}, inplace=True)',
    'pooled.update(synthetic)',
    'pooled.fillna(0, inplace=True)',
    'pooled["score"].fillna(0, inplace=True)',
    'pooled["score"] = pooled["score"] * 2',
    'pooled.loc[pooled["a"] > 0, "score"] = 0',
    'pooled.score *= 2',
    'del pooled["score"]',
    'pooled.columns = ["old", "score", "a", "g"]',
    'table = pooled\ntable["score"] = 0',
    'for part in [real, pooled]:\n    part["score"] *= 2',
    'for part in (pooled,):\n    part.drop(columns=["a"], inplace=True)',
    'real.drop(columns=["score"], inplace=True)',
    'del real["score"]',
    'pooled = pooled[pooled["a"] > 0]',
    'real = real.rename(columns={"score": "old"})',
  ];
  for (const line of CHANGES)
    it(`is not offered after ${JSON.stringify(line)}`, async () =>
      assert.equal(await offer(`${HEAD}${line}\n${ESTIMATE}`), 'none'));

  const UNKNOWN = [
    'norm(pooled)',
    'def norm(d):\n    d["score"] = d["score"] * 2\nnorm(pooled)',
    'pooled.pipe(norm)',
    'cleaner.clean(pooled)',
    'tables.append(pooled)',
    'np.multiply(pooled["score"], 2, out=pooled["score"].values)',
    'np.random.shuffle(pooled)',
    'normalise(real)',
    'settings = {"frame": pooled}\nprepare(**settings)',
  ];
  for (const line of UNKNOWN)
    it(`is not safe after ${JSON.stringify(line)}`, async () =>
      assert.equal(await offer(`${HEAD}${line}\n${ESTIMATE}`), 'suggested'));

  const READS = [
    'print(pooled.shape, len(pooled), pooled.head(), pooled["a"].describe())',
    'pooled.to_csv("pooled.csv")',
    'clean = pooled.dropna()\nprint(len(clean))',
    'print(f"{len(real)} real rows of {len(pooled)}")',
    'for row in pooled.itertuples():\n    print(row.score)',
    'pooled[["a", "score"]].hist()',
    'scores = pooled["score"]\nprint(scores.max())',
    'from sklearn.linear_model import LinearRegression\nmodel = LinearRegression().fit(pooled[["a"]], pooled["score"])',
    'pooled.groupby("g")["a"].agg(["min", "max"])',
  ];
  for (const line of READS)
    it(`is safe after ${JSON.stringify(line)}`, async () =>
      assert.equal(await offer(`${HEAD}${line}\n${ESTIMATE}`), 'safe'));

  it('knows what happens to the entries of lists', async () => {
    const lists = `import json
import statistics
real = json.load(open("golden_cases.json"))
synthetic = json.load(open("synthetic_cases.json"))
pooled = real + synthetic
`;
    const mean = 'print(statistics.mean([case["score"] for case in pooled]))\n';
    assert.equal(await offer(`${lists}print(len(pooled), pooled[0]["score"])\n${mean}`), 'safe');
    assert.equal(await offer(`${lists}for case in pooled:\n    case["score"] *= 2\n${mean}`), 'suggested');
    assert.equal(await offer(`${lists}for case in pooled:\n    grade(case)\n${mean}`), 'suggested');
    assert.equal(await offer(`${lists}pooled.append(synthetic[0])\n${mean}`), 'none');
    assert.equal(await offer(`${lists}first, *rest = pooled\nfirst["score"] = 1\n${mean}`), 'none');
  });

  it('does not mind what happens after the estimate, also in a comprehension', async () => {
    const list = `${HEAD}print(np.mean([row.score for row in pooled.itertuples()]))\ntrain(pooled)\n`;
    assert.equal(await offer(list), 'safe');
    const { text, offers } = await repaired(`${HEAD}${ESTIMATE}pooled["score"] = 0\ntrain(pooled)\n`);
    assert.deepEqual(offers, ['safe']);
    assert.match(text, /print\(real\["score"\]\.mean\(\)\)/);
  });

  it('minds it in a loop', async () =>
    assert.equal(await offer(`${HEAD}for n in range(3):\n    ${ESTIMATE}    pooled["score"] *= 2\n`), 'none'));

  it('minds what a function does that is called before', async () =>
    assert.equal(await offer(`${HEAD}def scale():\n    pooled["score"] *= 2\n\nscale()\n${ESTIMATE}`), 'none'));

  it('minds columns taken out of the real rows before', async () => {
    const [before, after] = HEAD.split('pooled =');
    const line = 'real.drop(columns=["score"], inplace=True)\n';
    assert.equal(await offer(`${before}${line}pooled =${after}${ESTIMATE}`), 'none');
    assert.equal(await offer(`${before}real["score"] = real["score"] / 5\npooled =${after}${ESTIMATE}`), 'safe');
  });

  it('is not offered where the rows are taken by their place', async () => {
    for (const rows of ['.iloc[:100]', '.sample(200)', '[60:]', '.head(100)'])
      assert.equal(await offer(`${HEAD}print(pooled${rows}["score"].mean())\n`), 'none');
  });

  it('does not mix the real rows with what was worked out from the pool', async () => {
    assert.equal(await offer(`${HEAD}mask = pooled["a"] > 0\nprint(pooled[mask]["score"].mean())\n`), 'none');
    assert.equal(await offer(`${HEAD}n = len(pooled)\nprint(pooled["score"].std() / np.sqrt(n))\n`), 'none');
  });

  it('is no safe repair where the number is reckoned together with others of the pool', async () => {
    const mean = 'm = pooled["score"].mean()\n';
    const offers = async (code: string) => (await repaired(HEAD + code)).offers;
    assert.deepEqual(await offers('print(pooled["score"].mean() - pooled["score"].std())\n'), ['suggested']);
    assert.equal(
      (await offers(`n = len(pooled)\ns = pooled["score"].std()\n${mean}print(m - 1.96 * s / n**0.5)\n`))[0],
      'suggested',
    );
    // these have a repair of their own
    assert.deepEqual(await offers(`${mean}se = pooled["score"].sem()\nprint(m - 1.96 * se)\n`), ['safe', 'safe']);
    assert.deepEqual(await offers('print(f"{pooled[\'score\'].mean():.2f} of {len(pooled)}")\n'), ['safe']);
  });

  it('is no safe repair where the real rows may be of another type', async () =>
    assert.equal(
      await offer(
        `import numpy as np\nreal = load("real.csv")\nsynthetic = load("synthetic.csv")\npooled = np.concatenate([real, synthetic])\nprint(pooled.mean())\n`,
      ),
      'suggested',
    ));

  it('is not offered where another variable has the name', async () => {
    const inFunction = `import pandas as pd
def load():
    real = pd.read_csv("real.csv")
    synthetic = pd.read_csv("synthetic.csv")
    pooled = pd.concat([real, synthetic])
    return pooled
def show(pooled):
    print(pooled["score"].mean())
show(load())
`;
    assert.equal(await offer(inFunction), 'none');
  });

  it('keeps tabs and line ends', async () => {
    const code = `${HEAD}def main():\n\tprint(pooled["score"].mean())\nmain()\n`.replaceAll('\n', '\r\n');
    const { text } = await repaired(code);
    assert.equal(text, code.replace('pooled["score"].mean', 'real["score"].mean'));
  });
});
