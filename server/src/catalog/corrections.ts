import type { CatalogEntry } from './entry.ts';

/** Estimators that carry human labels into what a model's labels say: ppi_py, judgy. */
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
      '*.ppi_poisson_ci',
      '*.ppboot',
      '*.crossppi_mean_ci',
      '*.estimate_success_rate',
      '*.post_stratified_rate',
      '*.classical_mean_ci',
    ],
    does: { kind: 'corrects', data: 'all' },
  },
];
