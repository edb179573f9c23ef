import pandas as pd

real = pd.read_csv("human.csv")
synthetic = pd.read_csv("synthetic.csv")
pooled = pd.concat([real, synthetic])
print(pooled["score"].mean())
