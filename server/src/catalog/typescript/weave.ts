import type { CatalogEntry } from '../entry.ts';

/** https://docs.wandb.ai/weave/reference/typescript-sdk. What is graded is known once the evaluation runs; its scorers, before. */
export const weave: readonly CatalogEntry[] = [
  { call: ['weave.Evaluation'], does: { kind: 'evaluates', scorers: 'scorers' } },
  { call: ['weave.op'], does: { kind: 'passes', from: 0, as: 'same' } },
];
