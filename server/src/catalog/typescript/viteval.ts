import type { CatalogEntry } from '../entry.ts';
import { namesFrom } from '../methods.ts';

const SCORERS = ['viteval.scorers', '@viteval/core.scorers'];
const GRADING = [
  'answerCorrectness',
  'answerRelevancy',
  'contextEntityRecall',
  'contextPrecision',
  'contextRecall',
  'contextRelevancy',
  'factuality',
  'humor',
  'moderation',
  'possible',
  'sql',
  'summary',
  'translation',
];

/** https://viteval.dev/api/scorers */
export const viteval: readonly CatalogEntry[] = [
  {
    call: ['viteval.evaluate', '@viteval/core.evaluate'],
    does: { kind: 'evaluates', scorers: 'scorers', tests: 'task' },
  },
  { call: namesFrom(SCORERS, GRADING), does: { kind: 'scores', model: 'model' } },
  {
    call: ['viteval.createScorer', '@viteval/core.createScorer'],
    does: { kind: 'passes', from: 'score', as: 'same' },
  },
];
