import type { CatalogEntry } from './entry.ts';

/** https://inspect.aisi.org.uk/scorers.html */
export const inspectAi: readonly CatalogEntry[] = [
  {
    call: ['*.model_graded_qa', '*.model_graded_fact'],
    does: { kind: 'scores', model: 'model', underTest: ['model_role'] },
  },
  { call: ['inspect_ai.Task', '*.Task'], does: { kind: 'evaluates', scorers: 'scorer' } },
];
