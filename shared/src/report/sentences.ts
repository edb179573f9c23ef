import type { CompareResult } from '../protocol/check.ts';
import { count, number, share, signed } from './format.ts';
import { cautious } from './model.ts';
import { realUnits, subject } from './subject.ts';

/** The verdict in plain words, without the word itself. */
export function verdictSentence(result: CompareResult): string {
  const { verdict, shift, margin, beyondMargin } = result;
  const what = subject(result);
  const [low, high] = shift.ci95 as readonly [number, number];
  const between = `the 95 % interval is ${cautious(`${signed(low)} to ${signed(high)}`, shift.caution)}`;
  switch (verdict) {
    case 'violated': {
      const direction = shift.estimate > 0 ? 'higher' : 'lower';
      const beyond = beyondMargin ? `, beyond the margin of ±${number(margin)}` : '';
      return `${what} is ${direction} in the synthetic rows by ${number(Math.abs(shift.estimate))}${beyond} (${between}). Pooling them with the real rows moves the result.`;
    }
    case 'compatible':
      return `the shift of ${what} is ${signed(shift.estimate)} (${between}), and smaller than the margin of ±${number(margin)} as far as these rows can show. This is not a licence to pool.`;
    case 'inconclusive':
      if (isConstant(result) && shift.estimate === 0) {
        return `all values of ${what} are ${number(result.real.mean)}, on both sides, so there is no variation to judge from.`;
      }
      return `the shift of ${what} is ${signed(shift.estimate)} (${between}): neither no shift nor one beyond the margin of ±${number(margin)} can be ruled out. ${missing(result)}`;
  }
}

/** What an inconclusive result lacks. */
function missing(result: CompareResult): string {
  const { obstacle, realRowsNeeded, synthetic, clusters } = result;
  const { count: there, word } = realUnits(result);
  switch (obstacle) {
    case 'few-real-rows':
      return `Too few ${word}: ${count(there)} of the 10 that are the least.`;
    case 'few-distinct-rows':
      return `Too few ${word} differ from the most frequent value: at least 10 must.`;
    case 'no-spread':
      return 'All or nearly all values of one side are the same, which says little about their spread: the interval is too narrow.';
    case null:
      break;
  }
  if (typeof realRowsNeeded !== 'number') {
    const most =
      clusters === null
        ? `${count(synthetic.n)} synthetic rows`
        : `${count(clusters.synthetic.clusters)} synthetic clusters`;
    return `This margin is not reachable with ${most}, however many real ones there are.`;
  }
  return realRowsNeeded > there
    ? `Too few ${word}: about ${count(realRowsNeeded)} needed, ${count(there)} are there.`
    : `The shift is too close to the margin for this many ${clusters === null ? 'rows' : word}.`;
}

const OF_PROPORTIONS: ReadonlySet<string> = new Set(['newcombe', 'agresti-min', 'bonett-price']);

/** A mean of values that are all the same on each side; a proportion of 0 % or 100 % has its own intervals. */
export function isConstant({ shift: { method }, real, synthetic }: CompareResult): boolean {
  return !OF_PROPORTIONS.has(method) && real.sd === 0 && synthetic.sd === 0;
}

/** What the naive pooled interval is worth, as a range; a point only where the shift is established. */
export function coverageSentence(result: CompareResult): string {
  const { shift, naivePooled, verdict } = result;
  if ('refused' in naivePooled) {
    return `What a naive pooled interval is worth cannot be said: ${naivePooled.refused}.`;
  }
  if (isConstant(result)) {
    return 'What the naive pooled 95 % interval is worth cannot be said: without variation there is no error to compute.';
  }
  const { coverage, coverageRange } = naivePooled;
  const point =
    verdict === 'violated' && isRange(coverageRange) ? ` At the estimated shift it is ${share(coverage)}.` : '';
  const { count: units, word } = realUnits(result);
  return `${coverageWords(`Your ${count(units)} ${word}`, '', shift, coverageRange)}.${point}`;
}

/** Do its ends differ as they are shown? */
const isRange = ([least, greatest]: readonly [number, number]): boolean =>
  share(least) !== share(greatest) && greatest >= 0.005;

/** The range of shifts that `whose` rows allow, `where`, and what a naive interval is worth over it; no full stop. */
export function coverageWords(
  whose: string,
  where: string,
  { ci95, caution }: Pick<CompareResult['shift'], 'ci95' | 'caution'>,
  coverageRange: readonly [number, number],
): string {
  const [low, high] = ci95 as readonly [number, number];
  const [least, greatest] = coverageRange;
  const range = isRange(coverageRange)
    ? `between ${share(least)} and ${share(greatest)} of the time`
    : `in ${greatest < 0.005 ? 'less than 1 %' : `about ${share(greatest)}`} of cases`;
  const doubt = caution === undefined ? '' : ', a range that is likely too narrow';
  return `${whose} allow a shift${where} from ${signed(low)} to ${signed(high)}${doubt}; over that range the naive pooled 95 % interval covers the truth ${range}`;
}
