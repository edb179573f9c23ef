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
}
