/** Holm's adjusted p-values, in the order of the given ones: those at most 0.05 hold together at 5 %. */
export function holm(p: readonly number[]): readonly number[] {
  const order = [...p.keys()].sort((i, j) => p[i]! - p[j]!);
  const adjusted = new Array<number>(p.length);
  let greatest = 0;
  for (const [rank, i] of order.entries()) {
    greatest = Math.max(greatest, Math.min(1, (p.length - rank) * p[i]!));
    adjusted[i] = greatest;
  }
  return adjusted;
}
