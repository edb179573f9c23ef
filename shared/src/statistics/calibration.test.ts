import assert from 'node:assert/strict';
import { averageInterval } from './average-interval.ts';
import { calibration } from './calibration.ts';

describe('calibration', () => {
  const judge = Float64Array.from({ length: 200 }, (_, i) => (i * 37) % 200);
  const human = judge.map((score) => score / 2 + (score % 7));

  it('puts each row into one bin, by the score, with the means of both', () => {
    const bins = calibration(human, judge);
    assert.deepEqual(
      bins.map(({ from, to, n }) => [from, to, n]),
      Array.from({ length: 10 }, (_, i) => [20 * i, 20 * i + 19, 20]),
    );
    const labels = human.filter((_, i) => judge[i]! < 20);
    const mean = labels.reduce((sum, label) => sum + label, 0) / 20;
    assert.ok(Math.abs(bins[0]!.human - mean) < 1e-12);
    assert.equal(bins[0]!.judge, 9.5);
    assert.deepEqual(bins[0]!.ci95, averageInterval(labels, false)(0.95));
  });

  it('keeps rows of one score together, and leaves no bin with few rows at the end', () => {
    const scores = Float64Array.from({ length: 105 }, (_, i) => (i < 60 ? 3 : i < 100 ? 4 : 5));
    const bins = calibration(scores, scores);
    assert.deepEqual(
      bins.map(({ from, to, n }) => [from, to, n]),
      [
        [3, 3, 60],
        [4, 5, 45],
      ],
    );
  });

  it("has Wilson's interval for passes and fails, and none where the labels are too much alike", () => {
    const passes = Float64Array.from({ length: 40 }, (_, i) => Number(i >= 20));
    const scores = Float64Array.from({ length: 40 }, (_, i) => i);
    const [fails, , , last] = calibration(passes, scores);
    assert.deepEqual(
      fails!.ci95!.map((bound) => Math.round(1000 * bound)),
      [0, 278],
    );
    assert.equal(last!.human, 1);
    const same = calibration(new Float64Array(20).fill(2), scores.slice(0, 20));
    assert.deepEqual(
      same.map(({ ci95 }) => ci95),
      [null, null],
    );
    const one = calibration(Float64Array.of(3), Float64Array.of(2));
    assert.deepEqual(one, [{ from: 2, to: 2, n: 1, judge: 2, human: 3, ci95: null }]);
  });
});
