import gammainc from '@stdlib/math-base-special-gammainc';
import { deviance } from './deviance.ts';
import { stirlingError } from './stirling-error.ts';

/** Half the degrees of freedom from which on the library's form for large parameters is wrong by up to 4 %. */
const LARGE = 100;

/** P(X > x) of chi-square with `df` degrees of freedom. */
export function chiSquareTail(x: number, df: number): number {
  if (x <= 0) {
    return 1;
  }
  return df / 2 < LARGE ? gammainc(x / 2, df / 2, true, true) : gammaTail(x / 2, df / 2);
}

/** The regularised upper incomplete gamma function: a continued fraction beyond the mean, else 1 less the series. */
function gammaTail(x: number, a: number): number {
  const density = Math.exp(-stirlingError(a) - deviance(a, x)) / Math.sqrt(2 * Math.PI * a);
  return x < a + 1 ? 1 - density * series(x, a) : density * a * fraction(x, a);
}

function series(x: number, a: number): number {
  let sum = 1;
  let term = 1;
  for (let k = 1; term > 1e-17 * sum; k++) {
    term *= x / (a + k);
    sum += term;
  }
  return sum;
}

/** DLMF 8.9.2, by Lentz's method. */
function fraction(x: number, a: number): number {
  let b = x + 1 - a;
  let c = Number.POSITIVE_INFINITY;
  let d = 1 / b;
  let value = d;
  for (let k = 1; ; k++) {
    const step = k * (a - k);
    b += 2;
    d = 1 / (b + step * d);
    c = b + step / c;
    value *= c * d;
    if (Math.abs(c * d - 1) < 1e-15 || k > 1_000_000) {
      return value;
    }
  }
}
