import type { CatalogEntry } from '../entry.ts';

const LLMS = [
  ...['openai.OpenAI', 'azure_openai.AzureOpenAI', 'openai_like.OpenAILike', 'anthropic.Anthropic', 'ollama.Ollama'],
  ...[
    'gemini.Gemini',
    'google_genai.GoogleGenAI',
    'vertex.Vertex',
    'mistralai.MistralAI',
    'cohere.Cohere',
    'groq.Groq',
  ],
  ...['bedrock.Bedrock', 'bedrock_converse.BedrockConverse', 'together.TogetherLLM', 'litellm.LiteLLM'],
  ...['replicate.Replicate', 'OpenAI', 'Anthropic', 'Ollama'],
].map((name) => `llama_index.llms.${name}`);
const LOCAL = 'llama_index.llms.huggingface.HuggingFaceLLM';
const ASKED = [
  ...['complete', 'acomplete', 'stream_complete', 'chat', 'achat', 'stream_chat', 'predict', 'apredict'],
  ...['structured_predict', 'astructured_predict'],
];

/** https://docs.llamaindex.ai/en/stable/api_reference: models, engines that answer with one, and makers of questions */
export const llamaIndex: readonly CatalogEntry[] = [
  { call: LLMS, does: { kind: 'binds-model', name: [[0, 'model'], 'engine'] } },
  { call: [LOCAL], does: { kind: 'binds-model', name: ['model_name'] } },
  {
    call: [...LLMS, LOCAL, 'llama_index.core.Settings.llm'].flatMap((llm) => ASKED.map((name) => `${llm}.${name}`)),
    does: { kind: 'generates', prompt: 0 },
  },
  {
    call: [
      '*.as_query_engine.query',
      '*.as_query_engine.aquery',
      '*.RetrieverQueryEngine.query',
      '*.RetrieverQueryEngine.from_args.query',
      '*.as_chat_engine.chat',
      '*.as_chat_engine.achat',
    ],
    does: { kind: 'generates', prompt: 0 },
  },
  {
    call: [
      '*.generate_dataset_from_nodes',
      '*.agenerate_dataset_from_nodes',
      '*.generate_questions_from_nodes',
      '*.agenerate_questions_from_nodes',
      '*.generate_question_context_pairs',
      '*.generate_qa_embedding_pairs',
    ],
    does: { kind: 'synthesizes', origin: 'synthetic', gives: 'rows' },
  },
];
