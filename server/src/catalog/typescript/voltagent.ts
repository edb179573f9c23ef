import type { CatalogEntry } from '../entry.ts';
import { namesFrom } from '../methods.ts';

const GRADING = [
  'createAnswerCorrectnessScorer',
  'createAnswerRelevancyScorer',
  'createContextPrecisionScorer',
  'createContextRecallScorer',
  'createContextRelevancyScorer',
  'createFactualityScorer',
  'createHumorScorer',
  'createModerationScorer',
  'createPossibleScorer',
  'createSummaryScorer',
  'createTranslationScorer',
];

/** https://voltagent.dev/evaluation-docs. What `scorers` holds (exact match, Levenshtein, differences) compares. */
export const voltagent: readonly CatalogEntry[] = [
  { call: ['@voltagent/core.Agent'], does: { kind: 'binds-model', name: ['model'] } },
  {
    call: namesFrom(['@voltagent/core.Agent'], ['generateText', 'generateObject', 'streamText', 'streamObject']),
    does: { kind: 'generates', prompt: 0 },
  },
  { call: namesFrom(['@voltagent/scorers'], GRADING), does: { kind: 'scores', model: 'model' } },
  {
    call: ['@voltagent/evals.createExperiment', '@voltagent/evals.runExperiment'],
    does: { kind: 'evaluates', scorers: 'scorers', tests: 'runner' },
  },
];
