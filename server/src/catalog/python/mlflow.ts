import type { CatalogEntry } from '../entry.ts';

/** https://mlflow.org/docs/latest/genai/eval-monitor. The metrics of `mlflow.metrics` outside `genai` compute. */
export const mlflow: readonly CatalogEntry[] = [
  {
    call: [
      'mlflow.metrics.genai.answer_correctness',
      'mlflow.metrics.genai.answer_relevance',
      'mlflow.metrics.genai.answer_similarity',
      'mlflow.metrics.genai.faithfulness',
      'mlflow.metrics.genai.relevance',
      'mlflow.metrics.genai.make_genai_metric',
      'mlflow.metrics.genai.make_genai_metric_from_prompt',
    ],
    does: { kind: 'scores', model: 'model' },
  },
  {
    call: [
      'mlflow.genai.scorers.Completeness',
      'mlflow.genai.scorers.ConversationCompleteness',
      'mlflow.genai.scorers.Correctness',
      'mlflow.genai.scorers.Equivalence',
      'mlflow.genai.scorers.ExpectationsGuidelines',
      'mlflow.genai.scorers.Fluency',
      'mlflow.genai.scorers.Guidelines',
      'mlflow.genai.scorers.RelevanceToQuery',
      'mlflow.genai.scorers.RetrievalGroundedness',
      'mlflow.genai.scorers.RetrievalRelevance',
      'mlflow.genai.scorers.RetrievalSufficiency',
      'mlflow.genai.scorers.Safety',
      'mlflow.genai.scorers.Summarization',
      'mlflow.genai.scorers.ToolCallCorrectness',
      'mlflow.genai.scorers.ToolCallEfficiency',
      'mlflow.genai.scorers.UserFrustration',
      'mlflow.genai.scorers.get_all_scorers',
    ],
    does: { kind: 'scores', model: 'model' },
  },
  {
    call: [
      'mlflow.genai.judges.make_judge',
      'mlflow.genai.judges.is_correct',
      'mlflow.genai.judges.is_context_relevant',
      'mlflow.genai.judges.is_context_sufficient',
      'mlflow.genai.judges.is_grounded',
      'mlflow.genai.judges.is_safe',
      'mlflow.genai.judges.meets_guidelines',
      'mlflow.genai.judges.custom_prompt_judge',
    ],
    does: { kind: 'scores', model: 'model' },
  },
  { call: ['mlflow.genai.make_judge'], does: { kind: 'scores', model: 'model' } },
  { call: ['mlflow.evaluate', 'mlflow.models.evaluate'], does: { kind: 'evaluates', scorers: 'extra_metrics' } },
  {
    call: ['mlflow.genai.evaluate', 'mlflow.genai.evaluation.evaluate'],
    does: { kind: 'evaluates', scorers: [1, 'scorers'], tests: 'predict_fn' },
  },
];
