import type { CatalogEntry } from '../entry.ts';

/** https://cloud.google.com/vertex-ai/generative-ai/docs/models/evaluation-overview. Exact match, BLEU, ROUGE and tool-call metrics compute. */
export const vertexAi: readonly CatalogEntry[] = [
  {
    call: [
      '*.PairwiseMetric',
      '*.PointwiseMetric',
      '*.RubricBasedMetric',
      '*.MetricPromptTemplateExamples',
      '*.PredefinedRubricMetrics',
    ],
    does: { kind: 'scores', model: null },
  },
  {
    call: ['*.types.LLMMetric', '*.types.PrebuiltMetric', '*.types.RubricMetric'],
    does: { kind: 'scores', model: null },
  },
  {
    call: ['*.evaluation.EvalTask', '*.EvalTask'],
    does: {
      kind: 'scores',
      model: null,
      around: [1, 'metrics'],
      named: [
        'coherence',
        'fluency',
        'fulfillment',
        'groundedness',
        'helpfulness',
        'instruction_following',
        'multi_turn_chat_quality',
        'multi_turn_safety',
        'pairwise_question_answering_quality',
        'pairwise_summarization_quality',
        'pairwise_text_generation_quality',
        'question_answering_correctness',
        'question_answering_helpfulness',
        'question_answering_quality',
        'question_answering_relevance',
        'relevance',
        'safety',
        'summarization_helpfulness',
        'summarization_quality',
        'summarization_verbosity',
        'text_generation_instruction_following',
        'text_generation_quality',
        'text_quality',
        'verbosity',
      ],
    },
  },
  { call: ['*.CustomMetric'], does: { kind: 'scores', model: null, around: [1, 'metric_function'] } },
  { call: ['*.types.Metric'], does: { kind: 'scores', model: null, around: 'custom_function' } },
  {
    call: ['vertexai.Client.evals.evaluate'],
    does: { kind: 'evaluates', scorers: 'metrics', ungiven: 'grades' },
  },
  { call: ['*.EvalTask.evaluate'], does: { kind: 'evaluates', scorers: 'self' } },
  { call: ['*.evals.evaluate', '*.evals.create_evaluation_run'], does: { kind: 'evaluates', scorers: 'metrics' } },
];
