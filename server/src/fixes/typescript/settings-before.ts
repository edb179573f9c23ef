import type { Expression } from '../../flow/program.ts';
import { namesJudgeOnly } from '../judge-calls.ts';
import { type At, environmentOf } from './model-text.ts';
import { type Found, replaced } from './naming.ts';

/**
 * `process.env.MODEL || 'gpt-4o'`: where a variable of the environment that answers are set by, too, goes before the
 * model, it is replaced with it. What is set for the judge alone stays.
 */
export function withSettingsBefore(found: Found, choice: At, operand: Expression): Found {
  const { node, unit, context } = choice;
  const shared = leavesOf(node).find((leaf) => leaf.end <= operand.start && isShared(leaf));
  if (node.kind !== 'operation' || node.form !== 'logical' || !shared) return found;
  // the whole where it is the first
  const span = shared.start === node.start ? node : { ...node, start: shared.start };
  return {
    ...found,
    own: found.own && span,
    edits: (text) => [replaced(span, unit, text, context)],
  };
}

const leavesOf = (node: Expression): readonly Expression[] =>
  node.kind === 'operation' && node.form === 'logical' ? node.operands.flatMap(leavesOf) : [node];

function isShared(node: Expression): boolean {
  const variable = environmentOf(node);
  return variable !== null && !namesJudgeOnly(variable);
}
