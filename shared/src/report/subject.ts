import type { CompareResult } from '../protocol/check.ts';

/** What was compared, as people call it. */
export function subject({ value, versus, estimand, regression }: CompareResult): string {
  if (regression !== undefined) {
    return `the coefficient of "${regression.coefficient}" on "${value}"`;
  }
  const column = versus === null ? `"${value}"` : `"${value}" less "${versus}"`;
  return estimand.startsWith('quantile:') ? `the ${estimand.slice('quantile:'.length)} quantile of ${column}` : column;
}

/** What counts as one: real rows, clusters or pairs, and how many there are. */
export function realUnits({ real, clusters }: CompareResult): { readonly count: number; readonly word: string } {
  if (clusters === null) {
    return { count: real.n, word: 'real rows' };
  }
  return clusters.pairs === null
    ? { count: clusters.real.clusters, word: 'real clusters' }
    : { count: clusters.pairs, word: 'pairs' };
}

/** Whether estimates lie between 0 and 1. */
export function isShare({ isRate, estimand }: CompareResult): boolean {
  return isRate && estimand !== 'difference' && estimand !== 'coefficient';
}
