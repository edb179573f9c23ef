import type { CatalogEntry } from '../entry.ts';

/** https://js.reference.langfuse.com. Scores that are sent to a trace are no estimate. */
export const langfuse: readonly CatalogEntry[] = [
  {
    call: ['*.experiment.run', '*.runExperiment'],
    does: { kind: 'evaluates', scorers: 'evaluators', also: 'runEvaluators', tests: 'task' },
  },
  { call: ['*.createEvaluatorFromAutoevals'], does: { kind: 'passes', from: 0, as: 'same' } },
];
