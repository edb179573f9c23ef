import type { CatalogEntry } from '../entry.ts';

/** https://github.com/hoxo-m/densratio_py and https://adapt-python.github.io/adapt/: weights for rows of a source. */
export const densityRatios: readonly CatalogEntry[] = [
  { call: ['*.compute_density_ratio'], does: { kind: 'weighs', rows: [0, 'x'] } },
  {
    call: [
      '*.KLIEP.fit_weights',
      '*.KMM.fit_weights',
      '*.RULSIF.fit_weights',
      '*.ULSIF.fit_weights',
      '*.NearestNeighborsWeighting.fit_weights',
      '*.IWC.fit_weights',
    ],
    does: { kind: 'weighs', rows: [0, 'Xs'] },
  },
];
