import type { CatalogEntry } from '../entry.ts';
import { namesFrom } from '../methods.ts';

const EVALS = ['@arizeai/phoenix-evals', '@arizeai/phoenix-evals/llm'];
const EXPERIMENTS = ['@arizeai/phoenix-client/experiments'];
const GRADING = [
  'ClassificationEvaluator',
  'createClassificationEvaluator',
  'createClassifier',
  'createClassifierFn',
  'createCompletenessEvaluator',
  'createConcisenessEvaluator',
  'createCorrectnessEvaluator',
  'createDocumentRelevanceEvaluator',
  'createDocumentRelevancyEvaluator',
  'createFaithfulnessEvaluator',
  'createHallucinationEvaluator',
  'createLanguageDetectionEvaluator',
  'createPiiDetectionEvaluator',
  'createRefusalEvaluator',
  'createRetrievalRelevanceEvaluator',
  'createToolInvocationEvaluator',
  'createToolResponseHandlingEvaluator',
  'createToolSelectionEvaluator',
  'createToxicityEvaluator',
  'createUserFrictionEvaluator',
  'generateClassification',
];

/** https://arize-ai.github.io/phoenix, packages phoenix-evals and phoenix-client. What is said to be of the kind "CODE" asks no model. */
export const phoenix: readonly CatalogEntry[] = [
  { call: namesFrom(EVALS, GRADING), does: { kind: 'scores', model: 'model' } },
  {
    call: namesFrom(EVALS, ['PairwiseEvaluator', 'createPairwiseEvaluator', 'createPairwiseQualityEvaluator']),
    does: { kind: 'scores', model: 'model', ofPairs: true },
  },
  {
    call: namesFrom(EXPERIMENTS, ['asExperimentEvaluator', 'asEvaluator']),
    does: { kind: 'scores', model: null, around: 'kind', named: ['LLM'] },
  },
  { call: namesFrom(EVALS, ['asEvaluator', 'createEvaluator']), does: { kind: 'passes', from: 0, as: 'same' } },
  {
    call: namesFrom(EXPERIMENTS, ['runExperiment', 'evaluateExperiment', 'resumeEvaluation']),
    does: { kind: 'evaluates', scorers: 'evaluators', tests: 'task' },
  },
];
