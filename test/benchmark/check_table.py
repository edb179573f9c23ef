"""The work of `unpool compare FILE --origin origin --value score`, in NumPy, SciPy and pandas: python3 check_table.py FILE SPLITS

Reads the columns, compares the means and the distributions, permutes in groups of neighbouring values, and looks for
copies in the rows at which Unpool does. Prints what it found as JSON.
"""

import json
import sys

import numpy as np
import pandas as pd
from scipy import stats

file, splits = sys.argv[1], int(sys.argv[2])
GROUPS = 512


def interval(a, b, level):
    va, vb = a.var(ddof=1) / len(a), b.var(ddof=1) / len(b)
    df = (va + vb) ** 2 / (va**2 / (len(a) - 1) + vb**2 / (len(b) - 1))
    half = stats.t.isf((1 - level) / 2, df) * np.sqrt(va + vb)
    shift = b.mean() - a.mean()
    return [shift - half, shift + half]


def permuted(a, b):
    """P-values of the Kolmogorov-Smirnov and the energy distance, over random counts of `a` in each group."""
    pooled = np.sort(np.concatenate([a, b]))
    edges = pooled[np.linspace(0, len(pooled), GROUPS + 1).astype(int)[1:] - 1]
    group = lambda values: np.bincount(np.searchsorted(edges, values), minlength=GROUPS)
    sizes = group(pooled)
    draw = np.random.default_rng(1)
    drawn = draw.multivariate_hypergeometric(sizes, len(a), size=splits, method="marginals")
    ends, gaps = np.cumsum(sizes), np.diff(edges)

    def statistics(counts):
        distance = np.abs(np.cumsum(counts, axis=-1) / len(a) - (ends - np.cumsum(counts, axis=-1)) / len(b))
        return distance.max(axis=-1), (distance[..., :-1] ** 2 * gaps).sum(axis=-1)

    seen, all_of_them = statistics(group(a)), statistics(drawn)
    return [(1 + np.sum(many >= one * (1 - 1e-12))) / (splits + 1) for one, many in zip(seen, all_of_them)]


def copies(table):
    row = np.arange(len(table))
    looked = table[(row < 100_000) | (row // 10_000 % 20 == 0)]
    keys = pd.util.hash_pandas_object(looked.drop(columns=["origin", "id"]), index=False)
    is_real = looked["origin"] == "real"
    return int(keys[~is_real].isin(keys[is_real]).sum())


table = pd.read_csv(file) if file.endswith(".csv") else pd.read_parquet(file)
real = table["score"][table["origin"] == "real"].to_numpy()
synthetic = table["score"][table["origin"] == "synthetic"].to_numpy()
ks, energy = permuted(real, synthetic)
print(
    json.dumps(
        {
            "shift": {"ci95": interval(real, synthetic, 0.95), "ci90": interval(real, synthetic, 0.9)},
            "ks": stats.ks_2samp(real, synthetic).statistic,
            "energy": stats.energy_distance(real, synthetic),
            "wasserstein": stats.wasserstein_distance(real, synthetic),
            "mannWhitney": stats.mannwhitneyu(real, synthetic).pvalue,
            "brownForsythe": stats.levene(real, synthetic, center="median").pvalue,
            "brunnerMunzel": stats.brunnermunzel(real, synthetic).pvalue,
            "permuted": [ks, energy],
            "copies": copies(table),
        }
    )
)
