import type { CatalogEntry } from '../entry.ts';

/** https://huggingface.co/docs/evaluate: metrics that compare predictions with references */
export const hfEvaluate: readonly CatalogEntry[] = [
  {
    call: ['evaluate.load.compute', 'evaluate.combine.compute', 'datasets.load_metric.compute'],
    does: { kind: 'estimates', data: ['references', 'predictions'], what: 'score', compares: true },
  },
  {
    call: ['evaluate.evaluator.compute'],
    does: { kind: 'estimates', data: [[1, 'data']], what: 'score', compares: true },
  },
];
