import type { CatalogEntry } from '../entry.ts';

/** https://www.nltk.org/api: how like a reference a text is. Its WordNet serves for synonyms, which the code puts in itself. */
export const nltk: readonly CatalogEntry[] = [
  {
    call: [
      'nltk.translate.bleu_score.sentence_bleu',
      'nltk.translate.bleu_score.corpus_bleu',
      'nltk.translate.meteor_score.meteor_score',
      'nltk.translate.meteor_score.single_meteor_score',
      'nltk.translate.gleu_score.sentence_gleu',
      'nltk.translate.chrf_score.sentence_chrf',
      'nltk.edit_distance',
      'nltk.metrics.distance.edit_distance',
    ],
    does: { kind: 'compares', data: [0, 1] },
  },
  {
    call: ['nltk.word_tokenize', 'nltk.tokenize.word_tokenize', 'nltk.sent_tokenize', 'nltk.tokenize.sent_tokenize'],
    does: { kind: 'passes', from: [0, 'text'] },
  },
];
