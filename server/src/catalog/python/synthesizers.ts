import type { CatalogEntry } from '../entry.ts';
import { methodsOf } from '../methods.ts';

/** SDV (https://docs.sdv.dev/sdv/modeling): those of one table, of many, of sequences, and those of versions before 1. */
const SDV = [
  'CTGANSynthesizer',
  'TVAESynthesizer',
  'GaussianCopulaSynthesizer',
  'CopulaGANSynthesizer',
  'XGCSynthesizer',
  'BootstrapSynthesizer',
  'SegmentSynthesizer',
  'DPGCSynthesizer',
  'DPGCFlexSynthesizer',
  'HMASynthesizer',
  'HSASynthesizer',
  'IndependentSynthesizer',
  'PARSynthesizer',
  'SingleTablePreset',
  'TabularPreset',
  'CopulaGAN',
  'GaussianCopula',
  'HMA1',
  'PAR',
];
/** CTGAN (https://github.com/sdv-dev/CTGAN), Copulas (https://sdv.dev/Copulas), DeepEcho (https://github.com/sdv-dev/DeepEcho) */
const OF_SDV = ['CTGAN', 'TVAE', 'GaussianMultivariate', 'VineCopula', 'PARModel', 'BasicGANModel'];
/** YData (https://docs.sdk.ydata.ai), the former ydata-synthetic (https://docs.synthetic.ydata.ai) */
const YDATA = ['RegularSynthesizer', 'TimeSeriesSynthesizer', 'MultiTableSynthesizer'];
/** be_great (https://github.com/tabularis-ai/be_great), REaLTabFormer (https://github.com/worldbank/REaLTabFormer), gretel-synthetics (https://synthetics.docs.gretel.ai) */
const LANGUAGE_MODELS = ['GReaT', 'REaLTabFormer', 'ACTGAN'];
const ALL = [...SDV, ...OF_SDV, ...YDATA, ...LANGUAGE_MODELS];

/** Makers of synthetic tables from a real one. */
export const synthesizers: readonly CatalogEntry[] = [
  {
    call: [
      ...methodsOf(ALL, ['sample']),
      ...methodsOf(SDV, [
        'sample_from_conditions',
        'sample_remaining_columns',
        'sample_conditions',
        'sample_scale',
        'sample_sequences',
        'sample_sequential_columns',
      ]),
      ...methodsOf(['GReaT'], ['great_sample']),
      ...methodsOf(['DGAN'], ['generate_dataframe', 'generate_numpy']),
      ...methodsOf(['DataFrameBatch'], ['batches_to_df', 'batch_to_df']),
      // https://synthcity.readthedocs.io
      '*.Plugins.generate',
      // https://docs.gretel.ai, Gretel Trainer (https://github.com/gretelai/gretel-trainer)
      'gretel_trainer.trainer.Trainer.generate',
      'gretel_trainer.Trainer.generate',
      '*.Gretel.submit_generate',
      '*.Gretel.fetch_report_synthetic_data',
      // https://mostly-ai.github.io/mostlyai
      '*.MostlyAI.generate',
      '*.MostlyAI.probe',
    ],
    does: { kind: 'synthesizes', origin: 'synthetic', gives: 'table', learned: true },
  },
  {
    call: methodsOf(ALL, ['fit']),
    does: { kind: 'fits', data: [[0, 'data'], 'train_data', 'df', 'X'] },
  },
  {
    call: [
      ...methodsOf(['DGAN'], ['train_dataframe', 'train_numpy']),
      'gretel_trainer.trainer.Trainer.train',
      'gretel_trainer.Trainer.train',
    ],
    does: { kind: 'fits', data: [[0, 'df'], 'dataset_path', 'features'] },
  },
  { call: ['*.MostlyAI.train'], does: { kind: 'fits', data: [[1, 'data']] } },
  { call: ['*.Gretel.submit_train'], does: { kind: 'fits', data: ['data_source'] } },
  // https://github.com/pymc-labs/semantic-similarity-rating: texts in which a language model answers for consumers, as ratings
  {
    call: ['*.ResponseRater.get_response_pmfs'],
    does: { kind: 'synthesizes', origin: 'synthetic', gives: 'rows' },
  },
  { call: ['*.GReaT.impute'], does: { kind: 'imputes', units: [0, 'df_miss'] } },
  {
    call: methodsOf(ALL, ['load', 'load_from_dir']),
    does: { kind: 'reads', from: [0, 'filepath'], gives: 'object' },
  },
  { call: ['sdv.utils.load_synthesizer'], does: { kind: 'makes-object', of: ['sdv.single_table.CTGANSynthesizer'] } },
  { call: ['*.Plugins.get'], does: { kind: 'passes', from: 'self' } },
  // synthcity's and YData's own tables
  {
    call: [
      '*.GenericDataLoader',
      '*.SurvivalAnalysisDataLoader',
      '*.TimeSeriesDataLoader',
      '*.TimeSeriesSurvivalDataLoader',
      'ydata.dataset.Dataset',
      'ydata.dataset.dataset.Dataset',
    ],
    does: { kind: 'passes', from: [0, 'data'], as: 'frame' },
  },
  { call: ['*.dataframe'], does: { kind: 'passes', from: 'self' } },
  // from no rows at all: by a prompt, or by what the columns are called
  { call: ['*.initialize_navigator_api'], does: { kind: 'makes-object', of: ['gretel_client.TabularInferenceAPI'] } },
  {
    call: [
      '*.TabularInferenceAPI.generate',
      '*.data_designer.new.create',
      '*.data_designer.new.preview',
      '*.synthesize.create',
      '*.synthesize.evaluate.create',
      'gretel_synthetics.generate.generate_text',
      'mostlyai.mock.sample',
      // https://distilabel.argilla.io
      'distilabel.pipeline.Pipeline.run',
      'distilabel.pipeline.RayPipeline.run',
      'distilabel.pipeline.InstructionResponsePipeline.run',
    ],
    does: { kind: 'synthesizes', origin: 'synthetic', gives: 'table' },
  },
  {
    call: methodsOf(['DayZSynthesizer', 'FakerSynthesizer'], ['sample']),
    does: { kind: 'synthesizes', origin: 'simulated', gives: 'table' },
  },
  // https://github.com/DataResponsibly/DataSynthesizer: the rows stay in the object
  {
    call: ['DataSynthesizer.DataGenerator.DataGenerator'],
    does: { kind: 'synthesizes', origin: 'synthetic', gives: 'table' },
  },
  { call: ['*.save_synthetic_data'], does: { kind: 'writes', data: 'self', to: [0, 'to_file'] } },
  // https://faker.readthedocs.io, https://mimesis.name: an object that makes up names, dates and numbers
  {
    call: [
      'faker.Faker',
      'faker.Factory.create',
      'mimesis.Generic',
      'mimesis.Field',
      'mimesis.Fieldset',
      'mimesis.Schema',
      'mimesis.Person',
      'mimesis.Address',
      'mimesis.Finance',
      'mimesis.Text',
      'mimesis.Datetime',
      'mimesis.Numeric',
    ],
    does: { kind: 'synthesizes', origin: 'simulated', gives: 'rows' },
  },
];
