import type { CatalogEntry } from '../entry.ts';

/** https://pytorch.org/docs/stable/data.html, https://pytorch.org/docs/stable/tensors.html */
export const torch: readonly CatalogEntry[] = [
  { call: ['*.ConcatDataset', '*.ChainDataset'], does: { kind: 'pools', parts: [[0, 'datasets']] } },
  {
    call: ['torch.cat', 'torch.concat', 'torch.concatenate', 'torch.vstack', 'torch.row_stack'],
    does: { kind: 'pools', parts: [[0, 'tensors']], axis: [1, 'dim'] },
  },
  { call: ['*.random_split'], does: { kind: 'splits', data: [[0, 'dataset']], gives: 'parts' } },
  {
    call: ['torch.utils.data.TensorDataset', 'torch.hstack', 'torch.column_stack'],
    does: { kind: 'joins-columns', parts: [0, 1, 2] },
  },
  {
    call: ['torch.utils.data.Subset', 'torch.utils.data.DataLoader'],
    does: { kind: 'passes', from: [0, 'dataset'] },
  },
  {
    call: [
      'torch.tensor',
      'torch.from_numpy',
      'torch.as_tensor',
      'torch.Tensor',
      'torch.FloatTensor',
      'torch.LongTensor',
    ],
    does: { kind: 'passes', from: [0, 'data'] },
  },
  // of tensors, and of networks, which give themselves back
  { call: ['*.to', '*.cuda'], does: { kind: 'passes', from: 'self' } },
  { call: ['torch.mean'], does: { kind: 'estimates', data: [[0, 'input']], what: 'mean' } },
  { call: ['torch.median'], does: { kind: 'estimates', data: [[0, 'input']], what: 'median' } },
  { call: ['torch.sum'], does: { kind: 'part', of: [0, 'input'], is: 'total' } },
  { call: ['torch.std', 'torch.var'], does: { kind: 'part', of: [0, 'input'], is: 'spread' } },
  { call: ['torch.rand', 'torch.randn', 'torch.randint', 'torch.normal'], does: { kind: 'draws' } },
];
