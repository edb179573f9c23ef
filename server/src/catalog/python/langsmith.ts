import type { CatalogEntry } from '../entry.ts';

/** https://docs.smith.langchain.com/evaluation, with the judges of openevals and agentevals */
export const langsmith: readonly CatalogEntry[] = [
  {
    call: [
      '*.create_llm_as_judge',
      '*.create_async_llm_as_judge',
      '*.create_trajectory_llm_as_judge',
      '*.create_async_trajectory_llm_as_judge',
      '*.create_code_llm_as_judge',
      '*.create_async_code_llm_as_judge',
    ],
    does: { kind: 'scores', model: 'model' },
  },
  {
    call: ['*.LangChainStringEvaluator'],
    does: {
      kind: 'scores',
      model: null,
      around: [0, 'evaluator'],
      unless: ['embedding_distance', 'exact_match', 'json_validity', 'regex_match', 'string_distance'],
    },
  },
  {
    call: [
      'langsmith.evaluate',
      'langsmith.aevaluate',
      'langsmith.evaluation.evaluate',
      'langsmith.evaluation.aevaluate',
      'langsmith.Client.evaluate',
      'langsmith.Client.aevaluate',
      'langsmith.AsyncClient.aevaluate',
      'langsmith.client.Client.evaluate',
    ],
    does: { kind: 'evaluates', scorers: [2, 'evaluators'], tests: 0 },
  },
  {
    call: ['langsmith.evaluate_existing', 'langsmith.evaluation.evaluate_existing', 'langsmith.aevaluate_existing'],
    does: { kind: 'evaluates', scorers: [1, 'evaluators'] },
  },
];
