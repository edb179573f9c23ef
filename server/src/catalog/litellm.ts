import type { CatalogEntry } from './entry.ts';

/** https://docs.litellm.ai/docs/completion/input */
export const litellm: readonly CatalogEntry[] = [
  {
    call: ['litellm.completion', 'litellm.acompletion', 'litellm.responses', 'litellm.text_completion'],
    does: { kind: 'generates', prompt: [1, 'messages'], model: [0, 'model'] },
  },
  { call: ['litellm.batch_completion'], does: { kind: 'generates', prompt: [1, 'messages'], model: [0, 'model'] } },
];
