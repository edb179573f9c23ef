"""Train a churn classifier and report how well it finds the customers who leave."""

import pandas as pd
from imblearn.over_sampling import SMOTE
from sklearn.ensemble import RandomForestClassifier
from sklearn.metrics import f1_score, precision_score, recall_score
from sklearn.model_selection import train_test_split

df = pd.read_csv("churn.csv")
X = df.drop(columns=["churned"])
y = df["churned"]

# Few customers leave, so balance the classes first.
X_resampled, y_resampled = SMOTE(random_state=0).fit_resample(X, y)
X_train, X_test, y_train, y_test = train_test_split(X_resampled, y_resampled, test_size=0.3, random_state=0)

model = RandomForestClassifier(n_estimators=200, random_state=0)
model.fit(X_train, y_train)
predicted = model.predict(X_test)

print(f"precision {precision_score(y_test, predicted):.2f}")
print(f"recall    {recall_score(y_test, predicted):.2f}")
print(f"F1        {f1_score(y_test, predicted):.2f}")
