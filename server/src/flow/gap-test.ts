import type { Expression, Operation } from './program.ts';
import { childrenOf, nameOf } from './walk.ts';

/** In TypeScript, a test of whether there is a value: `score == null`, `Number.isNaN(score)`, `typeof score === "number"`. */
export interface GapTest {
  readonly entry: Expression;
  /** Is there none where it holds? */
  readonly isGap: boolean;
}

export function gapTest(test: Expression): GapTest | null {
  if (test.kind === 'operation' && test.form === 'not') {
    const inner = gapTest(test.operands[0]!);
    return inner && { ...inner, isGap: !inner.isGap };
  }
  if (test.kind === 'operation') return comparedWithNone(test) ?? eitherOf(test);
  if (test.kind !== 'call' || test.arguments.length !== 1) return null;
  const name = nameOf(test.callee);
  const entry = test.arguments[0]!.value;
  if (/^(isNaN|isNil|isNull|isUndefined|isNullish)$/.test(name)) return { entry, isGap: true };
  return /^(isFinite|isNumber)$/.test(name) ? { entry, isGap: false } : null;
}

function comparedWithNone({ operator, operands: [left, right], form }: Operation): GapTest | null {
  if (form !== 'comparison' || !left || !right || !/^[!=]==?$/.test(operator)) return null;
  const isEqual = operator.startsWith('=');
  if (isNone(right)) return { entry: left, isGap: isEqual };
  const [typed, ...more] = left.kind === 'unknown' ? left.operands : [];
  return typed && more.length === 0 && right.kind === 'constant' && right.value === 'number'
    ? { entry: typed, isGap: !isEqual }
    : null;
}

/** `score === null || Number.isNaN(score)`, `score !== undefined && score !== null` */
function eitherOf({ operator, operands }: Operation): GapTest | null {
  if (!/^(\|\||&&)$/.test(operator)) return null;
  const [first, second] = operands.map(gapTest);
  const areAlike = first && second && first.isGap === second.isGap && isSame(first.entry, second.entry);
  return areAlike && first.isGap === (operator === '||') ? first : null;
}

/** `null`, `undefined`, or what stands in a file for nothing: `""`, `"NA"` */
const isNone = (node: Expression): boolean =>
  (node.kind === 'constant' && (node.value === null || (typeof node.value === 'string' && isNoEntry(node.value)))) ||
  (node.kind === 'name' && node.name === 'undefined');

export const isNoEntry = (text: string): boolean => /^(?:n\/?a|nan|null|none|missing)?$/i.test(text);

/** Are two expressions written alike? */
export function isSame(a: Expression, b: Expression): boolean {
  if (a.kind !== b.kind) return false;
  if (a.kind === 'name' || a.kind === 'attribute') if (a.name !== (b as typeof a).name) return false;
  if (a.kind === 'constant' && a.value !== (b as typeof a).value) return false;
  if (a.kind === 'operation' && a.operator !== (b as typeof a).operator) return false;
  if (!/^(name|attribute|subscript|constant|call|operation)$/.test(a.kind)) return false;
  const [mine, others] = [childrenOf(a), childrenOf(b)];
  return mine.length === others.length && mine.every((child, i) => isSame(child, others[i]!));
}
