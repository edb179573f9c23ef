import type { CatalogEntry } from '../entry.ts';

const MODULES = [
  ...['dspy.Predict', 'dspy.ChainOfThought', 'dspy.ProgramOfThought', 'dspy.ReAct', 'dspy.CodeAct'],
  ...['dspy.MultiChainComparison', 'dspy.BestOfN', 'dspy.Refine', 'dspy.TypedPredictor', 'dspy.TypedChainOfThought'],
];
const JUDGES = ['SemanticF1', 'CompleteAndGrounded', 'AnswerCorrectness', 'AnswerFaithfulness'];

/** https://dspy.ai/api. `answer_exact_match` and `answer_passage_match` compare; an evaluation's metric is a function. */
export const dspy: readonly CatalogEntry[] = [
  { call: ['dspy.LM'], does: { kind: 'binds-model', name: [[0, 'model']] } },
  { call: ['dspy.LM.__call__'], does: { kind: 'generates', prompt: [0, 'prompt'] } },
  { call: MODULES, does: { kind: 'binds-model', name: ['lm'] } },
  {
    call: MODULES.flatMap((name) => [`${name}.__call__`, `${name}.acall`]),
    does: { kind: 'generates', prompt: 0, model: 'lm' },
  },
  { call: ['dspy.Module.__call__'], does: { kind: 'delegates', to: 'forward' } },
  {
    call: JUDGES.flatMap((name) => [`dspy.evaluate.${name}`, `dspy.evaluate.auto_evaluation.${name}`]),
    does: { kind: 'scores', model: null },
  },
  {
    call: ['dspy.Evaluate', 'dspy.evaluate.Evaluate', 'dspy.evaluate.evaluate.Evaluate'],
    does: { kind: 'evaluates', scorers: 'metric' },
  },
];
