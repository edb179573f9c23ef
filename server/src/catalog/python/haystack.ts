import type { CatalogEntry } from '../entry.ts';

/** https://docs.haystack.deepset.ai/docs/evaluators, and those of other libraries that it runs */
export const haystack: readonly CatalogEntry[] = [
  {
    call: ['*.ContextRelevanceEvaluator', '*.FaithfulnessEvaluator', '*.LLMEvaluator'],
    does: { kind: 'scores', model: 'chat_generator', otherwise: 'gpt-5-mini' },
  },
  { call: ['*.HaystackFlowJudge'], does: { kind: 'scores', model: null } },
  {
    call: ['*.OpenAIChatGenerator', '*.OpenAIGenerator', '*.OpenAIResponsesChatGenerator'],
    does: {
      kind: 'binds-model',
      name: [[1, 'model']],
      otherwise: 'gpt-5-mini',
      unless: ['api_base_url'],
      answers: true,
    },
  },
  {
    call: ['*.AnthropicChatGenerator', '*.GoogleGenAIChatGenerator', '*.CohereChatGenerator', '*.MistralChatGenerator'],
    does: { kind: 'binds-model', name: [[1, 'model']], answers: true },
  },
  { call: ['*.RagasEvaluator'], does: { kind: 'scores', model: null, around: [0, 'ragas_metrics'] } },
  {
    call: ['*.DeepEvalEvaluator', '*.UpTrainEvaluator'],
    does: { kind: 'scores', model: null, around: [0, 'metric'], unless: [] },
  },
  {
    call: ['*.Pipeline.add_component', '*.AsyncPipeline.add_component'],
    does: { kind: 'pools', parts: ['self', [1, 'instance']], inPlace: true, single: true },
  },
  {
    call: ['*.Pipeline.run', '*.AsyncPipeline.run', '*.AsyncPipeline.run_async'],
    does: { kind: 'runs' },
  },
  { call: ['*.EvaluationRunResult'], does: { kind: 'passes', from: [2, 'results'] } },
  {
    call: ['*.aggregated_report', '*.score_report'],
    does: { kind: 'evaluates', scorers: 'self' },
  },
];
