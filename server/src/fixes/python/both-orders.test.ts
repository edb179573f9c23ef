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
    for (const text of [code({ count: 'wins += 1 if CALL and q else 0' }), code({ verdict: 'text' })])
      assert.equal((await after(text)).text, text);
  });

  it('waits for a branch that is half typed', async () => {
    const text = `from litellm import completion
wins = losses = 0
for row in rows:
    prompt = f"Which answer is better? Say A or B.\\n{row['question']}\\nAnswer A: {row['ours']}\\nAnswer B: {row['theirs']}"
    reply = completion(model="gpt-4o", messages=[{"role": "user", "content": prompt}])
    winner = reply.choices[0].message.content
    if winner == "A":
        wins += 1
    elif winner == "B":
print(wins / (wins + losses))
        losses += 1
`;
    assert.equal((await after(text)).text, text);
  });

  it('counts ties where the winner is named, and not twice', async () => {
    const named = (count: string) => code({ verdict: 'text', count: `winner = CALL\n    ${count}` });
    const { text } = await after(named('wins += winner == "A"'));
    assert.match(
      text,
      /agree = first == \{"A": "B", "B": "A"\}\.get\(second, second\)\n {4}return first if agree else "tie"/,
    );
    assert.match(text, /wins \+= \(winner == "A"\) \+ \(winner == "tie"\) \/ 2\n/);
    assert.equal((await after(text)).text, text);
    for (const count of ['wins += winner in ("A", "a")', 'wins += len(winner)'])
      assert.doesNotMatch((await after(named(count))).text, /tie/, count);
  });

  it('asks in a loop over both orders, where the loop asks itself, as far in as the text is', async () => {
    const inline = `from litellm import completion

wins = 0
for q, x, y in rows:
\tprompt = f"""Which answer is better? Say A or B.
Answer A: {x}
Answer B: {y}"""
\treply = completion(model="gpt-4o", messages=[{"role": "user", "content": prompt}])
\tif reply.choices[0].message.content == 'A': # ours
\t\twins += 1
print(wins / len(rows))
`.replaceAll('\n', '\r\n');
    const { text } = await after(inline);
    assert.equal(
      text.slice(text.indexOf('\tverdicts')),
      `\tverdicts = []
\tfor first, second in ((x, y), (y, x)):
\t\tprompt = f"""Which answer is better? Say A or B.
Answer A: {first}
Answer B: {second}"""
\t\treply = completion(model="gpt-4o", messages=[{"role": "user", "content": prompt}])
\t\tverdicts.append(reply.choices[0].message.content)
\tagree = verdicts[0] == {'A': 'B', 'B': 'A'}.get(verdicts[1], verdicts[1])
\tverdict = verdicts[0] if agree else 'tie'
\tif verdict == 'A': # ours
\t\twins += 1
\telif verdict == 'tie':
\t\twins += 0.5
print(wins / len(rows))
`.replaceAll('\n', '\r\n'),
    );
  });
});
