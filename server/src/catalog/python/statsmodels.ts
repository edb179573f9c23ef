import type { CatalogEntry } from '../entry.ts';

/** https://www.statsmodels.org/stable/api.html. A model is an estimate: what it is fitted for are coefficients with intervals. */
export const statsmodels: readonly CatalogEntry[] = [
  {
    call: [
      'statsmodels.formula.api.ols',
      'statsmodels.formula.api.wls',
      'statsmodels.formula.api.gls',
      'statsmodels.formula.api.rlm',
      'statsmodels.formula.api.glm',
      'statsmodels.formula.api.logit',
      'statsmodels.formula.api.probit',
      'statsmodels.formula.api.poisson',
      'statsmodels.formula.api.negativebinomial',
      'statsmodels.formula.api.mnlogit',
      'statsmodels.formula.api.quantreg',
      'statsmodels.formula.api.mixedlm',
      'statsmodels.formula.api.gee',
      'statsmodels.formula.api.phreg',
    ],
    does: { kind: 'estimates', data: [[1, 'data']], columns: [[0, 'formula']], what: 'regression', confirmatory: true },
  },
  {
    call: [
      'statsmodels.api.OLS',
      'statsmodels.api.WLS',
      'statsmodels.api.GLS',
      'statsmodels.api.RLM',
      'statsmodels.api.GLM',
      'statsmodels.api.Logit',
      'statsmodels.api.Probit',
      'statsmodels.api.Poisson',
      'statsmodels.api.NegativeBinomial',
      'statsmodels.api.MNLogit',
      'statsmodels.api.QuantReg',
      'statsmodels.api.MixedLM',
      'statsmodels.api.GEE',
      'statsmodels.api.PHReg',
      'statsmodels.regression.linear_model.OLS',
      'statsmodels.regression.linear_model.WLS',
      'statsmodels.regression.linear_model.GLS',
      'statsmodels.discrete.discrete_model.Logit',
      'statsmodels.discrete.discrete_model.Probit',
      'statsmodels.regression.mixed_linear_model.MixedLM',
    ],
    does: {
      kind: 'estimates',
      data: [
        [0, 'endog'],
        [1, 'exog'],
      ],
      what: 'regression',
      confirmatory: true,
    },
  },
  {
    call: [
      'statsmodels.api.OLS.from_formula',
      'statsmodels.api.WLS.from_formula',
      'statsmodels.api.GLM.from_formula',
      'statsmodels.api.Logit.from_formula',
      'statsmodels.api.MixedLM.from_formula',
      'statsmodels.api.GEE.from_formula',
    ],
    does: { kind: 'estimates', data: [[1, 'data']], columns: [[0, 'formula']], what: 'regression', confirmatory: true },
  },
  {
    call: ['statsmodels.api.add_constant', 'statsmodels.tools.add_constant', 'statsmodels.tools.tools.add_constant'],
    does: { kind: 'passes', from: [0, 'data'] },
  },
  {
    call: [
      'statsmodels.stats.weightstats.ztest',
      'statsmodels.stats.weightstats.ttost_ind',
      'statsmodels.stats.weightstats.CompareMeans',
    ],
    does: {
      kind: 'estimates',
      data: [
        [0, 'x1'],
        [1, 'x2'],
      ],
      what: 'test',
      confirmatory: true,
      compares: true,
    },
  },
  {
    call: ['*.pairwise_tukeyhsd'],
    does: { kind: 'estimates', data: [[0, 'endog']], what: 'test', confirmatory: true },
  },
  {
    call: ['statsmodels.stats.contingency_tables.mcnemar'],
    does: { kind: 'estimates', data: [[0, 'table']], what: 'test', confirmatory: true },
  },
];
