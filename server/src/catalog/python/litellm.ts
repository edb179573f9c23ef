import type { CatalogEntry } from '../entry.ts';

/** https://docs.litellm.ai/docs/completion/input */
export const litellm: readonly CatalogEntry[] = [
  {
    call: [
      'litellm.completion',
      'litellm.acompletion',
      'litellm.batch_completion',
      'litellm.Router.completion',
      'litellm.Router.acompletion',
    ],
    does: { kind: 'generates', prompt: [1, 'messages'], model: [0, 'model'] },
  },
  {
    call: ['litellm.responses', 'litellm.aresponses'],
    does: { kind: 'generates', prompt: [0, 'input'], model: [1, 'model'] },
  },
  {
    call: ['litellm.text_completion', 'litellm.atext_completion'],
    does: { kind: 'generates', prompt: [0, 'prompt'], model: [1, 'model'] },
  },
];
