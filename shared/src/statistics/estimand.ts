/** What is compared. */
export type Estimand = 'mean' | 'proportion' | 'rating' | 'win-rate' | `quantile:${number}`;

/** The quantile's place between 0 and 1; null for another estimand. */
export function quantileOf(estimand: Estimand | 'difference' | 'coefficient'): number | null {
  return estimand.startsWith('quantile:') ? Number(estimand.slice('quantile:'.length)) : null;
}
