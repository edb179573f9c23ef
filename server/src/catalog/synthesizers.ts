import type { CatalogEntry } from './entry.ts';

/** SDV and CTGAN (https://docs.sdv.dev), the makers of synthetic tables that people use most. */
export const synthesizers: readonly CatalogEntry[] = [
  {
    call: [
      '*.CTGANSynthesizer.sample',
      '*.TVAESynthesizer.sample',
      '*.GaussianCopulaSynthesizer.sample',
      '*.CopulaGANSynthesizer.sample',
      '*.PARSynthesizer.sample',
      '*.CTGAN.sample',
      '*.TVAE.sample',
      '*.GaussianCopula.sample',
      '*.CopulaGAN.sample',
    ],
    does: { kind: 'synthesizes', origin: 'synthetic', gives: 'table', learned: true },
  },
];
