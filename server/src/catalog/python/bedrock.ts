import type { CatalogEntry } from '../entry.ts';

/** https://docs.aws.amazon.com/bedrock/latest/userguide/evaluation-judge.html: a job with a model that evaluates, and asking one */
export const bedrock: readonly CatalogEntry[] = [
  {
    call: ['*.create_evaluation_job'],
    does: {
      kind: 'evaluates',
      scorers: 'evaluationConfig',
      named: ['evaluatorModelConfig', 'customMetricsEvaluatorModelConfig'],
    },
  },
  {
    call: ['*.converse', '*.converse_stream'],
    does: { kind: 'generates', prompt: 'messages', model: 'modelId' },
  },
  {
    call: ['*.invoke_model', '*.invoke_model_with_response_stream'],
    does: { kind: 'generates', prompt: 'body', model: 'modelId' },
  },
];
