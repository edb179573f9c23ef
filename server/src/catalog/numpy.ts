import type { CatalogEntry } from './entry.ts';

/** https://numpy.org/doc/stable/reference */
export const numpy: readonly CatalogEntry[] = [
  { call: ['numpy.concatenate', 'numpy.vstack', 'numpy.row_stack', 'torch.cat'], does: { kind: 'pools', parts: [0], axis: [1, 'axis'] } },
  { call: ['numpy.append'], does: { kind: 'pools', parts: [0, 1], axis: [2, 'axis'] } },
  { call: ['numpy.hstack', 'numpy.column_stack', 'numpy.c_'], does: { kind: 'joins-columns', parts: [0] } },
  { call: ['numpy.where'], does: { kind: 'coalesces', parts: [1, 2] } },
  { call: ['numpy.array', 'numpy.asarray', 'numpy.ravel', 'numpy.unique', 'numpy.sort', 'numpy.squeeze', 'numpy.log', 'numpy.exp', 'numpy.clip', 'numpy.abs', 'numpy.round', 'numpy.reshape', 'numpy.nan_to_num', 'numpy.random.permutation', 'numpy.random.choice', '*.choice', 'numpy.fromiter', 'numpy.load'], does: { kind: 'passes', from: 0 } },
  { call: ['*.flatten', '*.ravel', '*.reshape', '*.numpy', '*.cpu', '*.item', '*.detach', '*.argmax'], does: { kind: 'passes', from: 'self' } },
  { call: ['numpy.mean', 'numpy.average', 'numpy.nanmean'], does: { kind: 'estimates', data: [[0, 'a']], what: 'mean' } },
  { call: ['numpy.median', 'numpy.nanmedian'], does: { kind: 'estimates', data: [[0, 'a']], what: 'median' } },
  { call: ['numpy.percentile', 'numpy.quantile'], does: { kind: 'estimates', data: [[0, 'a']], what: 'quantile' } },
  { call: ['numpy.corrcoef'], does: { kind: 'estimates', data: [0, 1], what: 'correlation', compares: true } },
  { call: ['numpy.std', 'numpy.nanstd', 'numpy.var', 'numpy.nanvar'], does: { kind: 'part', of: [0, 'a'], is: 'spread' } },
  { call: ['numpy.sum', 'numpy.nansum', 'numpy.count_nonzero'], does: { kind: 'part', of: [0, 'a'], is: 'total' } },
  { call: ['numpy.sqrt'], does: { kind: 'part', of: 0, is: 'root' } },
  { call: ['numpy.zeros', 'numpy.zeros_like', 'torch.zeros'], does: { kind: 'fills', with: 'zeros' } },
  { call: ['numpy.ones', 'numpy.ones_like', 'torch.ones'], does: { kind: 'fills', with: 'ones' } },
  { call: ['numpy.random.normal', 'numpy.random.uniform', 'numpy.random.rand', 'numpy.random.randn', 'numpy.random.randint', 'numpy.random.poisson', 'numpy.random.binomial', 'numpy.random.exponential', 'numpy.random.beta', 'numpy.random.gamma', '*.standard_normal', '*.integers', '*.default_rng.normal', '*.default_rng.uniform', '*.default_rng.random', '*.default_rng.poisson', '*.default_rng.binomial', '*.default_rng.exponential', '*.default_rng.integers'], does: { kind: 'draws' } },
  { call: ['numpy.arange', 'numpy.linspace', 'numpy.random.seed', 'numpy.argsort'], does: { kind: 'nothing' } },
];
