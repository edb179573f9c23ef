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
  'search-rubric',
  'select-best',
  'trajectory:goal-success',
];

/** https://www.promptfoo.dev/docs/usage/node-api-reference: the tests, and what all of them have, say what is asserted. A function that a provider asks is no judge. */
export const promptfoo: readonly CatalogEntry[] = [
  {
    call: ['promptfoo.evaluate', 'promptfoo.default.evaluate'],
    does: {
      kind: 'evaluates',
      scorers: 'tests',
      also: 'defaultTest',
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
