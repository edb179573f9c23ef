import type { CatalogEntry } from '../entry.ts';

/** https://ai.pydantic.dev/evals */
export const pydanticEvals: readonly CatalogEntry[] = [
  {
    call: ['pydantic_evals.evaluators.LLMJudge', '*.LLMJudge'],
    does: { kind: 'scores', model: 'model', otherwise: 'openai:gpt-5.2' },
  },
  { call: ['pydantic_evals.Dataset'], does: { kind: 'scores', model: null, around: [1, 'evaluators'] } },
  {
    call: ['pydantic_evals.Dataset.evaluate', 'pydantic_evals.Dataset.evaluate_sync'],
    does: { kind: 'evaluates', scorers: 'self', tests: [0, 'task'] },
  },
];
