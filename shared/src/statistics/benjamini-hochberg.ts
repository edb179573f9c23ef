/**
 * Benjamini and Hochberg's adjusted p-values, in the order of the given ones: of those at most 0.05, about one in twenty is a
 * false discovery, if the tests are independent or rise together. Each of p · n / rank is taken `times` as often.
 * Source: Benjamini and Hochberg, Journal of the Royal Statistical Society B 57 (1995).
 */
export function benjaminiHochberg(p: readonly number[], times = 1): readonly number[] {
  const order = [...p.keys()].sort((i, j) => p[j]! - p[i]!);
  const adjusted = new Array<number>(p.length);
  let least = 1;
  for (const [above, i] of order.entries()) {
    least = Math.min(least, (times * p.length * p[i]!) / (p.length - above));
    adjusted[i] = least;
  }
  return adjusted;
}
