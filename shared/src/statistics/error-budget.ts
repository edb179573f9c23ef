/** How an interval over tasks spends its alpha, decided before the data are looked at. */
export interface ErrorBudget {
  /** On the synthetic mean of the current task. */
  readonly synthetic: number;
  /** On the gaps of the past tasks. */
  readonly gaps: number;
  /** On where the current gap lies among them. */
  readonly rank: number;
}

export type BudgetName = 'proportional' | 'large-samples';
/** 1: tasks and samples exchangeable; 4: what a real sample would show; 5: only tasks exchangeable. */
export type TaskAlgorithm = 1 | 4 | 5;

/** Tan and Zrnic's shares: 0.1, 0.2 and 0.7 of alpha, or 0.005, 0.005 and the rest. Algorithm 4 spends all on the rank. */
export function errorBudget(alpha: number, algorithm: TaskAlgorithm, name: BudgetName): ErrorBudget {
  if (algorithm === 4) {
    return { synthetic: 0, gaps: 0, rank: alpha };
  }
  return name === 'proportional'
    ? { synthetic: 0.1 * alpha, gaps: 0.2 * alpha, rank: 0.7 * alpha }
    : { synthetic: 0.005, gaps: 0.005, rank: alpha - 0.01 };
}
