import { assess } from './assess.ts';
import { compareUnits } from './compare-units.ts';
import type { Interval } from './interval.ts';

/** Rows of one side of a comparison, each won (1), tied (0.5) or lost (0). */
export interface PlacedRows {
  readonly values: Float64Array;
  /** Which of the two orders each row was judged in, 0 or 1; anything else where it is not known. */
  readonly orders: ArrayLike<number>;
  readonly clusters: ArrayLike<number> | null;
}

/** How far the win rate depends on which model stood first: that in order 0 less that in order 1. */
export type PositionSwap =
  | {
      readonly rows: readonly [number, number];
      readonly winRates: readonly [number, number];
      readonly gap: number;
      readonly ci95: Interval;
      readonly p: number;
      /** Why the interval is likely too narrow. */
      readonly caution?: string;
    }
  | { readonly refused: string };

/**
 * The position-swap gap. It has the interval of a shift of win rates; prompts (clusters) that were judged in both orders
 * are paired. Refused below two rows (prompts) in an order.
 */
export function positionSwap({ values, orders, clusters }: PlacedRows): PositionSwap {
  const places = [0, 1].map((order) => [...values.keys()].filter((i) => orders[i] === order));
  const [first, second] = places.map((rows) => Float64Array.from(rows, (row) => values[row]!));
  const [own, other] = places.map((rows) => clusters && rows.map((row) => clusters[row]!));
  const grouped = own && other ? { real: other, synthetic: own } : null;
  const units = compareUnits(second!, first!, grouped);
  if (Math.min(units.real.length, units.synthetic.length) < 2) {
    return { refused: `too few rows: ${first!.length} in one order and ${second!.length} in the other` };
  }
  const sides = { real: second!, synthetic: first!, clusters: grouped, versus: null, regression: null };
  // The margin is of no account for the shift.
  const { shift } = assess({ ...sides, estimand: 'win-rate' }, 1, 0.05);
  const rate = (rows: Float64Array) => rows.reduce((sum, value) => sum + value, 0) / rows.length;
  return {
    rows: [first!.length, second!.length],
    winRates: [rate(first!), rate(second!)],
    gap: shift.estimate,
    ci95: shift.ci95,
    p: shift.p,
    ...(shift.caution !== undefined && { caution: shift.caution }),
  };
}
