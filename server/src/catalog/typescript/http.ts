import type { CatalogEntry } from '../entry.ts';
import { namesFrom } from '../methods.ts';

/** Of a request that is written by hand, what is asked in it tells that a model is. */
const having = ['messages', 'prompt', 'contents'];

/** A model asked by a request that is written by hand, whatever library sends it: fetch, undici, axios, ky, got; or handed to a binding. */
export const http: readonly CatalogEntry[] = [
  {
    call: [
      ...['?.fetch', 'node-fetch', 'cross-fetch', 'undici.fetch', 'undici.request', '?.ofetch', '?.$fetch'],
      // one that is handed over, so that tests can do without
      ...['*.fetchImpl', '*.fetchFn', '*.fetchImplementation'],
    ],
    does: { kind: 'generates', prompt: 'body', model: 'model', having },
  },
  { call: ['axios', 'axios.request'], does: { kind: 'generates', prompt: 'data', model: 'model', having } },
  { call: ['axios.post', '*.create.post'], does: { kind: 'generates', prompt: 1, model: 'model', having } },
  {
    call: [...namesFrom(['ky', 'got'], ['post']), '*.post'],
    does: { kind: 'generates', prompt: [1, 'json'], model: 'model', having },
  },
  // of a worker of Cloudflare (https://developers.cloudflare.com/workers-ai), whose models answer, embed or translate
  { call: '*.AI.run', does: { kind: 'generates', prompt: 1, model: 0, having } },
];
