import type { CatalogEntry } from '../entry.ts';

/** https://github.com/mistralai/client-python; `MistralClient` until version 0.4 */
export const mistral: readonly CatalogEntry[] = [
  {
    call: ['*.chat.complete', '*.chat.complete_async', '*.Mistral.chat.parse', '*.Mistral.chat.stream'],
    does: { kind: 'generates', prompt: 'messages', model: 'model' },
  },
  {
    call: [
      '*.MistralClient.chat',
      '*.MistralClient.chat_stream',
      '*.MistralAsyncClient.chat',
      '*.MistralAsyncClient.chat_stream',
    ],
    does: { kind: 'generates', prompt: [0, 'messages'], model: [1, 'model'] },
  },
];
