import type { CatalogEntry } from '../entry.ts';

/** https://www.comet.com/docs/opik/evaluation/metrics/overview. Equals, Contains, LevenshteinRatio, RegexMatch and IsJson compare. */
export const opik: readonly CatalogEntry[] = [
  {
    call: [
      'opik.evaluation.metrics.AnswerRelevance',
      'opik.evaluation.metrics.ContextPrecision',
      'opik.evaluation.metrics.ContextRecall',
      'opik.evaluation.metrics.GEval',
      'opik.evaluation.metrics.Hallucination',
      'opik.evaluation.metrics.Moderation',
      'opik.evaluation.metrics.Usefulness',
      'opik.evaluation.metrics.AgentTaskCompletionJudge',
    ],
    does: { kind: 'scores', model: 'model' },
  },
  {
    call: [
      'opik.evaluation.evaluate',
      'opik.evaluation.evaluate_prompt',
      'opik.evaluate',
      'opik.evaluation.evaluate_experiment',
    ],
    does: { kind: 'evaluates', scorers: 'scoring_metrics', tests: 'task' },
  },
];
