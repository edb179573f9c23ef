import { LEAST_OF_A_KIND } from './agresti-min.ts';
import { analyseMean } from './analyse-mean.ts';
import type { Analysis } from './analysis.ts';
import { compareUnits } from './compare-units.ts';
import { describe } from './describe.ts';
import { differences, errorShift } from './error-shift.ts';
import { isBinary } from './is-binary.ts';
import { mover } from './mover.ts';
import { normalTail } from './normal-tail.ts';
import { shiftByLimits } from './shift-by-limits.ts';

/** Scores of two models on the same rows. */
export interface ModelScores {
  readonly value: Float64Array;
  readonly versus: Float64Array;
}

/**
 * The shift of the difference of two models, value minus versus, of independent rows: each row's difference first, then
 * Welch's t. Where the models are right or wrong and hardly ever differ on a side, that side's own interval for pairs is
 * taken (Agresti and Min), and both are combined (MOVER).
 */
export function analyseDifference(real: ModelScores, synthetic: ModelScores): Analysis {
  const isRate = [real, synthetic].every(({ value, versus }) => isBinary(value) && isBinary(versus));
  const apart = {
    real: differences(real.versus, real.value),
    synthetic: differences(synthetic.versus, synthetic.value),
  };
  const analysis = analyseMean(compareUnits(apart.real, apart.synthetic, null), isRate);
  const a = errorShift(real.versus, real.value).shift;
  if (!isRate || [apart.real, apart.synthetic].every((side) => discordant(side) >= LEAST_OF_A_KIND)) {
    return analysis;
  }
  const b = errorShift(synthetic.versus, synthetic.value).shift;
  const shift = shiftByLimits(b.estimate - a.estimate, (z) => {
    const level = 1 - 2 * normalTail(z);
    return mover(
      { estimate: a.estimate, interval: a.interval(level) },
      { estimate: b.estimate, interval: b.interval(level) },
    );
  });
  return {
    ...analysis,
    method: 'mover',
    shift,
    spread: null,
    isConstant: false,
    plan: { ...analysis.plan, sd: Math.max(analysis.plan.sd, a.se * Math.sqrt(describe(apart.real).n)) },
    realOnly: { estimate: a.estimate, interval: (level) => a.interval(level) },
  };
}

function discordant(differences: Float64Array): number {
  return differences.filter((value) => value !== 0).length;
}
