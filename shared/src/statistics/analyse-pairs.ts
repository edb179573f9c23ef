import { pairedSd, smoothed } from './agresti-min.ts';
import { RATE_MARGIN } from './analyse-mean.ts';
import type { Analysis, Doubted, Ranged } from './analysis.ts';
import { biasAwareInterval } from './bias-aware-pooled.ts';
import { confusion } from './confusion.ts';
import { describe } from './describe.ts';
import { differences, errorShift } from './error-shift.ts';
import { isBinary } from './is-binary.ts';
import { pairedSpread } from './paired-spread.ts';

/**
 * The shift of a mean where `real[i]` and `synthetic[i]` are of the same prompt: that of the differences. Needs two pairs;
 * `realOnly` may come from more real units than have a partner.
 */
export function analysePairs(
  { real, synthetic }: { readonly real: Float64Array; readonly synthetic: Float64Array },
  isRate: boolean,
  realOnly: Doubted<Ranged>,
): Analysis {
  const { shift, method } = errorShift(real, synthetic);
  const counts = isBinary(real) && isBinary(synthetic);
  const { n, sd } = describe(differences(real, synthetic));
  const middle = describe(Float64Array.from(real, (value, i) => (value + synthetic[i]!) / 2));
  return {
    method,
    shift,
    n,
    spread: counts ? null : pairedSpread(real, synthetic),
    isConstant: shift.se === 0,
    placeholder: isRate ? RATE_MARGIN : describe(real).sd / 10,
    plan: {
      sd: counts && sd === 0 ? pairedSd(smoothed(confusion(real, synthetic))) : sd,
      synthetic: Number.POSITIVE_INFINITY,
    },
    realOnly,
    biasAware: (margin) => ({
      estimate: middle.mean,
      interval: (level) => biasAwareInterval(middle.mean, margin / 2, middle.sd / Math.sqrt(n), level),
    }),
  };
}
