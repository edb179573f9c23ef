import assert from 'node:assert/strict';
import { setImmediate as turn } from 'node:timers/promises';
import type { CompareSubject } from '@unpool/shared/protocol/finding.ts';
import type { PoolNumbers } from '@unpool/shared/protocol/pool.ts';
import { NumbersInTime } from './numbers-in-time.ts';

const CODE = 'file:///project/report.py';
const subject = (name: string): CompareSubject => ({
  kind: 'compare',
  real: ['data/human set.csv'],
  synthetic: [name],
  column: null,
  estimand: 'mean',
  isWhole: true,
});
const numbers = (real: number): PoolNumbers => ({ kind: 'pool', rows: { real, synthetic: 9 }, worth: null });

/** Each count is answered by hand. */
function started() {
  const counts: { name: string; signal: AbortSignal; answer(numbers: PoolNumbers | null): Promise<void> }[] = [];
  const news: string[][] = [];
  const inTime = new NumbersInTime(
    ({ synthetic }, _, signal) =>
      new Promise((resolve, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason));
        const answer = async (known: PoolNumbers | null) => {
          resolve(known);
          await turn();
        };
        counts.push({ name: synthetic[0]!, signal, answer });
      }),
    (documents) => void news.push([...documents]),
  );
  return { counts, news, inTime, of: (name: string, document = CODE) => inTime.of(subject(name), document) };
}

describe('numbers that nobody waits for', () => {
  it('are unknown first, then told once and known', async () => {
    const { counts, news, of } = started();
    assert.equal(of('a.csv'), null);
    assert.equal(of('a.csv'), null);
    await counts[0]!.answer(numbers(5));
    assert.deepEqual(news, [[CODE]]);
    assert.deepEqual(of('a.csv'), numbers(5));
    await turn();
    assert.equal(counts.length, 1);
    assert.equal(news.length, 1);
  });

  it('are counted one after the other, and told together', async () => {
    const { counts, news, of } = started();
    for (const name of ['a.csv', 'b.csv', 'c.csv']) of(name);
    assert.equal(counts.length, 1);
    for (const index of [0, 1, 2]) await counts[index]!.answer(numbers(index));
    assert.deepEqual(
      counts.map(({ name }) => name),
      ['a.csv', 'b.csv', 'c.csv'],
    );
    assert.deepEqual(news, [[CODE]]);
  });

  it('can be waited for, those of one document before all others', async () => {
    const { counts, inTime, of } = started();
    assert.equal(await inTime.settled(CODE), false);
    for (const name of ['a.csv', 'b.csv', 'c.csv']) of(name, 'file:///project/other.py');
    for (const name of ['d.csv', 'e.csv']) of(name);
    const settled = inTime.settled(CODE);
    for (const index of [0, 1, 2]) await counts[index]!.answer(numbers(index));
    assert.equal(await settled, true);
    assert.deepEqual(
      counts.map(({ name }) => name),
      ['a.csv', 'd.csv', 'e.csv', 'b.csv'],
    );
    assert.deepEqual([of('d.csv'), of('e.csv')], [numbers(1), numbers(2)]);
    assert.equal(await inTime.settled(CODE), false);
  });

  it('are counted once for a thousand documents that ask again at each news', async () => {
    let [count, announcements] = [0, 0];
    const documents = Array.from({ length: 1000 }, (_, i) => `file:///project/${i}.py`);
    const askAll = () => documents.map((document) => inTime.of(subject('a.csv'), document));
    const inTime = new NumbersInTime(
      async () => {
        count++;
        return numbers(5);
      },
      () => {
        if (++announcements < 5) askAll(); // enough to see that it would not end
      },
    );
    askAll();
    await turn();
    assert.deepEqual([count, announcements], [1000, 1]);
    assert.deepEqual(askAll(), Array(1000).fill(numbers(5)));
  });

  it('stay where there is room for no more, and what tells nothing makes room', async () => {
    let count = 0;
    const inTime = new NumbersInTime(
      async ({ synthetic }) => {
        count++;
        return synthetic[0]!.startsWith('gone') ? null : numbers(5);
      },
      () => {},
      3,
    );
    const ask = async (name: string) => {
      inTime.of(subject(name), CODE);
      await inTime.settled(CODE);
      return inTime.of(subject(name), CODE);
    };
    for (const name of ['gone1.csv', 'a.csv', 'gone2.csv']) await ask(name);
    for (const name of ['b.csv', 'c.csv']) assert.deepEqual(await ask(name), numbers(5));
    assert.equal(count, 5);
    assert.equal(await ask('d.csv'), null);
    assert.deepEqual(await ask('a.csv'), numbers(5));
    assert.equal(count, 5);
  });

  it('that cannot be had are asked for once, and nobody is told', async () => {
    const { counts, news, of } = started();
    of('a.csv');
    await counts[0]!.answer(null);
    assert.equal(of('a.csv'), null);
    assert.deepEqual([counts.length, news], [1, []]);
  });

  it('stay while files that changed are counted again, when somebody asks', async () => {
    const { counts, news, inTime, of } = started();
    of('a.csv');
    await counts[0]!.answer(numbers(5));
    inTime.filesChanged(['file:///project/report.py', 'file:///project/data/other.csv']);
    assert.deepEqual([of('a.csv'), counts.length], [numbers(5), 1], 'nothing of theirs changed');
    inTime.filesChanged(['file:///project/data/human%20set.csv']);
    assert.equal(counts.length, 1);
    assert.deepEqual([of('a.csv'), counts.length], [numbers(5), 2]);
    await counts[1]!.answer(numbers(5));
    assert.equal(news.length, 1, 'they are the same');
    inTime.filesChanged(null);
    of('a.csv');
    await counts[2]!.answer(null);
    assert.deepEqual([of('a.csv'), news.length], [null, 2]);
  });

  it('of files that change meanwhile are given up, and counted anew', async () => {
    const { counts, news, inTime, of } = started();
    of('a.csv');
    inTime.filesChanged(['file:///project/a.csv']);
    assert(counts[0]!.signal.aborted);
    of('a.csv');
    await turn();
    assert.deepEqual([counts.length, news], [2, []]);
    await counts[1]!.answer(numbers(7));
    assert.deepEqual([of('a.csv'), news], [numbers(7), [[CODE]]]);
  });
});
