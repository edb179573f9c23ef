import type { CatalogEntry } from '../entry.ts';

/** https://github.com/openai/openai-python */
export const openai: readonly CatalogEntry[] = [
  {
    call: [
      '*.chat.completions.create',
      '*.chat.completions.parse',
      '*.chat.completions.stream',
      '*.completions.create',
      '*.ChatCompletion.create',
      '*.ChatCompletion.acreate',
    ],
    does: { kind: 'generates', prompt: 'messages', model: 'model' },
  },
  { call: ['*.Completion.create'], does: { kind: 'generates', prompt: 'prompt', model: 'model' } },
  { call: ['*.files.content'], does: { kind: 'generates', prompt: 0, later: true } },
  { call: ['*.responses.create', '*.responses.parse'], does: { kind: 'generates', prompt: 'input', model: 'model' } },
];
