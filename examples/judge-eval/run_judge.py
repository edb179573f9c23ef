"""Let a judge model decide whether each answer of the support assistant is right, and write verdicts.csv.

Needs the openai package and OPENAI_API_KEY. report.py reads what this script writes.
"""

import pandas as pd
from openai import OpenAI

JUDGE_MODEL = "gpt-4o-mini"

PROMPT = """You grade the answers of a support assistant.

Question: {question}
Answer: {answer}

Reply with one word: PASS if the answer solves the customer's problem, FAIL if it does not."""

client = OpenAI()


def judge_answer(question: str, answer: str) -> int:
    """1 if the judge passes the answer, 0 if it does not."""
    response = client.chat.completions.create(
        model=JUDGE_MODEL,
        temperature=0,
        messages=[{"role": "user", "content": PROMPT.format(question=question, answer=answer)}],
    )
    return int("PASS" in response.choices[0].message.content)


answers = pd.read_csv("answers.csv")

rows = []
for row in answers.itertuples():
    verdict = judge_answer(row.question, row.answer)
    rows.append({"id": row.id, "topic": row.topic, "question": row.question, "judge": verdict})

verdicts = pd.DataFrame(rows)
print(f"Pass rate: {verdicts['judge'].mean():.1%}")

# Two colleagues checked a random sample of the answers by hand.
human = pd.read_csv("human_labels.csv", dtype={"human": "Int64"})
verdicts.merge(human, on="id", how="left").to_csv("verdicts.csv", index=False)
