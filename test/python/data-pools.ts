import { normal, sequence, type Write } from './data.ts';

/** What the corrections of pools, imputed values and weights are run on. */
export function writePools(write: Write): void {
  const random = sequence(11);
  const rows = (count: number, make: (index: number) => (string | number)[]) =>
    Array.from({ length: count }, (_, i) => make(i));
  for (const [name, count, shift] of [
    ['real_patients.csv', 120, 0],
    ['synthetic_patients.csv', 300, 0.8],
  ] as const)
    write(
      name,
      'a,b,ill',
      rows(count, () => {
        const [a, b] = [normal(random) + shift, normal(random)];
        return [a, b, a - shift * 2 * b + 1.5 * normal(random) > 0.3 ? 1 : 0];
      }),
    );
  write(
    'people.csv',
    'income,age,owner',
    rows(150, (i) => {
      const age = 50 + 15 * normal(random);
      const owner = i % 2;
      return [i % 4 === 3 ? '' : 30000 + 200 * age + 3000 * owner + 8000 * normal(random), age, owner];
    }),
  );
  for (const [name, count, shift] of [
    ['survey_people.csv', 90, 0],
    ['simulated_respondents.csv', 400, 0.3],
  ] as const)
    write(
      name,
      'trust',
      rows(count, () => [4 + shift + normal(random)]),
    );
}
