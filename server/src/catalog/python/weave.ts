import type { CatalogEntry } from '../entry.ts';

/** https://weave-docs.wandb.ai/guides/core-types/evaluations */
export const weave: readonly CatalogEntry[] = [
  {
    call: [
      '*.ContextEntityRecallScorer',
      '*.ContextRelevancyScorer',
      '*.HallucinationFreeScorer',
      '*.SummarizationScorer',
    ],
    does: { kind: 'scores', model: 'model_id' },
  },
  { call: ['weave.Evaluation'], does: { kind: 'evaluates', scorers: [1, 'scorers'] } },
];
