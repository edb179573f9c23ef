import type { CatalogEntry } from '../entry.ts';
import { namesFrom } from '../methods.ts';

const GRADING = ['faithfulness', 'answerCorrectness', 'answerRelevancy', 'contextRecall', 'noiseSensitivity'];

/** https://v1.evalite.dev. Its scorers of texts, tool calls and embeddings compare. */
export const evalite: readonly CatalogEntry[] = [
  {
    call: ['evalite.evalite', 'evalite.evalite.each'],
    does: { kind: 'evaluates', scorers: 'scorers', tests: 'task' },
  },
  { call: ['evalite.createScorer'], does: { kind: 'passes', from: 'scorer', as: 'same' } },
  { call: namesFrom(['evalite/scorers'], GRADING), does: { kind: 'scores', model: 'model' } },
  {
    call: namesFrom(
      ['evalite/scorers'],
      ['answerSimilarity', 'contains', 'exactMatch', 'levenshtein', 'toolCallAccuracy'],
    ),
    does: { kind: 'compares', data: ['answer', 'reference', 'actual', 'expected', 'output'] },
  },
  {
    call: ['evalite/ai-sdk.traceAISDKModel', 'evalite/ai-sdk.wrapAISDKModel', 'evalite/ai-sdk.cacheModel'],
    does: { kind: 'passes', from: 0, as: 'same' },
  },
];
