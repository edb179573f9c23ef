/** log Γ(a + 1) less Stirling's (a + 1/2)·log a - a + log √(2π); `a` > 0. What factorials need, and large numbers do not swamp. */
export function stirlingError(a: number): number {
  let error = 0;
  let at = a;
  for (; at < 15; at++) {
    error += (at + 0.5) * Math.log1p(1 / at) - 1;
  }
  const square = at * at;
  return error + (1 / 12 - (1 / 360 - (1 / 1260 - (1 / 1680 - 1 / (1188 * square)) / square) / square) / square) / at;
}
