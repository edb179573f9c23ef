import type { CatalogEntry } from '../entry.ts';
import { namesFrom } from '../methods.ts';

/** Scorers of autoevals that ask a model. */
export const GRADING = [
  'AnswerCorrectness',
  'AnswerRelevancy',
  'Battle',
  'ClosedQA',
  'ContextEntityRecall',
  'ContextPrecision',
  'ContextRecall',
  'ContextRelevancy',
  'Factuality',
  'Faithfulness',
  'Humor',
  'Possible',
  'Security',
  'Sql',
  'Summary',
  'Translation',
];
const MADE = ['LLMClassifierFromTemplate', 'LLMClassifierFromSpec', 'LLMClassifierFromSpecFile', 'buildLLMClassifier'];
const COMPARING = [
  'AnswerSimilarity',
  'EmbeddingSimilarity',
  'ExactMatch',
  'JSONDiff',
  'Levenshtein',
  'LevenshteinScorer',
  'ListContains',
  'NumericDiff',
  'ValidJSON',
];

/**
 * https://github.com/braintrustdata/autoevals/tree/main/js. A scorer may be handed over as it is, with some of its
 * arguments filled in (`.partial`), or asked for a single grade.
 */
export const autoevals: readonly CatalogEntry[] = [
  {
    call: namesFrom(['autoevals'], [...GRADING, ...MADE]),
    does: { kind: 'scores', model: 'model', otherwise: 'gpt-5-mini' },
  },
  // https://platform.openai.com/docs/models/omni-moderation-latest
  { call: ['autoevals.Moderation'], does: { kind: 'scores', model: null, otherwise: 'omni-moderation-latest' } },
  { call: namesFrom(['autoevals'], COMPARING), does: { kind: 'compares', data: ['output', 'expected'] } },
];
