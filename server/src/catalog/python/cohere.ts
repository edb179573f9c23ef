import type { CatalogEntry } from '../entry.ts';

/** https://docs.cohere.com/reference/about. `classify` and `rerank` are no language models. */
export const cohere: readonly CatalogEntry[] = [
  {
    call: ['cohere.Client.chat', 'cohere.Client.chat_stream', 'cohere.AsyncClient.chat'],
    does: { kind: 'generates', prompt: 'message', model: 'model' },
  },
  {
    call: ['cohere.Client.generate', 'cohere.AsyncClient.generate'],
    does: { kind: 'generates', prompt: [0, 'prompt'], model: 'model' },
  },
  {
    call: [
      'cohere.ClientV2.chat',
      'cohere.ClientV2.chat_stream',
      'cohere.AsyncClientV2.chat',
      'cohere.Client.v2.chat',
      'cohere.AsyncClient.v2.chat',
    ],
    does: { kind: 'generates', prompt: 'messages', model: 'model' },
  },
];
