import type { Description } from './describe.ts';
import { newcombe } from './newcombe.ts';
import { type Shift, shiftByStudent } from './shift.ts';
import { welch } from './welch.ts';

/** How intervals of gaps are made; the synthetic mean gets the one that belongs to it (Wilson's beside Newcombe's). */
export type GapMethod = 'wald' | 'newcombe' | 't';

/** What the synthetic rows of a task are off by: real minus synthetic, so a shift turned around. */
export type Gap = Pick<Shift, 'estimate' | 'se' | 'interval'>;

/** Gap of two independent samples; `newcombe` needs zeros and ones, the others two rows on each side. */
export function independentGap(real: Description, synthetic: Description, method: GapMethod): Gap {
  if (method === 'newcombe') {
    return newcombe(successes(synthetic), successes(real));
  }
  const gap = welch(synthetic, real);
  return method === 't' ? gap : shiftByStudent(gap.estimate, gap.se, Number.POSITIVE_INFINITY);
}

/** Fewer rows that differ, of zeros and ones, and the spread of the differences says too little. */
const LEAST_DISCORDANT = 10;

/**
 * Gap of rows that have a real and a synthetic value each, from their differences (at least two). Of zeros and ones with
 * few that differ, half a row is added to each of the four cells first (Agresti and Min 2005); the estimate is not moved.
 */
export function pairedGap(differences: Float64Array, method: 'wald' | 't', isBinary: boolean): Gap {
  const n = differences.length;
  let sum = 0;
  let squares = 0;
  for (const difference of differences) {
    sum += difference;
    squares += difference * difference;
  }
  const few = method === 't' && isBinary && squares < LEAST_DISCORDANT;
  const rows = few ? n + 2 : n;
  const mean = sum / rows;
  let spread = few ? 1 + 2 * mean * mean : 0;
  for (const difference of differences) {
    spread += (difference - mean) ** 2;
  }
  // Two of the four half rows differ, by +1 and -1: their squares about the mean are 1 + mean², and mean² for the rest.
  const se = Math.sqrt(spread / (rows - 1) / rows);
  const gap = shiftByStudent(mean, se, method === 't' ? rows - 1 : Number.POSITIVE_INFINITY);
  return { estimate: sum / n, se, interval: gap.interval };
}

function successes({ n, mean }: Description) {
  return { k: Math.round(n * mean), n };
}
