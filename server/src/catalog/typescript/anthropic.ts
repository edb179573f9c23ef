import type { CatalogEntry } from '../entry.ts';

/** https://github.com/anthropics/anthropic-sdk-typescript */
export const anthropic: readonly CatalogEntry[] = [
  {
    call: ['*.messages.create', '*.messages.stream', '*.messages.parse', '*.messages.toolRunner'],
    does: { kind: 'generates', prompt: 'messages', model: 'model' },
  },
  { call: ['*.messages.batches.results'], does: { kind: 'generates', prompt: 0, later: true } },
];
