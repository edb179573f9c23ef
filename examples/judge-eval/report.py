"""Report how often the support assistant solves the customer's problem, from the verdicts of run_judge.py."""

import numpy as np
import pandas as pd

df = pd.read_csv("verdicts.csv")

rate = df["judge"].mean()
error = np.sqrt(rate * (1 - rate) / len(df))
low, high = rate - 1.96 * error, rate + 1.96 * error

print(f"The assistant solves {rate:.1%} of {len(df)} questions (95 % interval {low:.1%} to {high:.1%}).")
print(f"People checked {df['human'].notna().sum()} of the answers.")
