import type { CatalogEntry } from '../entry.ts';
import { namesFrom } from '../methods.ts';

const AGENTS = ['@mastra/core/agent.Agent', '@mastra/core.Agent', '*.getAgent', '*.getAgentById'];
const ASKED = ['generate', 'stream', 'generateLegacy', 'streamLegacy', 'generateVNext', 'streamVNext'];
const METRICS = [
  'AnswerRelevancyMetric',
  'BiasMetric',
  'ContextPositionMetric',
  'ContextPrecisionMetric',
  'ContextRelevancyMetric',
  'ContextualRecallMetric',
  'FaithfulnessMetric',
  'HallucinationMetric',
  'PromptAlignmentMetric',
  'SummarizationMetric',
  'ToxicityMetric',
];
const SCORERS = [
  'createAnswerRelevancyScorer',
  'createAnswerSimilarityScorer',
  'createBiasScorer',
  'createContextPrecisionScorer',
  'createContextRecallScorer',
  'createContextRelevanceScorerLLM',
  'createFaithfulnessScorer',
  'createHallucinationScorer',
  'createMultiTurnJudgeScorer',
  'createNoiseSensitivityScorerLLM',
  'createPromptAlignmentScorerLLM',
  'createRubricScorer',
  'createSummarizationScorer',
  'createToolCallAccuracyScorerLLM',
  'createToxicityScorer',
  'createTrajectoryAccuracyScorerLLM',
];
const PREBUILT = ['@mastra/evals/scorers/prebuilt', '@mastra/evals/scorers/llm', '@mastra/evals/scorers'];

/**
 * https://mastra.ai/docs: agents, the metrics of @mastra/evals before version 1 and its scorers since. Scorers of code
 * (completeness, keyword coverage, tone, textual difference) compare.
 */
export const mastra: readonly CatalogEntry[] = [
  { call: ['@mastra/core/agent.Agent', '@mastra/core.Agent'], does: { kind: 'binds-model', name: ['model'] } },
  { call: namesFrom(AGENTS, ASKED), does: { kind: 'generates', prompt: 0 } },
  { call: namesFrom(['@mastra/evals/llm'], METRICS), does: { kind: 'scores', model: [0, 'model'] } },
  { call: namesFrom(PREBUILT, SCORERS), does: { kind: 'scores', model: 'model' } },
  // a scorer of one's own asks a model where it names a judge
  {
    call: namesFrom(['@mastra/core/evals', '@mastra/core/scores', '@mastra/core/scorers'], ['createScorer']),
    does: { kind: 'scores', model: 'judge', around: 'judge', unless: [] },
  },
  {
    call: namesFrom(
      ['@mastra/core/evals', '@mastra/core/scores', '@mastra/core/scorers'],
      ['runEvals', 'runExperiment'],
    ),
    does: { kind: 'evaluates', scorers: 'scorers', tests: 'target' },
  },
  { call: ['@mastra/evals.evaluate'], does: { kind: 'evaluates', scorers: 2 } },
];
