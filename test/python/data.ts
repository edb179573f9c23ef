import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writePools } from './data-pools.ts';

export type Write = (name: string, columns: string, rows: readonly (readonly (string | number)[])[]) => void;

/** The data files that the snippets read: made from a fixed sequence, so that every run sees the same. */
export function writeData(folder: string): void {
  const random = sequence(7);
  const write: Write = (name, columns, rows) =>
    writeFileSync(join(folder, name), `${[columns, ...rows.map((row) => row.join())].join('\n')}\n`);
  const rows = <Row>(count: number, make: (index: number) => Row): Row[] =>
    Array.from({ length: count }, (_, i) => make(i));

  writeFileSync(join(folder, 'questions.txt'), rows(40, (i) => `What is ${i} times ${i % 7}?\n`).join(''));

  const scores = (count: number, shift: number) =>
    rows(count, (i) => [normal(random) + shift, i % 3 === 0 ? 1 : 0, normal(random), i % 2 ? 'x' : 'y']);
  for (const [name, count, shift] of [
    ['real.csv', 60, 0],
    ['human.csv', 60, 0],
    ['human_questions.csv', 60, 0],
    ['synthetic.csv', 200, 0.4],
    ['synthetic_questions.csv', 200, 0.4],
  ] as const)
    write(name, 'score,label,a,g', scores(count, shift));

  const columns = 'human,judge,human_label,judge_label,human_score,judge_score,human_grade,model';
  const verdicts = rows(300, (i) => {
    const truth = random() < 0.5 ? 1 : 0;
    const judge = random() < 0.8 ? truth : 1;
    const score = normal(random) + 3;
    const isLabelled = i % 3 === 0;
    return [
      isLabelled ? truth : '',
      judge,
      isLabelled ? truth : '',
      judge,
      isLabelled ? score : '',
      score + 0.5 + normal(random) / 2,
      isLabelled ? (truth ? 'A' : 'B') : '',
      i % 2 ? 'm1' : 'm2',
    ];
  });
  write('verdicts.csv', columns, verdicts);
  const entries = (row: readonly (string | number)[]) =>
    Object.fromEntries(columns.split(',').map((name, i) => [name, row[i] === '' ? null : row[i]]));
  writeFileSync(join(folder, 'judge_results.json'), JSON.stringify(verdicts.map(entries)));

  const verdict = (i: number) => ((i % 2 === 0) === random() < 0.85 ? 1 : 0);
  write(
    'llm_verdicts.csv',
    'answer,judge_label,model',
    rows(500, (i) => [`answer ${i}`, verdict(i), i % 3 ? 'm1' : 'm2']),
  );

  write(
    'churn.csv',
    'a,b,c,churn',
    rows(300, () => {
      const a = normal(random);
      return [a, normal(random), normal(random), a + normal(random) > 1.2 ? 1 : 0];
    }),
  );

  writePools(write);
}

/** Numbers from 0 to 1 (a linear congruential generator). */
export function sequence(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

export const normal = (random: () => number): number =>
  Math.sqrt(-2 * Math.log(random() + 1e-12)) * Math.cos(2 * Math.PI * random());
