import type { CatalogEntry } from '../entry.ts';

const SAMPLERS = [
  ...['*.ChatCompletionSampler', '*.OChatCompletionSampler', '*.ResponsesSampler', '*.ClaudeCompletionSampler'],
];

/** https://github.com/openai/simple-evals. MMLU, GPQA, MGSM, DROP and HumanEval compare. */
export const simpleEvals: readonly CatalogEntry[] = [
  { call: SAMPLERS, does: { kind: 'binds-model', name: [[0, 'model']] } },
  { call: SAMPLERS.map((name) => `${name}.__call__`), does: { kind: 'generates', prompt: [0, 'message_list'] } },
  {
    call: ['*.SimpleQAEval', '*.BrowseCompEval', '*.HealthBenchEval'],
    does: { kind: 'scores', model: [0, 'grader_model'] },
  },
  { call: ['*.MathEval'], does: { kind: 'scores', model: [0, 'equality_checker'] } },
  {
    call: ['*.SimpleQAEval.__call__', '*.BrowseCompEval.__call__', '*.HealthBenchEval.__call__', '*.MathEval.__call__'],
    does: { kind: 'evaluates', scorers: 'self' },
  },
];
