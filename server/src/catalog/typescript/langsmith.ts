import type { CatalogEntry } from '../entry.ts';
import { namesFrom } from '../methods.ts';

const RUNNERS = ['langsmith/vitest', 'langsmith/jest'];

/**
 * https://docs.langchain.com/langsmith/evaluate-llm-application and its runners of tests, where the feedback of all
 * examples makes the score of an experiment; judges of openevals (https://github.com/langchain-ai/openevals) and
 * agentevals (https://github.com/langchain-ai/agentevals); `loadEvaluator` of LangChain before version 1.
 */
export const langsmith: readonly CatalogEntry[] = [
  {
    call: [
      '*.createLLMAsJudge',
      '*.createCodeLLMAsJudge',
      '*.createTrajectoryLLMAsJudge',
      '*.createGraphTrajectoryLLMAsJudge',
      '*.createAsyncTrajectoryLLMAsJudge',
    ],
    does: { kind: 'scores', model: 'model' },
  },
  {
    call: ['langchain/evaluation.loadEvaluator'],
    does: {
      kind: 'scores',
      model: 'llm',
      around: 0,
      named: ['criteria', 'labeled_criteria', 'pairwise_string', 'labeled_pairwise_string', 'trajectory', 'qa'],
      ofPairs: ['pairwise_string', 'labeled_pairwise_string'],
    },
  },
  {
    call: ['langsmith/evaluation.evaluate', 'langsmith/evaluation.evaluateComparative', 'langsmith.evaluate'],
    does: { kind: 'evaluates', scorers: 'evaluators', tests: 0 },
  },
  { call: namesFrom(RUNNERS, ['logFeedback']), does: { kind: 'evaluates', scorers: 'score' } },
  { call: namesFrom(RUNNERS, ['wrapEvaluator']), does: { kind: 'evaluates', scorers: 0 } },
];
