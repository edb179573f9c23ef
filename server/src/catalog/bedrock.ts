import type { CatalogEntry } from './entry.ts';

/** https://docs.aws.amazon.com/bedrock/latest/userguide/evaluation-judge.html. Builtin.Accuracy, Robustness and Toxicity compute. */
export const bedrock: readonly CatalogEntry[] = [
  {
    call: ['*.create_evaluation_job'],
    does: {
      kind: 'evaluates',
      scorers: 'evaluationConfig',
      named: [
        'Builtin.Coherence',
        'Builtin.Completeness',
        'Builtin.Correctness',
        'Builtin.FollowingInstructions',
        'Builtin.Helpfulness',
        'Builtin.LogicalCoherence',
        'Builtin.ProfessionalStyleAndTone',
        'Builtin.Readability',
        'Builtin.Relevance',
        'Builtin.Faithfulness',
        'Builtin.Harmfulness',
        'Builtin.Stereotyping',
        'Builtin.Refusal',
        'Builtin.ContextCoverage',
        'Builtin.ContextRelevance',
        'Builtin.CitationPrecision',
        'Builtin.CitationCoverage',
        'Builtin.GoalSuccessRate',
      ],
    },
  },
];
