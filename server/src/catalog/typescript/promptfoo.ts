import type { CatalogEntry } from '../entry.ts';
import { namesFrom } from '../methods.ts';

/** https://www.promptfoo.dev/docs/configuration/expected-outputs/model-graded: assertions that a model decides. */
const GRADING = [
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
  'pi',
  'search-rubric',
  'select-best',
  'trajectory:goal-success',
];

/** https://www.promptfoo.dev/docs/usage/node-api-reference: the tests, and what all of them have, say what is asserted. */
export const promptfoo: readonly CatalogEntry[] = [
  {
    call: ['promptfoo.evaluate', 'promptfoo.default.evaluate'],
    does: {
      kind: 'evaluates',
      scorers: 0,
      named: [...GRADING, ...GRADING.map((name) => `not-${name}`)],
    },
  },
  {
    call: namesFrom(
      ['promptfoo.assertions', 'promptfoo.default.assertions'],
      ['matchesLlmRubric', 'matchesFactuality', 'matchesClosedQa'],
    ),
    does: { kind: 'scores', model: null },
  },
];
