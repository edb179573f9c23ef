"""Writes the tables that are compared: python3 make_tables.py FOLDER ROWS

An origin, a score and what else a table of answers has, as CSV and, with pyarrow, as Parquet; and two small samples.
"""

import sys
from pathlib import Path

import numpy as np
import pandas as pd

folder, rows = Path(sys.argv[1]), int(sys.argv[2])
draw = np.random.default_rng(1)
number = np.arange(rows)
is_real = number % 5 == 0
table = pd.DataFrame(
    {
        "id": number,
        "prompt": [f"prompt number {i} of the set" for i in draw.integers(0, rows // 4, rows)],
        "origin": np.where(is_real, "real", "synthetic"),
        "score": np.round(draw.normal(0.6, 0.2, rows) + np.where(is_real, 0, 0.001), 6),
        "judge": draw.random(rows),
        "human": (draw.random(rows) < 0.7).astype(int),
        "category": draw.choice(["math", "code", "writing", "law"], rows),
        "note": [f"some words on row {i}, {w}" for i, w in enumerate(draw.choice(["fine", "poor, at best"], rows))],
    }
)
table.to_csv(folder / "table.csv", index=False)
try:
    table.to_parquet(folder / "table.parquet", index=False)
except ImportError:
    print("no pyarrow: no Parquet")
for name, size in (("real", 200), ("synthetic", 2000)):
    pd.DataFrame({"score": draw.normal(0, 1, size)}).to_csv(folder / f"{name}.csv", index=False)
