import type { CatalogEntry } from '../entry.ts';

/** Evaluators that compare by rules or by embeddings. */
const NO_MODEL = [
  'embedding_distance',
  'exact_match',
  'json_edit_distance',
  'json_equality',
  'json_schema_evaluation',
  'json_validity',
  'pairwise_embedding_distance',
  'pairwise_string_distance',
  'regex_match',
  'string_distance',
];

/** https://python.langchain.com/api_reference/langchain/evaluation.html. Distances and matches are none that grade. */
export const langchainEvaluation: readonly CatalogEntry[] = [
  {
    call: ['*.load_evaluator', '*.load_evaluators'],
    does: {
      kind: 'scores',
      model: 'llm',
      around: [0, 'evaluator'],
      unless: NO_MODEL,
      ofPairs: ['pairwise_string', 'labeled_pairwise_string'],
    },
  },
  {
    call: [
      '*.QAEvalChain',
      '*.CotQAEvalChain',
      '*.ContextQAEvalChain',
      '*.CriteriaEvalChain',
      '*.LabeledCriteriaEvalChain',
      '*.ScoreStringEvalChain',
      '*.LabeledScoreStringEvalChain',
      '*.TrajectoryEvalChain',
      '*.QAEvalChain.from_llm',
      '*.CotQAEvalChain.from_llm',
      '*.ContextQAEvalChain.from_llm',
      '*.CriteriaEvalChain.from_llm',
      '*.LabeledCriteriaEvalChain.from_llm',
      '*.ScoreStringEvalChain.from_llm',
      '*.LabeledScoreStringEvalChain.from_llm',
      '*.TrajectoryEvalChain.from_llm',
    ],
    does: { kind: 'scores', model: 'llm' },
  },
  {
    call: [
      '*.PairwiseStringEvalChain',
      '*.LabeledPairwiseStringEvalChain',
      '*.PairwiseStringEvalChain.from_llm',
      '*.LabeledPairwiseStringEvalChain.from_llm',
    ],
    does: { kind: 'scores', model: 'llm', ofPairs: true },
  },
  {
    call: [
      '*.RunEvalConfig.Criteria',
      '*.RunEvalConfig.LabeledCriteria',
      '*.RunEvalConfig.ScoreString',
      '*.RunEvalConfig.QA',
      '*.RunEvalConfig.CoTQA',
      '*.RunEvalConfig.ContextQA',
    ],
    does: { kind: 'scores', model: 'llm' },
  },
  {
    call: ['*.RunEvalConfig'],
    does: {
      kind: 'scores',
      model: 'eval_llm',
      around: [0, 'evaluators'],
      unless: NO_MODEL,
    },
  },
  { call: ['*.run_on_dataset', '*.arun_on_dataset'], does: { kind: 'evaluates', scorers: 'evaluation' } },
];
