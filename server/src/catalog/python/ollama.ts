import type { CatalogEntry } from '../entry.ts';

/** https://github.com/ollama/ollama-python */
export const ollama: readonly CatalogEntry[] = [
  {
    call: ['ollama.chat', 'ollama.Client.chat', 'ollama.AsyncClient.chat'],
    does: { kind: 'generates', prompt: [1, 'messages'], model: [0, 'model'] },
  },
  {
    call: ['ollama.generate', 'ollama.Client.generate', 'ollama.AsyncClient.generate'],
    does: { kind: 'generates', prompt: [1, 'prompt'], model: [0, 'model'] },
  },
];
