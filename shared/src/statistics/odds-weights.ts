import type { Matrix } from './matrix-inverse.ts';
import { solveLogistic } from './ppi-logistic.ts';
import { dot } from './ppi-regression.ts';
import { random } from './random.ts';

/** The coefficients of a logistic regression of "is real" on the columns, a constant among them. Throws a RangeError. */
export function oddsOfReal(real: Matrix, synthetic: Matrix): readonly number[] {
  const x = [...real, ...synthetic];
  const human = Float64Array.from(x, (_, i) => Number(i < real.length));
  return solveLogistic({ x, human, judge: human, xUnlabelled: [], unlabelled: new Float64Array(0) }, 0);
}

/** Weights of synthetic rows by the odds of being real, times synthetic over real rows. */
export function oddsWeights(synthetic: Matrix, coefficients: readonly number[], ratio: number): Float64Array {
  return Float64Array.from(synthetic, (row) => Math.exp(dot(row, coefficients)) * ratio);
}

/**
 * Weights whose odds come from rows of other folds than their own, so that none is fitted to itself. Rows are dealt to
 * the folds at random. Throws a RangeError where a fold cannot be fitted.
 */
export function crossFittedWeights(real: Matrix, synthetic: Matrix, folds: number, seed: number): Float64Array {
  const ofReal = dealt(real.length, folds, seed);
  const ofSynthetic = dealt(synthetic.length, folds, seed + 1);
  const weights = new Float64Array(synthetic.length);
  for (let fold = 0; fold < folds; fold++) {
    const a = real.filter((_, i) => ofReal[i] !== fold);
    const b = synthetic.filter((_, i) => ofSynthetic[i] !== fold);
    const held = [...synthetic.keys()].filter((i) => ofSynthetic[i] === fold);
    const own = oddsWeights(
      held.map((i) => synthetic[i]!),
      oddsOfReal(a, b),
      b.length / a.length,
    );
    for (const [j, i] of held.entries()) {
      weights[i] = own[j]!;
    }
  }
  return weights;
}

/** The fold of each row: folds of like sizes, in random order. */
function dealt(rows: number, folds: number, seed: number): Uint8Array {
  const fold = Uint8Array.from({ length: rows }, (_, i) => i % folds);
  const { below } = random(seed);
  for (let i = rows - 1; i > 0; i--) {
    const j = below(i + 1);
    [fold[i], fold[j]] = [fold[j]!, fold[i]!];
  }
  return fold;
}
