import type { CatalogEntry } from '../entry.ts';
import { methodsOf } from '../methods.ts';

const ESM3 = ['ESM3', 'ESM3ForgeInferenceClient', 'ESM3InferenceClient'];
const MPNN = ['ProteinMPNN', 'mk_mpnn_model'];
const ESMFOLD = ['ESMFold', 'EsmForProteinFolding'];

/**
 * Models of proteins. A designed sequence or backbone is a synthetic unit. A predicted structure is a value that a model
 * filled in for a unit, which is as real as its sequence: ESM (https://github.com/evolutionaryscale/esm, before:
 * https://github.com/facebookresearch/esm), ProteinMPNN (https://github.com/dauparas/ProteinMPNN), ColabDesign
 * (https://github.com/sokrypton/ColabDesign), ColabFold (https://github.com/sokrypton/ColabFold), AlphaFold
 * (https://github.com/google-deepmind/alphafold). What is run from the command line, as RFdiffusion is, is told by the
 * names of its files.
 */
export const proteins: readonly CatalogEntry[] = [
  { call: ['*.ESM3.from_pretrained'], does: { kind: 'makes-object', of: ['esm.models.esm3.ESM3'] } },
  { call: ['esm.sdk.client'], does: { kind: 'makes-object', of: ['esm.sdk.forge.ESM3ForgeInferenceClient'] } },
  {
    call: ['esm.sdk.esmfold2_client'],
    does: { kind: 'makes-object', of: ['esm.sdk.forge.SequenceStructureForgeInferenceClient'] },
  },
  {
    call: ['esm.pretrained.esm_if1_gvp4_t16_142M_UR50'],
    does: { kind: 'makes-object', of: ['esm.inverse_folding.GVPTransformerModel', 'esm.data.Alphabet'] },
  },
  {
    call: ['esm.pretrained.esmfold_v0', 'esm.pretrained.esmfold_v1'],
    does: { kind: 'makes-object', of: ['esm.esmfold.v1.esmfold.ESMFold'] },
  },
  {
    call: ['*.EsmForProteinFolding.from_pretrained'],
    does: { kind: 'makes-object', of: ['transformers.EsmForProteinFolding'] },
  },
  {
    call: [
      ...methodsOf(ESM3, ['generate', 'batch_generate', 'async_generate', 'async_batch_generate']),
      '*.GVPTransformerModel.sample',
      '*.sample_sequence_in_complex',
      ...methodsOf(['SequenceStructureForgeInferenceClient'], ['inverse_fold', 'async_inverse_fold']),
      ...methodsOf(MPNN, ['sample', 'tied_sample', 'sample_parallel']),
      ...methodsOf(['mk_afdesign_model'], ['get_seqs', 'get_seq']),
    ],
    does: { kind: 'synthesizes', origin: 'synthetic', gives: 'rows' },
  },
  {
    call: [
      ...methodsOf(ESMFOLD, ['infer', 'infer_pdb', 'infer_pdbs']),
      '*.infer_pdb',
      '*.infer_pdbs',
      ...methodsOf(['SequenceStructureForgeInferenceClient'], ['fold', 'fold_all_atom', 'async_fold']),
      '*.infer_protein_as_pdb',
      'colabfold.batch.run',
      'alphafold.model.model.RunModel.predict',
    ],
    does: { kind: 'imputes', units: 0 },
  },
  // Biopython (https://biopython.org), biotite (https://www.biotite-python.org)
  {
    call: ['Bio.SeqIO.parse', 'Bio.SeqIO.read', 'biotite.structure.io.load_structure', '*.FastaFile.read'],
    does: { kind: 'reads', from: [0, 'handle'], gives: 'units' },
  },
  {
    call: methodsOf(['PDBParser', 'MMCIFParser'], ['get_structure']),
    does: { kind: 'reads', from: [1, 'file'], gives: 'units' },
  },
];
