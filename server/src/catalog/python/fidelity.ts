import type { CatalogEntry } from '../entry.ts';
import { methodsOf } from '../methods.ts';

const SDMETRICS = [
  'BinaryAdaBoostClassifier',
  'BinaryDecisionTreeClassifier',
  'BinaryLogisticRegression',
  'BinaryMLPClassifier',
  'BNLikelihood',
  'BNLogLikelihood',
  'BoundaryAdherence',
  'CardinalityShapeSimilarity',
  'CategoricalCAP',
  'CategoricalGeneralizedCAP',
  'CategoryAdherence',
  'CategoryCoverage',
  'ContingencySimilarity',
  'ContinuousKLDivergence',
  'CorrelationSimilarity',
  'CSTest',
  'DCRBaselineProtection',
  'DCROverfittingProtection',
  'DiscreteKLDivergence',
  'DisclosureProtection',
  'GMLogLikelihood',
  'InterRowMSAS',
  'KeyUniqueness',
  'KSComplement',
  'LogisticDetection',
  'LSTMDetection',
  'MissingValueSimilarity',
  'MulticlassDecisionTreeClassifier',
  'MulticlassMLPClassifier',
  'NewRowSynthesis',
  'RangeCoverage',
  'ReferentialIntegrity',
  'SequenceLengthSimilarity',
  'StatisticMSAS',
  'StatisticSimilarity',
  'SVCDetection',
  'TableStructure',
  'TVComplement',
];
/** By module and class. */
const SYNTHCITY = [
  'eval_detection.SyntheticDetectionLinear',
  'eval_detection.SyntheticDetectionMLP',
  'eval_detection.SyntheticDetectionXGB',
  'eval_performance.PerformanceEvaluatorLinear',
  'eval_performance.PerformanceEvaluatorMLP',
  'eval_performance.PerformanceEvaluatorXGB',
  'eval_statistical.AlphaPrecision',
  'eval_statistical.ChiSquaredTest',
  'eval_statistical.InverseKLDivergence',
  'eval_statistical.JensenShannonDistance',
  'eval_statistical.KolmogorovSmirnovTest',
  'eval_statistical.MaximumMeanDiscrepancy',
  'eval_statistical.PRDCScore',
  'eval_statistical.WassersteinDistance',
];

/** How like real rows synthetic ones are: the question itself, so nothing of it is a finding. */
export const fidelity: readonly CatalogEntry[] = [
  {
    call: [
      // https://docs.sdv.dev/sdv, https://docs.sdv.dev/sdmetrics
      '*.evaluate_quality',
      '*.run_diagnostic',
      'sdv.evaluation.evaluate',
      '*.get_column_plot',
      '*.get_column_pair_plot',
      ...methodsOf(['QualityReport', 'DiagnosticReport', 'SingleTableQualityReport'], ['generate']),
      ...methodsOf(SDMETRICS, ['compute', 'compute_breakdown']),
      // https://synthcity.readthedocs.io
      'synthcity.benchmark.Benchmarks.evaluate',
      'synthcity.metrics.Metrics.evaluate',
      'synthcity.metrics.eval.Metrics.evaluate',
      ...SYNTHCITY.map((name) => `synthcity.metrics.${name}.evaluate`),
      // https://github.com/Baukebrenninkmeijer/table-evaluator, Gretel, MOSTLY AI
      'table_evaluator.TableEvaluator',
      'gretel_client.evaluation.quality_report.QualityReport',
      'gretel_client.evaluation.text_quality_report.TextQualityReport',
      'mostlyai.qa.report',
    ],
    does: { kind: 'nothing' },
  },
];
