import type { Fix } from '@unpool/shared/protocol/finding.ts';
import { confidenceOf, POOLED_UNITS, SYNTHETIC } from '../../provenance/origins.ts';
import { causeOfKind, samePlace } from '../../provenance/trace.ts';
import { dataOrigins } from '../../provenance/value.ts';
import type { FixContext } from '../fix-context.ts';
import { isOfMeasuredPool } from './measured-pool.ts';
import { isOnlyReckonedWith } from './only-reckoned-with.ts';
import { poolingStep } from './pooling-step.ts';
import { realRowsOnly } from './real-rows-only.ts';

/**
 * Leaves the synthetic rows out of a pool that nothing but numbers are made of, where the rows do not stand in the number
 * itself: `rows.push(...synthetic)` goes, and `rows = [...real, ...synthetic]`, which a loop goes through, becomes
 * `rows = [...real]`.
 */
export function leaveSyntheticOut(context: FixContext): Fix | null {
  const { report } = context;
  if (!isOfMeasuredPool(context) || !confidenceOf(dataOrigins(report.value), POOLED_UNITS)) return null;
  const step = poolingStep(context);
  if (!step || arePaired(context) || !isOnlyReckonedWith(step, context) || realRowsOnly(context)) return null;
  return {
    title: `Estimate on the real rows only (${step.real})`,
    kind: 'repair',
    safety: 'suggested',
    edits: [step.edit],
  };
}

/** Two arrays that were pooled apart, `correlation(scores, labels)`, have to stay of one length. */
const arePaired = ({ estimates }: FixContext): boolean =>
  estimates.some(({ data }) => {
    const [first, ...others] = data.flatMap((value) => causeOfKind(value, SYNTHETIC, 'pool')?.place ?? []);
    return first !== undefined && others.some((other) => !samePlace(first, other));
  });
