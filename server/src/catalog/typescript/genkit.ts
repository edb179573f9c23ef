import type { CatalogEntry } from '../entry.ts';

/** Genkit's own evaluators that ask a judge; those of exact matches, patterns and JSONata compare. */
const GRADING = ['faithfulness', 'answer_relevancy', 'answer_accuracy', 'maliciousness'].map(
  (name) => `genkitEval/${name}`,
);

/** https://genkit.dev/docs/js/models and https://genkit.dev/docs/js/evaluation */
export const genkit: readonly CatalogEntry[] = [
  { call: ['genkit.genkit', 'genkit/beta.genkit'], does: { kind: 'binds-model', name: ['model'] } },
  {
    call: ['*.googleAI.model', '*.vertexAI.model', '*.openAI.model', '*.anthropic.model', '*.ollama.model'],
    does: { kind: 'binds-model', name: [0] },
  },
  {
    call: ['*.genkit.generate', '*.genkit.generateStream'],
    does: { kind: 'generates', prompt: 'prompt', model: 'model' },
  },
  { call: ['*.genkit.definePrompt'], does: { kind: 'binds-model', name: ['model', 'self'] } },
  { call: ['*.genkit.definePrompt.__call__'], does: { kind: 'generates', prompt: 0 } },
  { call: ['*.genkitEval'], does: { kind: 'scores', model: 'judge' } },
  { call: ['*.genkit.evaluate'], does: { kind: 'evaluates', scorers: 'evaluator', named: GRADING } },
];
