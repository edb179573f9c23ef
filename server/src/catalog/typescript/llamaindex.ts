import type { CatalogEntry } from '../entry.ts';
import { namesFrom } from '../methods.ts';

const MODELS: Readonly<Record<string, string>> = {
  '@llamaindex/openai': 'openai',
  '@llamaindex/anthropic': 'anthropic',
  '@llamaindex/google': 'gemini',
  '@llamaindex/mistral': 'mistral',
  '@llamaindex/ollama': 'ollama',
  '@llamaindex/groq': 'groq',
};
const CLASSES: Readonly<Record<string, string>> = {
  '@llamaindex/openai': 'OpenAI',
  '@llamaindex/anthropic': 'Anthropic',
  '@llamaindex/google': 'Gemini',
  '@llamaindex/mistral': 'MistralAI',
  '@llamaindex/ollama': 'Ollama',
  '@llamaindex/groq': 'Groq',
};
const models = [...Object.entries(MODELS), ...Object.entries(CLASSES)].map(([module, name]) => `${module}.${name}`);
const own = namesFrom(['llamaindex'], ['OpenAI', 'Anthropic', 'Gemini', 'MistralAI', 'Ollama', 'Groq']);

/** https://developers.llamaindex.ai/typescript: its models, what answers from documents, and its evaluators. */
export const llamaindex: readonly CatalogEntry[] = [
  { call: [...models, ...own], does: { kind: 'binds-model', name: ['model'] } },
  {
    call: namesFrom([...models, ...own], ['chat', 'complete', 'exec']),
    does: { kind: 'generates', prompt: 'messages' },
  },
  {
    call: [
      ...namesFrom(['*.asQueryEngine'], ['query']),
      ...namesFrom(['*.asChatEngine', '*.ContextChatEngine', '*.SimpleChatEngine'], ['chat']),
    ],
    does: { kind: 'generates', prompt: 'query' },
  },
  {
    call: namesFrom(['llamaindex'], ['CorrectnessEvaluator', 'FaithfulnessEvaluator', 'RelevancyEvaluator']),
    does: { kind: 'scores', model: null },
  },
];
