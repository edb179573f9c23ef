import assert from 'node:assert/strict';
import { repaired } from '../test-repair.ts';

const HEAD = `import { readFileSync } from 'node:fs';
import { mean, sampleStandardDeviation, tTest } from 'simple-statistics';

const rows = JSON.parse(readFileSync('ratings.json', 'utf8'));
const middle = mean(rows.filter((row) => row.score != null).map((row) => row.score));
`;
const all = (code: string, head = HEAD) => repaired(head + code, { name: 'report.ts', unsafeFixes: true });

describe('estimate from observed values in TypeScript', () => {
  it('sets them apart before the gaps are filled', async () => {
    for (const [code, observed] of [
      [
        'const xs = rows.map((row) => row.score ?? middle);\nconsole.log(tTest(xs, 0.5));\n',
        'const observed = rows.flatMap((row) => row.score ?? []);',
      ],
      [
        'const xs = rows.map(({ score }) => (Number.isNaN(score) ? middle : score));\nconsole.log(tTest(xs, 0.5));\n',
        'const observed = rows.flatMap(({ score }) => (Number.isNaN(score) ? [] : score));',
      ],
      [
        'for (const row of rows) {\n  if (row.score === null) row.score = middle;\n}\nconst xs = rows.map((row) => row.score);\nconsole.log(tTest(xs, 0.5));\n',
        'const observed = rows.filter((row) => row.score !== null);',
      ],
      [
        'const full = rows.map((row) => ({ ...row, score: row.score ?? middle }));\nconsole.log(tTest(full.map((row) => row.score), 0.5));\n',
        'const observed = rows.filter((row) => row.score != null);',
      ],
    ] as const) {
      const { text, left, offers } = await all(code);
      assert(text.includes(`${observed}\n`), text);
      assert.deepEqual([left, offers], [[], ['suggested']]);
    }
  });

  it('where they are put into a list one by one, or a function fills them', async () => {
    for (const [code, observed] of [
      [
        'const xs = [];\nfor (const row of rows) {\n  xs.push(row.score ?? middle);\n}\nconsole.log(tTest(xs, 0.5));\n',
        'const observed = rows.flatMap((row) => row.score ?? []);\nfor',
      ],
      [
        'const full = [];\nfor (const row of rows) full.push({ id: row.id, score: row.score ?? middle });\nconsole.log(tTest(full.map((row) => row.score), 0.5));\n',
        'const observed = rows.flatMap((row) => (row.score == null ? [] : [{ id: row.id, score: row.score }]));\nfor',
      ],
      [
        'const xs = [];\nfor (let i = 0; i < rows.length; i++) xs.push(rows[i].score ?? middle);\nconsole.log(tTest(xs, 0.5));\n',
        'const observed = rows.flatMap((row) => row.score ?? []);\nfor',
      ],
      [
        'function fill(list) {\n  return list.map((row) => ({ ...row, score: row.score ?? middle }));\n}\nconst full = fill(rows);\nconsole.log(tTest(full.map((row) => row.score), 0.5));\n',
        'const observed = rows.filter((row) => row.score != null);\nconst full',
      ],
      [
        'function fill(list) {\n  const out = [];\n  for (const row of list) out.push(row.score ?? middle);\n  return out;\n}\nconst xs = fill(rows);\nconsole.log(tTest(xs, 0.5));\n',
        'const observed = rows.flatMap((row) => row.score ?? []);\nconst xs',
      ],
    ] as const) {
      const { text, left } = await all(code);
      assert(text.includes(observed), text);
      assert.match(text, /tTest\(observed/);
      assert.deepEqual(left, []);
    }
  });

  it('with how many they are, where that is told beside a number of them', async () => {
    const { text } = await all(`const xs = rows.map((row) => row.score ?? middle);
console.log(xs.length);
console.log({ n: xs.length, t: tTest(xs, 0.5) });
`);
    assert(
      text.endsWith('console.log(xs.length);\nconsole.log({ n: observed.length, t: tTest(observed, 0.5) });\n'),
      text,
    );
  });

  it('asks what the compiler wants to know where a type has gaps', async () => {
    const head = HEAD.replace('const rows', 'const rows: { score: number | null }[]');
    const code =
      'const full = rows.map((row) => ({ ...row, score: row.score ?? middle }));\nconsole.log(tTest(full.map((row) => row.score), 0.5));\n';
    const { text, left } = await all(code, head);
    assert(
      text.includes(
        'const observed = rows.flatMap((row) => (row.score == null ? [] : [{ ...row, score: row.score }]));',
      ),
      text,
    );
    assert.deepEqual(left, []);
  });

  it('changes all that is reckoned of the field, and nothing else', async () => {
    const { text, left } = await all(`const full = rows.map((row) => ({ ...row, score: row.score ?? middle }));
const n = full.length;
const m = full.reduce((sum, row) => sum + row.score, 0) / n;
const variance = full.reduce((sum, row) => sum + (row.score - m) ** 2, 0) / (n - 1);
console.log(m, Math.sqrt(variance / n));
console.log(full.length, full.map((row) => row.age).length);
console.table(full);
`);
    assert.deepEqual(left, []);
    assert(text.includes('const n = observed.length;'), text);
    assert(text.includes('const m = observed.reduce('), text);
    assert(text.includes('const variance = observed.reduce('), text);
    assert(text.endsWith('console.log(full.length, full.map((row) => row.age).length);\nconsole.table(full);\n'), text);
  });

  it('is not offered where more than the gaps changes, or the rows have no name', async () => {
    for (const code of [
      'const full = rows.map((row) => ({ ...row, score: row.score ?? middle, age: row.age + 1 }));\nconsole.log(tTest(full.map((row) => row.score), 0.5));\n',
      'console.log(tTest(rows.map((row) => row.score ?? middle), 0.5));\n',
      'const xs = [];\nfor (const row of rows) {\n  if (row.skip) continue;\n  xs.push(row.score ?? middle);\n}\nconsole.log(tTest(xs, 0.5));\n',
      'const xs = [];\nfor (const row of rows) {\n  const own = row.score;\n  xs.push(own ?? middle);\n}\nconsole.log(tTest(xs, 0.5));\n',
      'const xs = [];\nfor (let i = 1; i < rows.length; i++) xs.push(rows[i].score ?? middle);\nconsole.log(tTest(xs, 0.5));\n',
      'const xs = [];\nfor (let i = 0; i < rows.length; i++) xs.push(rows[i].score ?? middle * i);\nxs.push(4);\nconsole.log(tTest(xs, 0.5));\n',
      'const fill = (from) => from.map((row) => row.score ?? middle);\nconsole.log(tTest(fill(rows), 0.5));\n',
    ]) {
      const { text, offers } = await all(code);
      assert.deepEqual([text, offers], [HEAD + code, ['none']]);
    }
  });
});
