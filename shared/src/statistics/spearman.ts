import { random } from './random.ts';

/**
 * Spearman's rank correlation with a permutation p-value, (1 + #{|rho*| >= |rho|}) / (B + 1), which stays honest for few
 * pairs and ties. Null where one side is constant.
 */
export function spearman(
  first: readonly number[],
  second: readonly number[],
  { repetitions, seed }: { readonly repetitions: number; readonly seed: number },
): { readonly rho: number; readonly p: number } | null {
  const x = centredRanks(first);
  const y = centredRanks(second);
  const size = Math.sqrt(product(x, x) * product(y, y));
  if (size === 0) {
    return null;
  }
  const observed = product(x, y);
  const { below } = random(seed);
  let extreme = 0;
  for (let repetition = 0; repetition < repetitions; repetition++) {
    for (let i = y.length - 1; i > 0; i--) {
      const j = below(i + 1);
      [y[i], y[j]] = [y[j]!, y[i]!];
    }
    extreme += Math.abs(product(x, y)) >= Math.abs(observed) - 1e-12 * size ? 1 : 0;
  }
  return { rho: observed / size, p: (1 + extreme) / (repetitions + 1) };
}

/** Ranks less their mean, ties sharing theirs; values that differ by arithmetic noise only are ties. */
function centredRanks(values: readonly number[]): Float64Array {
  const rounded = values.map((value) => Number(value.toPrecision(14)));
  const order = rounded.map((_, i) => i).sort((i, j) => rounded[i]! - rounded[j]!);
  const ranks = new Float64Array(values.length);
  for (let start = 0, end = 0; start < order.length; start = end) {
    while (end < order.length && rounded[order[end]!] === rounded[order[start]!]) {
      end++;
    }
    for (const place of order.slice(start, end)) {
      ranks[place] = (start + end - values.length) / 2;
    }
  }
  return ranks;
}

function product(x: Float64Array, y: Float64Array): number {
  return x.reduce((sum, value, i) => sum + value * y[i]!, 0);
}
