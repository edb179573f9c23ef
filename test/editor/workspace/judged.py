import pandas as pd

df = pd.read_csv("verdicts.csv")
rate = df["judge"].mean()
print(f"{rate:.1%} of the answers are right")
