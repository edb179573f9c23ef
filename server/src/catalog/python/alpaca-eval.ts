import type { CatalogEntry } from '../entry.ts';

/** https://github.com/tatsu-lab/alpaca_eval: its annotators are language models */
export const alpacaEval: readonly CatalogEntry[] = [
  {
    call: [
      'alpaca_eval.evaluate',
      'alpaca_eval.main.evaluate',
      'alpaca_eval.evaluate_from_model',
      'alpaca_eval.make_leaderboard',
    ],
    does: { kind: 'evaluates', scorers: null },
  },
  {
    call: [
      '*.PairwiseAnnotator.annotate_head2head',
      '*.PairwiseAnnotator.annotate_pairs',
      '*.PairwiseAnnotator.annotate_samples',
    ],
    does: { kind: 'scores', model: null },
  },
];
