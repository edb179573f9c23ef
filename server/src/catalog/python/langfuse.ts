import type { CatalogEntry } from '../entry.ts';

/** https://langfuse.com/docs/evaluation/experiments. `run_experiment` is Phoenix's by name; scores that are sent to a trace are no estimate. */
export const langfuse: readonly CatalogEntry[] = [
  { call: ['*.run_batched_evaluation'], does: { kind: 'evaluates', scorers: 'evaluators' } },
  {
    call: ['*.create_evaluator_from_autoevals'],
    does: { kind: 'passes', from: [0, 'autoevals_evaluator'], as: 'same' },
  },
];
