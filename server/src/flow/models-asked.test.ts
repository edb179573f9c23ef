import { itFollows } from './test-follows.ts';

/** Which model is asked, and what stands for its verdict. */

itFollows({
  'a local model that answers and judges': {
    'by the ids of what it says': `
from transformers import AutoModelForSeq2SeqLM, AutoTokenizer
tokenizer = AutoTokenizer.from_pretrained("small/model")
model = AutoModelForSeq2SeqLM.from_pretrained("small/model")
def yes(prompt):
    inputs = tokenizer(prompt, return_tensors="pt")
    output_ids = model.generate(**inputs, max_new_tokens=5)
    return tokenizer.decode(output_ids[0]).lower().startswith("yes")
checks = [yes(f"Is the answer supported by the context? Respond with only yes or no. {a}") for a in answers]
print(sum(checks) / len(checks))  # !`,
  },

  'what a verdict decides': {
    'a name that is picked under it, and counted': `
def winner_of(pair):
    reply = judge(pair)
    winner = "tie"
    if "Winner: A" in reply:
        winner = "A"
    elif "Winner: B" in reply:
        winner = "B"
    return winner
wins = {"ours": 0, "theirs": 0, "tie": 0}
for pair in pairs:
    picked = "tie"
    if winner_of(pair) == "A":
        picked = "ours" if pair.is_first else "theirs"
    wins[picked] += 1
print(wins["ours"] / len(pairs))  # !`,

    'not what else is in rows that have been graded': `
import time
rows = []
for answer in answers:
    start = time.time()
    row = {"took": time.time() - start}
    if answer.is_whole:
        row["score"] = judge(answer)
    rows.append(row)
graded = [row for row in rows if "score" in row]
if graded:
    print(sum(row["took"] for row in graded) / len(graded))
    print(sum(row["score"] for row in graded) / len(graded))  # !`,
  },
});
