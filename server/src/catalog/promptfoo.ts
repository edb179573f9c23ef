import type { Confidence } from '@unpool/shared/protocol/finding.ts';
import type { CatalogEntry } from './entry.ts';

/**
 * Types of assertions by which a language model grades; each also with "not-" before it. Embeddings (`similar`),
 * classifiers and moderation do not. https://www.promptfoo.dev/docs/configuration/expected-outputs/model-graded/
 */
export const GRADING_TYPES: ReadonlySet<string> = new Set([
  'agent-rubric',
  'answer-relevance',
  'context-faithfulness',
  'context-recall',
  'context-relevance',
  'conversation-relevance',
  'factuality',
  'g-eval',
  'llm-rubric',
  'model-graded-closedqa',
  'model-graded-factuality',
  'noise-sensitivity',
  'pi',
  'research-rubric',
  'search-rubric',
  'select-best',
  'trajectory:goal-success',
]);

/** The type that a service of its own grades, whatever grader is named. */
export const OWN_GRADER = 'pi';

/**
 * What grades where no grader is named: it depends on the keys that are there, of which the tested providers tell some,
 * the first before the others. Which version it is depends on that of promptfoo. `assumed`: with a key of OpenAI it is
 * theirs whatever else is there; with another one it is that maker's only if there is none of OpenAI.
 * https://github.com/promptfoo/promptfoo/blob/main/src/providers/defaults.ts
 */
export const DEFAULT_GRADERS: readonly {
  readonly platform: RegExp;
  readonly family: string;
  readonly assumed: Confidence;
}[] = [
  { platform: /^openai$/, family: 'gpt', assumed: 'likely' },
  { platform: /^anthropic$/, family: 'claude', assumed: 'possible' },
  { platform: /^(?:google|palm|vertex)$/, family: 'gemini', assumed: 'possible' },
  { platform: /^mistral$/, family: 'mistral', assumed: 'possible' },
];

/** Graders to choose from where one of another family is wanted: what they are called, and their model. */
export const GRADERS: readonly { readonly id: string; readonly model: string }[] = [
  { id: 'anthropic:messages:claude-sonnet-4-6', model: 'claude-sonnet-4-6' },
  { id: 'openai:chat:gpt-5.5', model: 'gpt-5.5' },
  { id: 'google:gemini-2.5-pro', model: 'gemini-2.5-pro' },
  { id: 'mistral:mistral-large-latest', model: 'mistral-large' },
];

/** Where the grader of all tests is named. */
export const GRADER_OF_ALL = ['defaultTest', 'options', 'provider'];

/** Where we look for the file with labels of people: promptfoo keeps what is under "metadata" as it is. */
export const CALIBRATION = ['metadata', 'unpool', 'calibration', 'file'];

/** What the calls mean that a configuration is lowered to. */
export const promptfooEntries: readonly CatalogEntry[] = [
  { call: 'promptfoo.answers', does: { kind: 'generates', prompt: 'prompt', model: 'model' } },
  {
    call: 'promptfoo.grades',
    does: { kind: 'scores', model: 'model', says: 'says', assumed: 'assumed' },
  },
  { call: 'promptfoo.evaluate', does: { kind: 'evaluates', scorers: 'assert', threshold: 'threshold' } },
  { call: 'promptfoo.calibrate', does: { kind: 'corrects', data: 'all' } },
  { call: 'promptfoo.repeat', does: { kind: 'repeats', rows: 0 } },
  { call: 'promptfoo.passes', does: { kind: 'estimates', data: [0], what: 'pass rate', framework: true } },
  { call: 'promptfoo.read', does: { kind: 'reads', from: 0, gives: 'rows' } },
  { call: 'promptfoo.written', does: { kind: 'observes' } },
  { call: 'promptfoo.tests', does: { kind: 'pools', parts: [0] } },
  { call: 'promptfoo.rate', does: { kind: 'estimates', data: [0], what: 'pass rate' } },
];
