import type { CatalogEntry } from '../entry.ts';

/** https://www.braintrust.dev/docs/reference/sdks/python and the scorers of autoevals. Levenshtein, ExactMatch, NumericDiff and embeddings compare. */
export const braintrust: readonly CatalogEntry[] = [
  {
    call: [
      'autoevals.AnswerCorrectness',
      'autoevals.AnswerRelevancy',
      'autoevals.Battle',
      'autoevals.ClosedQA',
      'autoevals.ContextEntityRecall',
      'autoevals.ContextPrecision',
      'autoevals.ContextRecall',
      'autoevals.ContextRelevancy',
      'autoevals.Factuality',
      'autoevals.Faithfulness',
      'autoevals.Humor',
      'autoevals.LLMClassifier',
      'autoevals.Possible',
      'autoevals.Security',
      'autoevals.Sql',
      'autoevals.Summary',
      'autoevals.Translation',
    ],
    does: { kind: 'scores', model: 'model', otherwise: 'gpt-6-luna' },
  },
  {
    call: [
      '*.llm.Battle',
      '*.llm.ClosedQA',
      '*.llm.Factuality',
      '*.llm.Humor',
      '*.llm.LLMClassifier',
      '*.llm.Possible',
      '*.llm.Security',
      '*.llm.Sql',
      '*.llm.Summary',
      '*.llm.Translation',
    ],
    does: { kind: 'scores', model: 'model' },
  },
  {
    call: [
      '*.Factuality',
      '*.ClosedQA',
      '*.LLMClassifier',
      '*.LLMClassifier.from_spec',
      '*.LLMClassifier.from_spec_file',
    ],
    does: { kind: 'scores', model: 'model' },
  },
  {
    call: ['braintrust.Eval', 'braintrust.EvalAsync', '*.Eval', '*.EvalAsync'],
    does: {
      kind: 'evaluates',
      scorers: 'scores',
      tests: 'task',
      named: ['Factuality', 'ClosedQA', 'Battle', 'Humor', 'Possible', 'Security', 'Sql', 'Summary', 'Translation'],
    },
  },
];
