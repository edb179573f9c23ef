import assert from 'node:assert/strict';
import { level, number } from './format.ts';
import { estimated, interval } from './model.ts';

describe('numbers for people', () => {
  it('have three significant digits', () => {
    assert.deepEqual(
      [0.123456, 12.3456, 1234.56, 0, -0.5].map((value) => number(value)),
      ['0.123', '12.3', '1,235', '0', '-0.5'],
    );
    assert.equal(number(1.234e-7), '1.23e-7');
    assert.deepEqual(
      [123_456_789_012, 5e19, -5.8531e20].map((value) => number(value)),
      ['123,456,789,012', '5e+19', '-5.85e+20'],
    );
  });

  it('in an interval have the digits that tell its ends apart', () => {
    assert.equal(interval([0.6, 0.65]), '0.6 to 0.65');
    assert.equal(interval([0.599840123, 0.600160456]), '0.59984 to 0.60016');
    assert.equal(interval([1_000_000.04, 1_000_000.16]), '1,000,000.04 to 1,000,000.16');
    assert.equal(interval([-0.000194123, 0.000188456]), '-0.000194 to 0.000188');
    assert.equal(interval(['-Infinity', 0.5]), '-infinite to 0.5');
    assert.equal(interval([0.5, 0.5]), '0.5 to 0.5');
    assert.equal(estimated(0.600001, [0.59984, 0.60016]), '0.6');
    assert.equal(estimated(0.600012, [0.59984, 0.60016]), '0.60001');
    assert.equal(estimated(-9.94e-15, [-0.1, 0.1]), '0');
    assert.equal(estimated(9.94e-15, [9e-15, 11e-15]), '9.94e-15');
    assert.equal(estimated(3, ['-Infinity', 'Infinity']), '3');
  });

  it('of a level have all digits that it needs, and promise no more than holds', () => {
    const shown = (...alphas: readonly number[]) => alphas.map((alpha) => level(1 - alpha));
    assert.deepEqual(shown(0.05, 0.1, 0.01, 0.5), ['95 %', '90 %', '99 %', '50 %']);
    assert.deepEqual(shown(0.025, 0.0125, 0.001, 0.00625), ['97.5 %', '98.75 %', '99.9 %', '99.375 %']);
    assert.deepEqual(shown(0.999, 0.9999, 1e-7), ['0.1 %', '0.01 %', '99.99999 %']);
    assert.deepEqual(shown(0.05 / 3, 1 / 3), ['98.333 %', '66.66 %']);
    for (let i = 1; i < 1000; i++) {
      const alpha = i / 1000;
      assert.equal(level(1 - alpha), `${Number((100 - i / 10).toFixed(1))} %`);
    }
  });
});
