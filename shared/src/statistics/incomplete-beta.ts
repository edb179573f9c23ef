import betainc from '@stdlib/math-base-special-betainc';
import { deviance } from './deviance.ts';
import { stirlingError } from './stirling-error.ts';

/**
 * P(X < x) of the beta distribution with parameters `a` and `b`. Both `x` and `y` = 1 - x are given, so that neither is
 * rounded away next to 1.
 */
export function incompleteBeta(x: number, y: number, a: number, b: number): number {
  if (x <= 0 || y <= 0) {
    return x <= 0 ? 0 : 1;
  }
  const tail = x < y ? betainc(x, a, b, true, false) : betainc(y, b, a, true, true);
  // Out there the library's factors underflow one by one though their product does not.
  return tail < 1e-200 ? farTail(x, y, a, b) : tail;
}

/** A continued fraction whose terms cancel nowhere (Didonato & Morris 1992, eq. 9), by Lentz's method; `x` below the mean. */
function farTail(x: number, y: number, a: number, b: number): number {
  const n = a + b;
  const exponent = stirlingError(n) - stirlingError(a) - stirlingError(b) - deviance(a, n * x) - deviance(b, n * y);
  const density = Math.sqrt((a * b) / (2 * Math.PI * n)) * Math.exp(exponent);
  const beyond = a * y - b * x + 1;
  let fraction = (a * beyond) / (a + 1);
  let c = fraction;
  let d = 0;
  for (let m = 1; ; m++) {
    const middle = a + 2 * m - 1;
    const step = ((m * (b - m) * x) / middle) * (((a + m - 1) * (n + m - 1) * x) / middle);
    const base = m + (m * (b - m) * x) / middle + ((a + m) * (beyond + m * (2 - x))) / (middle + 2);
    d = 1 / (base + step * d);
    c = base + step / c;
    fraction *= c * d;
    if (Math.abs(c * d - 1) < 1e-15 || m > 1_000_000) {
      return density / fraction;
    }
  }
}
