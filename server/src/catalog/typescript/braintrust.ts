import type { CatalogEntry } from '../entry.ts';
import { GRADING } from './autoevals.ts';

/**
 * https://www.braintrust.dev/docs/reference/sdks/typescript: a scorer may be one of autoevals, a function, or one that is
 * kept on the server, which grades with a model if it is named for that.
 */
export const braintrust: readonly CatalogEntry[] = [
  { call: ['braintrust.Eval'], does: { kind: 'evaluates', scorers: 'scores', tests: 'task', named: GRADING } },
  {
    call: ['braintrust.initFunction'],
    does: { kind: 'scores', model: null, around: 'slug', named: GRADING.map((name) => name.toLowerCase()) },
  },
  // the scores of all rows that are logged make those of the experiment
  {
    call: ['braintrust.init.log', 'braintrust.initExperiment.log'],
    does: { kind: 'evaluates', scorers: 'scores' },
  },
  // a scorer with a prompt is a model that judges: `project.scorers.create({ messages, model, choiceScores })`
  { call: ['*.scorers.create'], does: { kind: 'scores', model: 'model', around: 'model', unless: [] } },
];
