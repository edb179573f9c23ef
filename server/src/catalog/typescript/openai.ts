import type { CatalogEntry } from '../entry.ts';

/** https://github.com/openai/openai-node */
export const openai: readonly CatalogEntry[] = [
  {
    call: [
      '*.chat.completions.create',
      '*.chat.completions.parse',
      '*.chat.completions.stream',
      '*.completions.create',
      '*.createChatCompletion',
    ],
    does: { kind: 'generates', prompt: 'messages', model: 'model' },
  },
  {
    call: ['*.responses.create', '*.responses.parse', '*.responses.stream'],
    does: { kind: 'generates', prompt: 'input', model: 'model' },
  },
];
