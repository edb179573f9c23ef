import type { Place } from '@unpool/shared/protocol/finding.ts';
import type { Expression, FlowUnit, Statement } from '../../flow/program.ts';
import { expressionsIn, nameOf } from '../../flow/walk.ts';
import { snakeCase } from '../../provenance/names.ts';
import { contains, type FixContext } from '../fix-context.ts';
import { namesOf } from '../occurrences.ts';
import { judgeText } from './judge-field.ts';
import { definitionsIn } from './number-helper.ts';
import { type Scores, scoresOfCall, withoutFactor } from './scores.ts';
import { isRoot, isRootOfNumber, quotient, type SpreadByHand } from './spread-by-hand.ts';
import { bindingOf } from './values.ts';

/** Functions of the file that say how far the numbers that they are handed are from their mean: `std(scores)`. */

const DEVIATION = /^(?:std|sd|stdev|stddev|std_dev|standard_deviation|sample_std|sample_standard_deviation)$/;
const VARIANCE = /^(?:variance|sample_variance|var)$/;

/** Does a place stand in one? What is worked out there is a step to the spread. */
export const isInSpread = (place: Place, context: FixContext): boolean =>
  definitionsIn(context).some(
    ({ name, function: each }) =>
      (DEVIATION.test(snakeCase(name)) || VARIANCE.test(snakeCase(name))) && contains(each, place),
  );

/** Standard errors that are worked out by one, of the same scores: `std(scores) / Math.sqrt(scores.length)`. */
export function errorsBySpread(scores: Scores, context: FixContext): readonly SpreadByHand[] {
  const { unit } = scores;
  const own = judgeText(scores, context);
  const isOwn = (node: Expression | undefined, wanted: RegExp): boolean => {
    const [given, ...more] = node?.kind === 'call' ? node.arguments : [];
    if (node?.kind !== 'call' || !given || more.length > 0 || !wanted.test(snakeCase(nameOf(node)))) return false;
    return judgeText(scoresOfCall({ unit, node, factor: '', entries: given.value }, context), context) === own;
  };
  return expressionsIn(unit.body).flatMap((node): readonly SpreadByHand[] => {
    const inner = isRoot(node) ? node.arguments[0]!.value : null;
    const [left, right] = quotient(inner ?? node);
    if (!left || !right) return [];
    const { factor, value } = inner ? { factor: '', value: left } : withoutFactor(left, unit, context);
    const binding = value.kind === 'name' ? bindingOf(value, unit, context) : null;
    const isError = isOwn(binding?.value ?? value, inner ? VARIANCE : DEVIATION);
    if (!isError || (!inner && !isRootOfNumber(right, unit, context))) return [];
    const before = binding && isReadOnce(binding, unit, context) ? [binding] : [];
    return [{ unit, node, factor: factor.replace(/ \* $/, ''), before }];
  });
}

function isReadOnce(binding: Statement & { kind: 'assign' }, unit: FlowUnit, context: FixContext): boolean {
  return namesOf(context).reads(unit, binding.targets[0]!).length === 1;
}
