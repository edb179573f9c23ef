import type { CatalogEntry } from '../entry.ts';
import { methodsOf } from '../methods.ts';

const GLIDE = [
  'PPIMeanEstimator',
  'StratifiedPPIMeanEstimator',
  'ClusteredPPIMeanEstimator',
  'MultiPPIMeanEstimator',
  'PTDMeanEstimator',
  'StratifiedPTDMeanEstimator',
  'ClusteredPTDMeanEstimator',
  'IPWPTDMeanEstimator',
  'MultiPTDMeanEstimator',
  'ASIMeanEstimator',
];
const GLIDE_ALONE = [
  'ClassicalMeanEstimator',
  'StratifiedClassicalMeanEstimator',
  'ClusteredClassicalMeanEstimator',
  'IPWClassicalMeanEstimator',
];

/**
 * Estimators that carry human labels into what a model's labels say: ppi_py (https://ppi-py.readthedocs.io), judgy
 * (https://github.com/ai-evals-course/judgy), CJE (the package cje-eval), GLIDE
 * (https://github.com/EmertonData/glide), DSL (https://naokiegami.com/dsl, dsl-kit in Python).
 */
export const corrections: readonly CatalogEntry[] = [
  {
    call: [
      '*.ppi_mean_ci',
      '*.ppi_mean_pointestimate',
      '*.ppi_mean_pval',
      '*.ppi_quantile_ci',
      '*.ppi_quantile_pointestimate',
      '*.ppi_ols_ci',
      '*.ppi_ols_pointestimate',
      '*.ppi_logistic_ci',
      '*.ppi_logistic_pointestimate',
      '*.ppi_logistic_pval',
      '*.ppi_poisson_ci',
      '*.ppi_poisson_pointestimate',
      '*.ppi_distribution_label_shift_ci',
      '*.ppboot',
      '*.crossppi_mean_ci',
      '*.crossppi_mean_pointestimate',
      '*.crossppi_quantile_ci',
      '*.crossppi_quantile_pointestimate',
      '*.crossppi_ols_ci',
      '*.crossppi_ols_pointestimate',
      '*.crossppi_logistic_ci',
      '*.crossppi_logistic_pointestimate',
      'ppi_py.semisupervised_mean_ci',
      'ppi_py.conformal_mean_ci',
      'ppi_py.postprediction_ols_ci',
      '*.estimate_success_rate',
      'cje.analyze_dataset',
      'cje.interface.analyze_dataset',
      'cje.calibrated_mean_ci',
      'dsl.dsl',
      'dsl.dsl.dsl',
      ...methodsOf(GLIDE, ['estimate']),
      ...methodsOf(['AsymptoticPPRM', 'AsymptoticMultiPPRM'], ['detect']),
      '*.post_stratified_rate',
    ],
    does: { kind: 'corrects', data: 'all' },
  },
  // they stand beside the others to be compared with them, and correct nothing
  {
    call: ['*.classical_mean_ci', '*.classical_quantile_ci', ...methodsOf(GLIDE_ALONE, ['estimate'])],
    does: { kind: 'estimates', data: [[0, 'Y'], 'y'], what: 'interval', confirmatory: true },
  },
  {
    call: ['ppi_py.classical_ols_ci', 'ppi_py.classical_logistic_ci', 'ppi_py.classical_poisson_ci'],
    does: {
      kind: 'estimates',
      data: [
        [1, 'Y'],
        [0, 'X'],
      ],
      what: 'regression',
      confirmatory: true,
    },
  },
];
