import type { CatalogEntry } from '../entry.ts';

/**
 * https://github.com/openai/openai-node, and clients of the same form: Groq (https://github.com/groq/groq-typescript),
 * Together (https://github.com/togethercomputer/together-typescript), Cerebras, OpenRouter, Portkey
 * (https://github.com/Portkey-AI/portkey-node-sdk), instructor-js (https://github.com/567-labs/instructor-js).
 */
export const openai: readonly CatalogEntry[] = [
  {
    call: [
      '*.chat.completions.create',
      '*.chat.completions.parse',
      '*.chat.completions.stream',
      '*.chat.completions.runTools',
      '*.completions.create',
      '*.createChatCompletion',
      '*.createCompletion',
    ],
    does: { kind: 'generates', prompt: 'messages', model: 'model' },
  },
  {
    call: ['*.responses.create', '*.responses.parse', '*.responses.stream'],
    does: { kind: 'generates', prompt: 'input', model: 'model' },
  },
  // https://openrouter.ai/docs/sdks/typescript
  { call: ['*.chat.send'], does: { kind: 'generates', prompt: 'messages', model: 'model', having: ['messages'] } },
  { call: ['*.files.content'], does: { kind: 'generates', prompt: 0, later: true } },
  // https://openai.github.io/openai-agents-js
  {
    call: ['@openai/agents.Agent', '@openai/agents.Agent.create'],
    does: { kind: 'binds-model', name: ['model'], otherwise: 'gpt-4.1' },
  },
  { call: ['@openai/agents.run', '*.Runner.run'], does: { kind: 'generates', prompt: 1, model: 0 } },
];
