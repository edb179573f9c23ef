import type { CatalogEntry } from '../entry.ts';

/** https://inspect.aisi.org.uk/scorers.html */
export const inspectAi: readonly CatalogEntry[] = [
  {
    call: ['*.model_graded_qa', '*.model_graded_fact'],
    does: { kind: 'scores', model: 'model', underTest: ['model_role'] },
  },
  { call: ['inspect_ai.model.get_model'], does: { kind: 'binds-model', name: [[0, 'model']] } },
  { call: ['inspect_ai.model.get_model.generate'], does: { kind: 'generates', prompt: [0, 'input'] } },
  { call: ['inspect_ai.Task', '*.Task'], does: { kind: 'evaluates', scorers: 'scorer' } },
];
