import type { CatalogEntry } from './entry.ts';

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
  {
    call: [
      '*.AnswerRelevancyEvaluator.evaluate',
      '*.AnswerRelevancyEvaluator.evaluate_response',
      '*.ContextRelevancyEvaluator.evaluate',
      '*.ContextRelevancyEvaluator.evaluate_response',
      '*.CorrectnessEvaluator.evaluate',
      '*.CorrectnessEvaluator.evaluate_response',
      '*.FaithfulnessEvaluator.evaluate',
      '*.FaithfulnessEvaluator.evaluate_response',
      '*.GuidelineEvaluator.evaluate',
      '*.GuidelineEvaluator.evaluate_response',
      '*.PairwiseComparisonEvaluator.evaluate',
      '*.PairwiseComparisonEvaluator.evaluate_response',
      '*.QueryResponseEvaluator.evaluate',
      '*.QueryResponseEvaluator.evaluate_response',
      '*.RelevancyEvaluator.evaluate',
      '*.RelevancyEvaluator.evaluate_response',
      '*.ResponseEvaluator.evaluate',
      '*.ResponseEvaluator.evaluate_response',
    ],
    does: { kind: 'passes', from: 'self' },
  },
];
