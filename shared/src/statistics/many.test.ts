import assert from 'node:assert/strict';
import { importanceWeighted } from './importance-weighted.ts';
import { matrixInverse } from './matrix-inverse.ts';
import { rankProbe } from './rank-probe.ts';
import { stratifiedPpi } from './stratified-ppi.ts';

/** More than a call may have arguments. */
const MANY = 150_000;

describe('statistics', () => {
  it('of many past tasks are computed', () => {
    const task = (synthetic: number) => ({ values: Float64Array.of(1, 2, 3), synthetic });
    const probe = rankProbe(
      Array.from({ length: MANY }, (_, i) => task(i % 3)),
      task(1),
      1,
    );
    assert.deepEqual([probe.rows, probe.gap, probe.notAbove], [3, 1, (MANY * 2) / 3]);
  });

  it('of many categories are computed', () => {
    const values = Float64Array.from({ length: 2 * MANY }, (_, i) => i % 5);
    const names = Array.from({ length: 2 * MANY }, (_, i) => `c${i % MANY}`);
    const weighted = importanceWeighted(values, values, [{ kind: 'categorical', real: names, synthetic: names }], 1);
    assert.ok('estimate' in weighted, 'refused' in weighted ? weighted.refused : '');
    assert.ok(Math.abs(weighted.estimate - 2) < 1e-9);
  });

  it('of many strata are computed', () => {
    const sample = {
      human: new Float64Array(10),
      judge: new Float64Array(10),
      unlabelled: Float64Array.of(0),
    };
    const strata = Array.from({ length: MANY }, (_, i) => ({ name: `s${i}`, sample }));
    const whole = {
      human: new Float64Array(10 * MANY),
      judge: new Float64Array(10 * MANY),
      unlabelled: new Float64Array(MANY),
    };
    const result = stratifiedPpi(strata, whole);
    assert.ok('fit' in result);
    assert.deepEqual([result.fit.estimate, result.fit.se], [0, 0]);
  });

  it('of a matrix of many columns are computed', () => {
    const matrix = Array.from({ length: 400 }, (_, i) => Array.from({ length: 400 }, (_, j) => (i === j ? 2 : 0)));
    assert.equal(matrixInverse(matrix)?.[399]?.[399], 0.5);
  });
});
