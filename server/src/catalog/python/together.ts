import type { CatalogEntry } from '../entry.ts';

/** https://docs.together.ai/docs/ai-evaluations. Its chat is OpenAI's by name. */
export const together: readonly CatalogEntry[] = [
  {
    call: ['together.Together.evals.create', 'together.AsyncTogether.evals.create'],
    does: { kind: 'evaluates', scorers: 'parameters', named: ['judge'] },
  },
];
