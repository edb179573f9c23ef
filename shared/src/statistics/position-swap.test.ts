import assert from 'node:assert/strict';
import { newcombe } from './newcombe.ts';
import { positionSwap } from './position-swap.ts';

const repeated = (value: number, count: number) => new Array<number>(count).fill(value);

describe('the position-swap gap', () => {
  it('is the shift between the two orders, with its interval', () => {
    const values = Float64Array.from([...repeated(1, 30), ...repeated(0, 20), ...repeated(1, 15), ...repeated(0, 35)]);
    const orders = [...repeated(0, 50), ...repeated(1, 50)];
    const swap = positionSwap({ values, orders, clusters: null });
    assert.ok('gap' in swap);
    assert.deepEqual(
      [swap.rows, swap.winRates],
      [
        [50, 50],
        [0.6, 0.3],
      ],
    );
    assert.ok(Math.abs(swap.gap - 0.3) < 1e-12 && swap.p < 0.01);
    assert.deepEqual(swap.ci95, newcombe({ k: 15, n: 50 }, { k: 30, n: 50 }).interval(0.95));
  });

  it('leaves out rows of neither order, and pairs prompts that were judged in both', () => {
    const prompts = Array.from({ length: 20 }, (_, i) => i);
    const first = prompts.map((i) => [0, 0.5, 1][i % 3]!);
    // Where a prompt is not won for sure, the other order is half a point worse.
    const second = first.map((value) => (value === 1 ? 1 : Math.max(0, value - 0.5)));
    const values = Float64Array.from([...first, ...second, 1, 1]);
    const orders = [...repeated(0, 20), ...repeated(1, 20), -1, -1];
    const clusters = [...prompts, ...prompts, 90, 91];
    const paired = positionSwap({ values, orders, clusters });
    const apart = positionSwap({ values, orders, clusters: null });
    assert.ok('gap' in paired && 'gap' in apart);
    assert.deepEqual(paired.rows, [20, 20]);
    assert.ok(Math.abs(paired.gap - apart.gap) < 1e-12);
    assert.ok(paired.p < 0.05 && apart.p > 0.1);
  });

  it('is refused where an order has too few rows', () => {
    const swap = positionSwap({ values: Float64Array.of(1, 0, 1), orders: [0, 0, 1], clusters: null });
    assert.ok('refused' in swap && /2 in one order and 1 in the other/.test(swap.refused));
  });
});
