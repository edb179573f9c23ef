import type { CompareResult } from '../protocol/check.ts';
import { count, number, share, signed } from './format.ts';

/** The verdict in plain words, the word itself first. */
export function verdictSentence(result: CompareResult): string {
  const { verdict, shift, value, margin, beyondMargin } = result;
  const [low, high] = shift.ci95 as readonly [number, number];
  const between = `the 95 % interval is ${signed(low)} to ${signed(high)}`;
  switch (verdict) {
    case 'violated': {
      const direction = shift.estimate > 0 ? 'higher' : 'lower';
      const beyond = beyondMargin ? `, beyond the margin of ±${number(margin)}` : '';
      return `Violated: "${value}" is ${direction} in the synthetic rows by ${number(Math.abs(shift.estimate))}${beyond} (${between}). Pooling them with the real rows moves the result.`;
    }
    case 'compatible':
      return `Compatible: the shift of "${value}" is ${signed(shift.estimate)} (${between}), and smaller than the margin of ±${number(margin)} as far as these rows can show. This is not a licence to pool.`;
    case 'inconclusive':
      if (isConstant(result) && shift.estimate === 0) {
        return `Inconclusive: all values of "${value}" are ${number(result.real.mean)}, on both sides, so there is no variation to judge from.`;
      }
      return `Inconclusive: the shift of "${value}" is ${signed(shift.estimate)} (${between}): neither no shift nor one beyond the margin of ±${number(margin)} can be ruled out. ${missing(result)}`;
  }
}

/** What an inconclusive result lacks. */
function missing({ obstacle, realRowsNeeded, real, synthetic }: CompareResult): string {
  switch (obstacle) {
    case 'few-real-rows':
      return `Too few real rows: ${count(real.n)} of the 10 that are the least.`;
    case 'few-distinct-rows':
      return 'Too few real rows differ from the most frequent value: at least 10 must.';
    case 'no-spread':
      return 'All values of one side are the same, which says nothing about their spread: the interval is too narrow.';
    case null:
      break;
  }
  if (typeof realRowsNeeded !== 'number') {
    return `This margin is not reachable with ${count(synthetic.n)} synthetic rows, however many real ones there are.`;
  }
  return realRowsNeeded > real.n
    ? `Too few real rows: about ${count(realRowsNeeded)} needed, ${count(real.n)} are there.`
    : 'The shift is too close to the margin for this many rows.';
}

/** A mean of values that are all the same on each side; a proportion of 0 % or 100 % has its own intervals. */
function isConstant({ estimand, real, synthetic }: CompareResult): boolean {
  return estimand === 'mean' && real.sd === 0 && synthetic.sd === 0;
}

/** What the naive pooled interval is worth, as a range; a point only where the shift is established. */
export function coverageSentence(result: CompareResult): string {
  const { real, shift, naivePooled, verdict } = result;
  if (isConstant(result)) {
    return 'What the naive pooled 95 % interval is worth cannot be said: without variation there is no error to compute.';
  }
  const [low, high] = shift.ci95 as readonly [number, number];
  const [least, greatest] = naivePooled.coverageRange;
  const range =
    share(least) !== share(greatest) && greatest >= 0.005
      ? `between ${share(least)} and ${share(greatest)} of the time`
      : `in ${greatest < 0.005 ? 'less than 1 %' : `about ${share(greatest)}`} of cases`;
  const point = verdict === 'violated' ? ` At the estimated shift it is ${share(naivePooled.coverage)}.` : '';
  return `Your ${count(real.n)} real rows allow a shift from ${signed(low)} to ${signed(high)}; over that range the naive pooled 95 % interval covers the truth ${range}.${point}`;
}
