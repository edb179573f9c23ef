import type { CatalogEntry } from '../entry.ts';

/** https://imbalanced-learn.org/stable/references. Over-samplers make or copy rows; under-samplers only drop some. */
export const imbalancedLearn: readonly CatalogEntry[] = [
  {
    call: [
      'imblearn.under_sampling.RandomUnderSampler.fit_resample',
      '*.RandomUnderSampler.fit_resample',
      '*.NearMiss.fit_resample',
      '*.TomekLinks.fit_resample',
      '*.EditedNearestNeighbours.fit_resample',
      '*.ClusterCentroids.fit_resample',
      '*.OneSidedSelection.fit_resample',
      '*.CondensedNearestNeighbour.fit_resample',
      '*.NeighbourhoodCleaningRule.fit_resample',
      '*.InstanceHardnessThreshold.fit_resample',
      '*.AllKNN.fit_resample',
    ],
    does: { kind: 'passes', from: 0, as: 'fewer' },
  },
  {
    call: ['*.fit_resample', '*.fit_sample'],
    does: {
      kind: 'resamples',
      data: [
        [0, 'X'],
        [1, 'y'],
      ],
    },
  },
];
