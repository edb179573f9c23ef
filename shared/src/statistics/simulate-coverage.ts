import { normalQuantile } from './normal-quantile.ts';
import { normals } from './normals.ts';
import { random } from './random.ts';
import { studentQuantile } from './student-quantile.ts';

export interface SimulatedRows {
  /** Mean of the synthetic rows less that of the real ones. */
  readonly bias: number;
  /** At least 2. */
  readonly real: number;
  /** At least 2. */
  readonly synthetic: number;
  /** Of both, above 0. */
  readonly sd: number;
}

/** Share of repetitions in which a 95 % interval held the real mean, and the intervals' mean width. */
export interface Held {
  readonly coverage: number;
  readonly width: number;
}

export interface SimulatedCoverage {
  /** ± 1.96 standard errors of the pooled rows. */
  readonly naive: Held;
  /** Student's interval of the real rows. */
  readonly realOnly: Held;
  /** ± 1.96 standard errors of the synthetic rows. */
  readonly syntheticOnly: Held;
}

/** Draws normal real and synthetic rows again and again, and looks which intervals hold the real mean. */
export function simulateCoverage(rows: SimulatedRows, repetitions: number, seed: number): SimulatedCoverage {
  const normal = normals(random(seed));
  const bias = rows.bias / rows.sd;
  const z = normalQuantile(0.025);
  const t = studentQuantile(0.025, rows.real - 1);
  const tallies = [new Tally(), new Tally(), new Tally()] as const;
  const [naive, realOnly, syntheticOnly] = tallies;
  for (let repetition = 0; repetition < repetitions; repetition++) {
    const real = draw(rows.real, 0, normal);
    const synthetic = draw(rows.synthetic, bias, normal);
    naive.add(sum(real, synthetic), z);
    realOnly.add(real, t);
    syntheticOnly.add(synthetic, z);
  }
  const held = (tally: Tally): Held => ({
    coverage: tally.held / repetitions,
    width: (rows.sd * tally.width) / repetitions,
  });
  return { naive: held(naive), realOnly: held(realOnly), syntheticOnly: held(syntheticOnly) };
}

/** Rows in units of their standard deviation, the real mean being 0. */
interface Sums {
  readonly n: number;
  readonly sum: number;
  readonly squares: number;
}

function draw(n: number, mean: number, normal: () => number): Sums {
  let sum = 0;
  let squares = 0;
  for (let i = 0; i < n; i++) {
    const value = mean + normal();
    sum += value;
    squares += value * value;
  }
  return { n, sum, squares };
}

function sum(a: Sums, b: Sums): Sums {
  return { n: a.n + b.n, sum: a.sum + b.sum, squares: a.squares + b.squares };
}

class Tally {
  held = 0;
  width = 0;

  /** The interval is mean ± `quantile` standard errors. */
  add({ n, sum, squares }: Sums, quantile: number): void {
    const mean = sum / n;
    const half = quantile * Math.sqrt((squares - n * mean * mean) / (n - 1) / n);
    this.held += Math.abs(mean) <= half ? 1 : 0;
    this.width += 2 * half;
  }
}
