import type { CatalogEntry } from '../entry.ts';

/** https://arize.com/docs/phoenix/evaluation. Evaluators that look for words, patterns or JSON are none that grade. */
export const phoenix: readonly CatalogEntry[] = [
  {
    call: [
      'phoenix.evals.LLM',
      'phoenix.evals.llm.LLM',
      ...['OpenAIModel', 'AnthropicModel', 'GeminiModel', 'LiteLLMModel', 'MistralAIModel'].map(
        (m) => `phoenix.evals.${m}`,
      ),
    ],
    does: { kind: 'binds-model', name: ['model'] },
  },
  { call: ['*.llm_classify'], does: { kind: 'scores', model: [1, 'model'] } },
  {
    call: [
      'phoenix.evals.ClassificationEvaluator',
      'phoenix.evals.create_classifier',
      'phoenix.evals.ConcisenessEvaluator',
      'phoenix.evals.CorrectnessEvaluator',
      'phoenix.evals.DocumentRelevanceEvaluator',
      'phoenix.evals.HallucinationEvaluator',
      'phoenix.evals.QAEvaluator',
      'phoenix.evals.RefusalEvaluator',
      'phoenix.evals.RelevanceEvaluator',
      'phoenix.evals.RetrievalRelevanceEvaluator',
      'phoenix.evals.SQLEvaluator',
      'phoenix.evals.SummarizationEvaluator',
      'phoenix.evals.ToolInvocationEvaluator',
      'phoenix.evals.ToolResponseHandlingEvaluator',
      'phoenix.evals.ToolSelectionEvaluator',
      'phoenix.evals.ToxicityEvaluator',
      'phoenix.evals.UserFrictionEvaluator',
    ],
    does: { kind: 'scores', model: 'llm' },
  },
  {
    call: [
      'phoenix.evals.metrics.ConcisenessEvaluator',
      'phoenix.evals.metrics.CorrectnessEvaluator',
      'phoenix.evals.metrics.DocumentRelevanceEvaluator',
      'phoenix.evals.metrics.HallucinationEvaluator',
      'phoenix.evals.metrics.RefusalEvaluator',
      'phoenix.evals.metrics.RetrievalRelevanceEvaluator',
      'phoenix.evals.metrics.ToolInvocationEvaluator',
      'phoenix.evals.metrics.ToolResponseHandlingEvaluator',
      'phoenix.evals.metrics.ToolSelectionEvaluator',
      'phoenix.evals.metrics.ToxicityEvaluator',
      'phoenix.evals.metrics.UserFrictionEvaluator',
    ],
    does: { kind: 'scores', model: 'llm' },
  },
  {
    call: [
      'phoenix.experiments.evaluators.CoherenceEvaluator',
      'phoenix.experiments.evaluators.ConcisenessEvaluator',
      'phoenix.experiments.evaluators.HelpfulnessEvaluator',
      'phoenix.experiments.evaluators.LLMCriteriaEvaluator',
      'phoenix.experiments.evaluators.QAEvaluator',
      'phoenix.experiments.evaluators.RelevanceEvaluator',
    ],
    does: { kind: 'scores', model: [0, 'model'] },
  },
  {
    call: ['phoenix.evals.run_evals', 'phoenix.evals.evaluate_dataframe', 'phoenix.evals.async_evaluate_dataframe'],
    does: { kind: 'scores', model: null, around: [1, 'evaluators'] },
  },
  {
    call: ['*.run_experiment', '*.arun_experiment'],
    does: { kind: 'evaluates', scorers: [2, 'evaluators'], tests: [1, 'task'] },
  },
  { call: ['*.evaluate_experiment'], does: { kind: 'evaluates', scorers: [1, 'evaluators'] } },
];
