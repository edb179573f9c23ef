import { fTail } from './f-tail.ts';

/** Brown-Forsythe test of equal spread: an analysis of variance of the distances from each sample's median. Null without spread. */
export function brownForsythe(
  first: Float64Array,
  second: Float64Array,
): { readonly statistic: number; readonly p: number } | null {
  const samples = [distances(first), distances(second)];
  const total = first.length + second.length;
  const means = samples.map(mean);
  const grand = samples.reduce((sum, sample, i) => sum + (sample.length * means[i]!) / total, 0);
  let between = 0;
  let within = 0;
  samples.forEach((sample, i) => {
    between += sample.length * (means[i]! - grand) ** 2;
    for (const value of sample) {
      within += (value - means[i]!) ** 2;
    }
  });
  const df = total - 2;
  if (!(within > 0) || df < 1) {
    return null;
  }
  const statistic = (df * between) / within;
  return { statistic, p: fTail(statistic, 1, df) };
}

function distances(values: Float64Array): Float64Array {
  const sorted = Float64Array.from(values).sort();
  const middle = sorted.length >> 1;
  const median = sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
  for (let i = 0; i < sorted.length; i++) {
    sorted[i] = Math.abs(sorted[i]! - median);
  }
  return sorted;
}

function mean(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
