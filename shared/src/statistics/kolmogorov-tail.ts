/**
 * P(D > d) of the two-sided one-sample Kolmogorov statistic with `n` values: what the asymptotic two-sample p-value uses
 * with n = round(nm / (n + m)). Marsaglia, Tsang & Wang (2003) in the body, twice the one-sided tail beyond (Simard &
 * L'Ecuyer 2011), the limit with its correction above 1,000 values.
 */
export function kolmogorovTail(d: number, n: number): number {
  const square = n * d * d;
  if (2 * n * d <= 1) {
    return 1;
  }
  if (d >= 1) {
    return 0;
  }
  if (n > 1000) {
    return limitTail(d, n);
  }
  return square >= 2.2 ? Math.min(1, 2 * smirnovTail(d, n)) : 1 - kolmogorovBody(d, n);
}

/** The limiting distribution at the argument corrected to order 1/n (Vrbik 2018). */
function limitTail(d: number, n: number): number {
  const root = Math.sqrt(n);
  const x = d * root + 1 / (6 * root) + (d * root - 1) / (4 * n);
  let sum = 0;
  for (let k = 1; k <= 100; k++) {
    const term = Math.exp(-2 * k * k * x * x);
    sum += k % 2 === 1 ? term : -term;
    if (term < 1e-20) {
      break;
    }
  }
  return Math.min(1, Math.max(0, 2 * sum));
}

/** P(D+ > d), one-sided, by the Birnbaum-Tingey sum; every term is positive. */
function smirnovTail(d: number, n: number): number {
  let logBinomial = 0;
  let sum = 0;
  for (let j = 0; j <= n * (1 - d); j++) {
    const left = 1 - d - j / n;
    if (left > 0) {
      sum += Math.exp(logBinomial + (j - 1) * Math.log(d + j / n) + (n - j) * Math.log(left));
    }
    logBinomial += Math.log((n - j) / (j + 1));
  }
  return d * sum;
}

/** P(D <= d) as n!/nⁿ times an entry of the n-th power of a band matrix. */
function kolmogorovBody(d: number, n: number): number {
  const k = Math.floor(n * d) + 1;
  const size = 2 * k - 1;
  const h = k - n * d;
  const power = powerOf(bandMatrix(size, h), size, n);
  let exponent = power.exponent;
  let result = power.matrix[(k - 1) * size + (k - 1)]!;
  for (let i = 1; i <= n; i++) {
    result *= i / n;
    if (result < 1e-140) {
      result *= 1e140;
      exponent -= 140;
    }
  }
  return result * 10 ** exponent;
}

function bandMatrix(size: number, h: number): Float64Array {
  const matrix = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= Math.min(i + 1, size - 1); j++) {
      matrix[i * size + j] = 1;
    }
  }
  for (let i = 0; i < size; i++) {
    matrix[i * size]! -= h ** (i + 1);
    matrix[(size - 1) * size + i]! -= h ** (size - i);
  }
  matrix[(size - 1) * size]! += h > 0.5 ? (2 * h - 1) ** size : 0;
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= Math.min(i, size - 1); j++) {
      for (let g = 2; g <= i - j + 1; g++) {
        matrix[i * size + j]! /= g;
      }
    }
  }
  return matrix;
}

interface Scaled {
  readonly matrix: Float64Array;
  /** The true matrix is `matrix`·10^exponent. */
  readonly exponent: number;
}

function powerOf(matrix: Float64Array, size: number, n: number): Scaled {
  if (n === 1) {
    return { matrix, exponent: 0 };
  }
  const half = powerOf(matrix, size, n >> 1);
  let product = multiply(half.matrix, half.matrix, size);
  let exponent = 2 * half.exponent;
  if (n % 2 === 1) {
    product = multiply(product, matrix, size);
  }
  const middle = (size >> 1) * size + (size >> 1);
  if (product[middle]! > 1e140) {
    product = product.map((entry) => entry * 1e-140);
    exponent += 140;
  }
  return { matrix: product, exponent };
}

function multiply(a: Float64Array, b: Float64Array, size: number): Float64Array {
  const product = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let k = 0; k < size; k++) {
      const factor = a[i * size + k]!;
      for (let j = 0; j < size; j++) {
        product[i * size + j]! += factor * b[k * size + j]!;
      }
    }
  }
  return product;
}
