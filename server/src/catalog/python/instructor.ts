import type { CatalogEntry } from '../entry.ts';

const PROVIDERS = [
  ...['openai', 'anthropic', 'gemini', 'genai', 'vertexai', 'bedrock', 'mistral', 'cohere', 'groq', 'together'],
  ...[
    'fireworks',
    'cerebras',
    'deepseek',
    'openrouter',
    'databricks',
    'anyscale',
    'perplexity',
    'litellm',
    'writer',
    'xai',
  ],
].map((name) => `instructor.from_${name}`);

/** https://python.useinstructor.com: clients that give objects. Their `chat.completions.create` is OpenAI's by name. */
export const instructor: readonly CatalogEntry[] = [
  { call: ['instructor.from_provider'], does: { kind: 'binds-model', name: [[0, 'model']] } },
  { call: PROVIDERS, does: { kind: 'binds-model', name: ['model'] } },
  {
    call: ['instructor.from_provider', ...PROVIDERS].flatMap((client) =>
      ['create', 'create_with_completion', 'create_partial', 'create_iterable'].flatMap((name) => [
        `${client}.${name}`,
        `${client}.chat.completions.${name}`,
      ]),
    ),
    does: { kind: 'generates', prompt: 'messages', model: 'model' },
  },
];
