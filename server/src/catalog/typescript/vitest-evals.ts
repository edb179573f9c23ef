import type { CatalogEntry } from '../entry.ts';
import { namesFrom } from '../methods.ts';

/** https://vitest-evals.sentry.dev. Judges of tool calls and of structured output compare; `scorers` were there before. */
export const vitestEvals: readonly CatalogEntry[] = [
  {
    call: ['vitest-evals.describeEval', 'vitest-evals/legacy.describeEval'],
    does: { kind: 'evaluates', scorers: 'judges', also: 'scorers', tests: 'task' },
  },
  { call: ['*.toSatisfyJudge'], does: { kind: 'evaluates', scorers: 0 } },
  {
    call: ['vitest-evals.FactualityJudge', 'vitest-evals/judges.FactualityJudge'],
    does: { kind: 'scores', model: 'judgeHarness' },
  },
  {
    call: ['vitest-evals.createJudge', 'vitest-evals/judges.createJudge'],
    does: { kind: 'passes', from: 1, as: 'same' },
  },
  {
    call: [
      '@vitest-evals/harness-ai-sdk.aiSdkJudgeHarness',
      '@vitest-evals/harness-openai-agents.openaiAgentsJudgeHarness',
      '@vitest-evals/harness-pi-ai.piAiJudgeHarness',
    ],
    does: { kind: 'binds-model', name: ['model', 'agent'] },
  },
  {
    call: namesFrom(
      ['vitest-evals', 'vitest-evals/judges', 'vitest-evals/legacy'],
      ['ToolCallJudge', 'StructuredOutputJudge', 'ToolCallScorer', 'StructuredOutputScorer'],
    ),
    does: { kind: 'compares', data: [] },
  },
];
