import type { CatalogEntry } from '../entry.ts';
import { namesFrom } from '../methods.ts';

const GRADING = [
  'AgentTaskCompletionJudge',
  'AgentToolCorrectnessJudge',
  'AnswerRelevance',
  'ComplianceRiskJudge',
  'DemographicBiasJudge',
  'DialogueHelpfulnessJudge',
  'GenderBiasJudge',
  'GEval',
  'GEvalPreset',
  'Hallucination',
  'LLMJudge',
  'Moderation',
  'PoliticalBiasJudge',
  'PromptUncertaintyJudge',
  'QARelevanceJudge',
  'RegionalBiasJudge',
  'ReligiousBiasJudge',
  'SummarizationCoherenceJudge',
  'SummarizationConsistencyJudge',
  'Usefulness',
];

/** https://www.comet.com/docs/opik/reference/typescript-sdk/evaluation */
export const opik: readonly CatalogEntry[] = [
  { call: namesFrom(['opik'], GRADING), does: { kind: 'scores', model: 'model', otherwise: 'gpt-4o' } },
  { call: ['opik.evaluate'], does: { kind: 'evaluates', scorers: 'scoringMetrics', tests: 'task' } },
  { call: ['opik.evaluatePrompt'], does: { kind: 'evaluates', scorers: 'scoringMetrics' } },
];
