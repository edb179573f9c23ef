import type { CatalogEntry } from './entry.ts';

/** https://pytorch.org/docs/stable/data.html */
export const torch: readonly CatalogEntry[] = [
  { call: ['*.ConcatDataset'], does: { kind: 'pools', parts: [[0, 'datasets']] } },
  { call: ['torch.utils.data.random_split'], does: { kind: 'splits', data: [[0, 'dataset']], gives: 'pairs' } },
  {
    call: [
      'torch.utils.data.Subset',
      'torch.utils.data.DataLoader',
      'torch.tensor',
      'torch.from_numpy',
      'torch.as_tensor',
    ],
    does: { kind: 'passes', from: 0 },
  },
];
