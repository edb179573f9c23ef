/** x·log(x / m) + m - x for x, m > 0, exact where they are close: the exponent of Poisson and binomial probabilities (Loader 2000). */
export function deviance(x: number, m: number): number {
  const away = (x - m) / (x + m);
  if (Math.abs(away) > 0.1) {
    return x * Math.log(x / m) + m - x;
  }
  let sum = (x - m) * away;
  let power = 2 * x * away;
  for (let k = 3; ; k += 2) {
    power *= away * away;
    const next = sum + power / k;
    if (next === sum) {
      return sum;
    }
    sum = next;
  }
}
