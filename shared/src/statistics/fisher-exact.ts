import type { Count } from './newcombe.ts';

/** Fisher's exact two-sided p-value of two proportions: the probability of all tables no likelier than the observed one. */
export function fisherExact(a: Count, b: Count): number {
  const successes = a.k + b.k;
  const least = Math.max(0, successes - b.n);
  const most = Math.min(a.n, successes);
  // Relative weights from the mode outwards: nothing overflows, and no log-gamma is needed.
  const mode = Math.min(most, Math.max(least, Math.floor(((a.n + 1) * (successes + 1)) / (a.n + b.n + 2))));
  const weights = new Float64Array(most - least + 1);
  weights[mode - least] = 1;
  for (let k = mode; k < most; k++) {
    const ratio = ((a.n - k) * (successes - k)) / ((k + 1) * (b.n - successes + k + 1));
    weights[k + 1 - least] = weights[k - least]! * ratio;
  }
  for (let k = mode; k > least; k--) {
    const ratio = (k * (b.n - successes + k)) / ((a.n - k + 1) * (successes - k + 1));
    weights[k - 1 - least] = weights[k - least]! * ratio;
  }
  const observed = weights[a.k - least]! * (1 + 1e-7);
  let all = 0;
  let extreme = 0;
  for (const weight of weights) {
    all += weight;
    extreme += weight <= observed ? weight : 0;
  }
  return Math.min(1, extreme / all);
}
