import type { CatalogEntry } from '../entry.ts';

const labels = [
  [0, 'y_true'],
  [1, 'y_pred'],
] as const;

/** https://scikit-learn.org/stable/api */
export const scikitLearn: readonly CatalogEntry[] = [
  { call: ['*.train_test_split'], does: { kind: 'splits', data: 'all', gives: 'pairs' } },
  {
    call: [
      '*.KFold.split',
      '*.StratifiedKFold.split',
      '*.RepeatedStratifiedKFold.split',
      '*.RepeatedKFold.split',
      '*.ShuffleSplit.split',
      '*.StratifiedShuffleSplit.split',
      '*.GroupKFold.split',
      '*.LeaveOneOut.split',
      '*.kf.split',
      '*.skf.split',
    ],
    does: { kind: 'splits', data: [0, 1], gives: 'folds' },
  },
  {
    call: ['*.cross_val_score', '*.cross_validate', '*.learning_curve', '*.validation_curve'],
    does: {
      kind: 'estimates',
      data: [
        [1, 'X'],
        [2, 'y'],
      ],
      what: 'cross-validated score',
      resplits: true,
      truth: 1,
    },
  },
  {
    call: ['*.cross_val_predict'],
    does: {
      kind: 'estimates',
      data: [
        [1, 'X'],
        [2, 'y'],
      ],
      what: 'cross-validated prediction',
      resplits: true,
    },
  },
  { call: ['*.accuracy_score'], does: { kind: 'estimates', data: labels, what: 'accuracy', compares: true, truth: 0 } },
  {
    call: [
      '*.f1_score',
      '*.precision_score',
      '*.recall_score',
      '*.precision_recall_fscore_support',
      '*.fbeta_score',
      '*.balanced_accuracy_score',
      '*.matthews_corrcoef',
      '*.log_loss',
      '*.brier_score_loss',
      '*.jaccard_score',
      '*.hamming_loss',
    ],
    does: { kind: 'estimates', data: labels, what: 'score', compares: true, truth: 0 },
  },
  {
    call: ['*.classification_report', '*.confusion_matrix'],
    does: { kind: 'estimates', data: labels, what: 'report', compares: true, truth: 0 },
  },
  {
    call: ['*.roc_auc_score', '*.average_precision_score', '*.roc_curve', '*.precision_recall_curve'],
    does: {
      kind: 'estimates',
      data: [
        [0, 'y_true'],
        [1, 'y_score'],
      ],
      what: 'area under the curve',
      compares: true,
      truth: 0,
    },
  },
  {
    call: [
      '*.mean_squared_error',
      '*.mean_absolute_error',
      '*.r2_score',
      '*.root_mean_squared_error',
      '*.mean_absolute_percentage_error',
      '*.median_absolute_error',
    ],
    does: { kind: 'estimates', data: labels, what: 'error', compares: true, truth: 0 },
  },
  { call: ['*.cohen_kappa_score'], does: { kind: 'estimates', data: [0, 1], what: 'agreement', compares: true } },
  {
    call: ['*.score'],
    does: {
      kind: 'estimates',
      data: [
        [0, 'X'],
        [1, 'y'],
      ],
      what: 'score',
      compares: true,
      truth: 1,
    },
  },
  {
    call: ['*.evaluate'],
    does: {
      kind: 'estimates',
      data: [
        [0, 'x'],
        [1, 'y'],
      ],
      what: 'score',
      compares: true,
      truth: 1,
    },
  },
  {
    call: [
      '*.GridSearchCV.fit',
      '*.RandomizedSearchCV.fit',
      '*.HalvingGridSearchCV.fit',
      '*.HalvingRandomSearchCV.fit',
      '*.BayesSearchCV.fit',
    ],
    does: {
      kind: 'fits',
      data: [
        [0, 'X'],
        [1, 'y'],
      ],
      resplits: 'cross-validated score',
    },
  },
  {
    call: ['*.fit'],
    does: {
      kind: 'fits',
      data: [
        [0, 'X'],
        [1, 'y'],
      ],
    },
  },
  {
    call: [
      '*.KMeans.fit_predict',
      '*.MiniBatchKMeans.fit_predict',
      '*.BisectingKMeans.fit_predict',
      '*.AgglomerativeClustering.fit_predict',
      '*.SpectralClustering.fit_predict',
      '*.DBSCAN.fit_predict',
      '*.HDBSCAN.fit_predict',
      '*.OPTICS.fit_predict',
      '*.Birch.fit_predict',
      '*.MeanShift.fit_predict',
      '*.GaussianMixture.fit_predict',
      '*.BayesianGaussianMixture.fit_predict',
      '*.KMeans.predict',
      '*.MiniBatchKMeans.predict',
      '*.BisectingKMeans.predict',
      '*.Birch.predict',
      '*.MeanShift.predict',
      '*.GaussianMixture.predict',
      '*.BayesianGaussianMixture.predict',
    ],
    does: { kind: 'clusters', rows: [0, 'X'] },
  },
  // attributes, which are no calls
  {
    call: [
      '*.KMeans.labels_',
      '*.MiniBatchKMeans.labels_',
      '*.BisectingKMeans.labels_',
      '*.AgglomerativeClustering.labels_',
      '*.SpectralClustering.labels_',
      '*.DBSCAN.labels_',
      '*.HDBSCAN.labels_',
      '*.OPTICS.labels_',
      '*.Birch.labels_',
      '*.MeanShift.labels_',
    ],
    does: { kind: 'clusters', rows: 'self' },
  },
  { call: ['*.predict', '*.predict_proba', '*.decision_function'], does: { kind: 'predicts', rows: [0, 'X'] } },
  {
    call: [
      '*.SimpleImputer.fit_transform',
      '*.SimpleImputer.transform',
      '*.KNNImputer.fit_transform',
      '*.KNNImputer.transform',
      '*.IterativeImputer.fit_transform',
      '*.IterativeImputer.transform',
    ],
    does: { kind: 'fills-gaps', rows: [0, 'X'] },
  },
  { call: ['*.fit_transform', '*.transform', '*.inverse_transform'], does: { kind: 'transforms', rows: [0, 'X'] } },
  // https://pycaret.readthedocs.io: splits what it is given, and scores all models by cross-validation
  {
    call: ['pycaret.classification.setup', 'pycaret.regression.setup'],
    does: { kind: 'estimates', data: [[0, 'data']], what: 'cross-validated score', resplits: true },
  },
  {
    call: ['*.GaussianMixture.sample', '*.BayesianGaussianMixture.sample'],
    does: { kind: 'synthesizes', origin: 'synthetic', gives: 'pair', learned: true },
  },
  {
    call: ['*.KernelDensity.sample', '*.gaussian_kde.resample'],
    does: { kind: 'synthesizes', origin: 'synthetic', gives: 'rows', learned: true },
  },
  // of rows, or rows' own
  { call: ['*.shuffle', 'sklearn.utils.shuffle'], does: { kind: 'passes', from: 0, or: 'self' } },
  { call: ['sklearn.utils.resample'], does: { kind: 'redraws', rows: 0, replace: 'replace', replaces: true } },
  {
    call: [
      'sklearn.datasets.make_classification',
      'sklearn.datasets.make_regression',
      'sklearn.datasets.make_blobs',
      'sklearn.datasets.make_moons',
      'sklearn.datasets.make_circles',
    ],
    does: { kind: 'synthesizes', origin: 'simulated', gives: 'pair' },
  },
];
