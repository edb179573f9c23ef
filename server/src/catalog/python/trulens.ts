import type { CatalogEntry } from '../entry.ts';

const PROVIDERS = ['OpenAI', 'AzureOpenAI', 'Bedrock', 'LiteLLM', 'Langchain', 'Cortex', 'Google', 'Anthropic'];
const WITH_REASONS = [
  ...['coherence', 'conciseness', 'controversiality', 'correctness', 'criminality', 'harmfulness', 'helpfulness'],
  ...['insensitivity', 'maliciousness', 'misogyny', 'relevance', 'sentiment', 'stereotypes', 'context_relevance'],
  ...['comprehensiveness', 'groundedness_measure', 'summarization', 'qs_relevance', 'citation_accuracy'],
  ...['citation_attribution', 'logical_consistency', 'execution_efficiency', 'plan_adherence', 'plan_quality'],
  ...['tool_selection', 'tool_calling', 'tool_quality', 'topic_adherence', 'agent_goal_accuracy'],
  ...['coherence_across_turns', 'conversation_helpfulness'],
].map((name) => `*.${name}_with_cot_reasons`);
/** Said of a provider only: other objects have methods of these names, too. */
const PLAIN = [
  ...['controversiality', 'criminality', 'insensitivity', 'maliciousness', 'misogyny', 'stereotypes', 'sentiment'],
  ...['citation_accuracy', 'topic_adherence', 'relevance', 'context_relevance', 'qs_relevance', 'correctness'],
  ...['coherence', 'conciseness', 'helpfulness', 'harmfulness'],
];

/** https://www.trulens.org/reference/trulens/feedback/llm_provider. The providers of Hugging Face are small classifiers. */
export const trulens: readonly CatalogEntry[] = [
  {
    call: ['trulens.providers.openai.OpenAI', 'trulens.providers.litellm.LiteLLM'],
    does: { kind: 'binds-model', name: ['model_engine'], otherwise: 'gpt-4o-mini' },
  },
  {
    call: [
      'trulens.providers.openai.AzureOpenAI',
      'trulens.providers.bedrock.Bedrock',
      'trulens.providers.google.Google',
    ],
    does: { kind: 'binds-model', name: ['deployment_name', 'model_id', 'model_engine'] },
  },
  {
    call: [...WITH_REASONS, '*.groundedness_measure_with_cot_reasons_consider_answerability'],
    does: { kind: 'scores', model: 'self' },
  },
  {
    call: [
      ...PROVIDERS.flatMap((provider) => PLAIN.map((name) => `*.${provider}.${name}`)),
      '*.Groundedness.groundedness_measure',
    ],
    does: { kind: 'scores', model: 'self' },
  },
  {
    call: ['trulens.core.Metric', 'trulens.core.feedback.Metric', 'trulens.core.feedback.feedback.Metric'],
    does: { kind: 'scores', model: null, around: [0, 'implementation'] },
  },
  {
    call: ['*.Feedback'],
    does: { kind: 'scores', model: null, around: [0, 'imp'] },
  },
  {
    call: [
      '*.Feedback.on',
      '*.Feedback.on_context',
      '*.Feedback.on_default',
      '*.Feedback.on_input',
      '*.Feedback.on_input_output',
      '*.Feedback.on_output',
      '*.Feedback.on_prompt',
      '*.Feedback.on_response',
      '*.Feedback.aggregate',
      'trulens.core.Metric.on_input',
      'trulens.core.Metric.on_output',
      'trulens.core.Metric.on_input_output',
      'trulens.core.feedback.feedback.Metric.on_output',
      'trulens.core.feedback.feedback.Metric.on_input_output',
    ],
    does: { kind: 'passes', from: 'self' },
  },
  {
    call: ['*.TruApp', '*.TruBasicApp', '*.TruChain', '*.TruCustomApp', '*.TruGraph', '*.TruLlama', '*.TruRails'],
    does: { kind: 'evaluates', scorers: 'feedbacks' },
  },
  {
    call: ['*.Tru.Chain', '*.Tru.Llama', '*.Tru.Basic', '*.Tru.Custom'],
    does: { kind: 'evaluates', scorers: 'feedbacks' },
  },
];
