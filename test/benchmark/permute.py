"""Times permutation tests of two small samples: python3 permute.py FOLDER PERMUTATIONS

By SciPy's permutation_test, a tenth of them and times ten, and by NumPy as fast as it goes. Prints CPU seconds as JSON.
"""

import json
import sys
import time
from pathlib import Path

import numpy as np
import pandas as pd
from scipy import stats

folder, permutations = Path(sys.argv[1]), int(sys.argv[2])
real, synthetic = (pd.read_csv(folder / f"{name}.csv")["score"].to_numpy() for name in ("real", "synthetic"))


def timed(work, times=1):
    began = time.process_time()
    p = work()
    return {"cpu": (time.process_time() - began) * times, "p": float(p)}


def by_scipy(statistic):
    options = {"n_resamples": permutations // 10, "alternative": "greater", "vectorized": False}
    return stats.permutation_test((real, synthetic), statistic, **options).pvalue


def by_numpy(statistic, chunk=1000):
    """All labels of a chunk at once, on values that are sorted once."""
    values = np.concatenate([real, synthetic])
    order = np.argsort(values)
    gaps, labels = np.diff(values[order]), (order < len(real)).astype(np.int8)
    draw = np.random.default_rng(1)
    of = lambda labels: statistic(np.cumsum(labels, axis=-1, dtype=np.int32), gaps)
    seen, extreme = of(labels), 0
    for _ in range(permutations // chunk):
        extreme += np.sum(of(draw.permuted(np.broadcast_to(labels, (chunk, len(labels))), axis=1)) >= seen * (1 - 1e-12))
    return (extreme + 1) / (permutations + 1)


def distance(of_first):
    n, total = len(real), len(real) + len(synthetic)
    return of_first * total - np.arange(1, total + 1) * n


print(
    json.dumps(
        {
            "scipy": {
                "ks": timed(lambda: by_scipy(lambda a, b: stats.ks_2samp(a, b, method="asymp").statistic), 10),
                "energy": timed(lambda: by_scipy(stats.energy_distance), 10),
            },
            "numpy": {
                "ks": timed(lambda: by_numpy(lambda marked, gaps: np.abs(distance(marked)).max(axis=-1))),
                "energy": timed(lambda: by_numpy(lambda marked, gaps: (distance(marked)[..., :-1].astype(float) ** 2 @ gaps))),
            },
        }
    )
)
