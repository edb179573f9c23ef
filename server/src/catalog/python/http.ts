import type { CatalogEntry } from '../entry.ts';

/** A model asked by a request that is written by hand, whatever library sends it. */
export const http: readonly CatalogEntry[] = [
  {
    call: ['*.post', 'requests.post', 'httpx.post'],
    does: { kind: 'generates', prompt: 'json', model: 'model', having: ['messages', 'prompt', 'contents'] },
  },
];
