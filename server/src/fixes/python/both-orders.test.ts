import assert from 'node:assert/strict';
import { repaired } from '../test-repair.ts';

const code = ({
  a = 'ours',
  b = 'theirs',
  verdict = 'text == "A"',
  count = 'wins += CALL',
  head = 'def',
} = {}): string =>
  `from litellm import completion

${head} better(question, ${a}, ${b}):
    prompt = f"Which answer is better? Say A or B.\\n{question}\\nAnswer A: {${a}}\\nAnswer B: {${b}}"
    text = completion(model="gpt-4o", messages=[{"role": "user", "content": prompt}]).choices[0].message.content
    return ${verdict}

wins = total = 0
for q, x, y in rows:
    ${count.replace('CALL', 'better(q, x, y)')}
    total += 1
print(wins / total)
`;

const after = (text: string) => repaired(text, { unsafeFixes: true, only: 'single-order-judging' });

describe('judging in both orders', () => {
  it('calls the judge through a function that asks twice', async () => {
    const { text, left } = await after(code());
    assert.deepEqual(left, ['uncalibrated-judge']);
    assert.match(text, /wins \+= better_in_both_orders\(q, x, y\)/);
    assert.match(text, /return \(better\(question, ours, theirs\) \+ 1 - better\(question, theirs, ours\)\) \/ 2\n/);
  });

  it('does nothing where half a win means something else, or the answers are not told apart', async () => {
    for (const text of [
      code({ count: 'wins += 1 if CALL else 0' }),
      code({ verdict: 'text' }),
      code({ a: 'x', b: 'question_too' }),
    ])
      assert.equal((await after(text)).text, text);
  });
});
