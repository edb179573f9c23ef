/** Keeps a whole number that floating point left just below itself: 100·0.14/2 is 7. */
const SLACK = 1e-9;

/** Which of T gaps in ascending order bound the next one with probability 1 - `alpha`: 0 and T + 1 stand for no bound. */
export function rankLimits(tasks: number, alpha: number): { readonly lower: number; readonly upper: number } {
  const lower = Math.floor(((tasks + 1) * alpha) / 2 + SLACK);
  return { lower, upper: tasks + 1 - lower };
}

/** The fewest tasks that bound the next one with probability 1 - `alpha`. */
export function minimumTasks(alpha: number): number {
  return Math.ceil((2 * (1 - SLACK)) / alpha) - 1;
}

/** The least total weight of past tasks that does: the current one's share of the mass must be at most half of `alpha`. */
export function minimumWeight(alpha: number): number {
  return 2 / alpha - 1;
}
