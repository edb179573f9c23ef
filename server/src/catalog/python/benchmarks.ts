import type { CatalogEntry } from '../entry.ts';

/**
 * Harnesses that are mostly run from the command line: https://github.com/EleutherAI/lm-evaluation-harness,
 * https://github.com/allenai/olmo-eval and https://crfm-helm.readthedocs.io. What of them is Python: tasks, metrics, annotators.
 */
export const benchmarks: readonly CatalogEntry[] = [
  // its tasks compare with the references of a benchmark
  { call: ['*.simple_evaluate'], does: { kind: 'nothing' } },
  { call: ['*.SimpleQAJudgeScorer'], does: { kind: 'scores', model: null, otherwise: 'gpt-4o-mini' } },
  { call: ['*.scorers.LLMJudgeScorer', '*.llm_judge.LLMJudgeScorer'], does: { kind: 'scores', model: null } },
  { call: ['*.metrics.AccuracyMetric'], does: { kind: 'evaluates', scorers: [0, 'scorer'] } },
  { call: ['*.LLMAsJuryAnnotator'], does: { kind: 'scores', model: null } },
  { call: ['*.common.request.Request'], does: { kind: 'makes-record', from: 0 } },
  { call: ['*.AutoClient.make_request'], does: { kind: 'generates', prompt: [0, 'request'], model: 'model' } },
];
