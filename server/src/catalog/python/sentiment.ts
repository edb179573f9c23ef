import type { CatalogEntry } from '../entry.ts';

/**
 * Lexicons, which score a text by its words: https://textblob.readthedocs.io, https://github.com/cjhutto/vaderSentiment,
 * https://www.nltk.org/api/nltk.sentiment.vader.html, https://github.com/fnielsen/afinn
 */
export const sentiment: readonly CatalogEntry[] = [
  {
    call: ['textblob.TextBlob', 'textblob.Sentence', '*.SentimentIntensityAnalyzer.polarity_scores', '*.Afinn.score'],
    does: { kind: 'imputes', units: [0, 'text'] },
  },
];
