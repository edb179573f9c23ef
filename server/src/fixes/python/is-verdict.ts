import type { Expression } from '../../flow/program.ts';

/** True or false, or 1 or 0. */
export function isVerdict(node: Expression): boolean {
  if (node.kind === 'constant') return typeof node.value === 'boolean' || node.value === 0 || node.value === 1;
  if (node.kind === 'conditional') return isVerdict(node.then) && isVerdict(node.otherwise);
  if (node.kind === 'operation') return /^(?:comparison|membership|not)$/.test(node.form);
  if (node.kind !== 'call') return false;
  const { callee, arguments: given } = node;
  if (callee.kind === 'attribute') return /^(?:startswith|endswith)$/.test(callee.name);
  const [only, ...others] = given;
  const isNumber = callee.kind === 'name' && /^(?:int|bool|float)$/.test(callee.name);
  return isNumber && only !== undefined && others.length === 0 && isVerdict(only.value);
}
