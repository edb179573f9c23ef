import type { CatalogEntry } from '../entry.ts';

/** https://github.com/openai/evals and https://platform.openai.com/docs/api-reference/evals */
export const openaiEvals: readonly CatalogEntry[] = [
  { call: ['*.ModelBasedClassify'], does: { kind: 'scores', model: null } },
  { call: ['evals.elsuite.modelgraded.classify_utils.classify'], does: { kind: 'scores', model: null } },
  { call: ['*.OpenAIChatCompletionFn', '*.OpenAICompletionFn'], does: { kind: 'binds-model', name: [[0, 'model']] } },
  {
    call: ['*.OpenAIChatCompletionFn.__call__', '*.OpenAICompletionFn.__call__'],
    does: { kind: 'generates', prompt: [0, 'prompt'] },
  },
  { call: ['*.eval_all_samples'], does: { kind: 'records', rows: [1, 'samples'], in: 0 } },
  {
    call: ['*.evals.create'],
    does: { kind: 'evaluates', scorers: 'testing_criteria', named: ['score_model', 'label_model'] },
  },
];
