import type { CatalogEntry } from './entry.ts';

/** https://github.com/ollama/ollama-python */
export const ollama: readonly CatalogEntry[] = [
  {
    call: ['ollama.chat', 'ollama.Client.chat', 'ollama.AsyncClient.chat'],
    does: { kind: 'generates', prompt: [1, 'messages'] },
  },
  {
    call: ['ollama.generate', 'ollama.Client.generate', 'ollama.AsyncClient.generate'],
    does: { kind: 'generates', prompt: [1, 'prompt'] },
  },
];
