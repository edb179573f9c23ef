import pandas as pd

real = pd.read_csv("human.csv")
print(real["score"].mean())
