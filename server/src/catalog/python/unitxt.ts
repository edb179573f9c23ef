import type { CatalogEntry } from '../entry.ts';

const ENGINES = [
  ...['HFPipelineBasedInferenceEngine', 'HFAutoModelInferenceEngine', 'OpenAiInferenceEngine', 'OllamaInferenceEngine'],
  ...['LiteLLMInferenceEngine', 'VLLMInferenceEngine', 'WMLInferenceEngineGeneration', 'CrossProviderInferenceEngine'],
].map((name) => `unitxt.inference.${name}`);

/** https://www.unitxt.ai/en/latest/docs/llm_as_judge.html. A task holds its metrics, and a dataset its task. */
export const unitxt: readonly CatalogEntry[] = [
  { call: ENGINES, does: { kind: 'binds-model', name: ['model_name', 'model'] } },
  {
    call: ENGINES.flatMap((name) => ['__call__', 'infer'].map((way) => `${name}.${way}`)),
    does: { kind: 'generates', prompt: 0 },
  },
  {
    call: ['unitxt.llm_as_judge.LLMAsJudge'],
    does: { kind: 'scores', model: 'inference_model' },
  },
  {
    call: ['unitxt.llm_as_judge.LLMJudgeDirect'],
    does: { kind: 'scores', model: 'inference_engine' },
  },
  {
    call: ['unitxt.llm_as_judge.LLMJudgePairwise'],
    does: { kind: 'scores', model: 'inference_engine', ofPairs: true },
  },
  { call: ['unitxt.blocks.Task', 'unitxt.task.Task'], does: { kind: 'passes', from: 'metrics', as: 'same' } },
  { call: ['unitxt.create_dataset', 'unitxt.api.create_dataset'], does: { kind: 'passes', from: 'task', as: 'same' } },
  { call: ['unitxt.evaluate', 'unitxt.api.evaluate'], does: { kind: 'evaluates', scorers: [1, 'data'] } },
];
