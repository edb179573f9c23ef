import type { CatalogEntry } from '../entry.ts';

/** https://docs.llamaindex.ai/en/stable/api_reference/evaluation. SemanticSimilarityEvaluator and RetrieverEvaluator compute. */
export const llamaIndexEvaluation: readonly CatalogEntry[] = [
  {
    call: [
      '*.evaluation.AnswerRelevancyEvaluator',
      '*.evaluation.ContextRelevancyEvaluator',
      '*.evaluation.CorrectnessEvaluator',
      '*.evaluation.FaithfulnessEvaluator',
      '*.evaluation.GuidelineEvaluator',
      '*.evaluation.PairwiseComparisonEvaluator',
      '*.evaluation.QueryResponseEvaluator',
      '*.evaluation.RelevancyEvaluator',
      '*.evaluation.ResponseEvaluator',
    ],
    does: { kind: 'scores', model: [0, 'llm'] },
  },
  { call: ['*.BatchEvalRunner'], does: { kind: 'scores', model: null, around: [0, 'evaluators'] } },
];
