import type { CatalogEntry } from '../entry.ts';

/** https://github.com/anthropics/anthropic-sdk-typescript, https://github.com/anthropics/claude-agent-sdk-typescript */
export const anthropic: readonly CatalogEntry[] = [
  {
    call: ['*.messages.create', '*.messages.stream', '*.messages.parse', '*.messages.toolRunner'],
    does: { kind: 'generates', prompt: 'messages', model: 'model' },
  },
  {
    call: ['@anthropic-ai/claude-agent-sdk.query', '@anthropic-ai/claude-code.query'],
    does: { kind: 'generates', prompt: 'prompt', model: 'model', otherwise: 'claude-code' },
  },
  { call: ['*.messages.batches.results'], does: { kind: 'generates', prompt: 0, later: true } },
];
