import { scaleLinear } from 'd3-scale';
import type { IntervalJson } from '../protocol/check.ts';
import { axis } from './axis.ts';
import { estimated, interval } from './model.ts';
import { at, line, svg, text } from './svg.ts';

const WIDTH = 640;
const LEFT = 150;
const RIGHT = 612;
const TOP = 24;
const ROW = 32;

export const FOREST_CAPTION = 'Dots: estimates; lines: 95 % intervals; dashed: the naive one.';

export interface Forest {
  readonly title: string;
  readonly rows: readonly {
    readonly name: string;
    readonly estimate: number;
    readonly ci95: IntervalJson;
    /** Drawn dashed. */
    readonly isNaive?: boolean;
  }[];
  /** Clipped to 0 … 1. */
  readonly isRate: boolean;
}

/** Estimates with their 95 % intervals below each other. */
export function forest({ title, rows: estimates, isRate }: Forest): string {
  const clip = (bound: number) => (isRate ? Math.min(1, Math.max(0, bound)) : bound);
  const rows = estimates.map(({ name, estimate, ci95, isNaive }) => ({
    name,
    estimate: clip(estimate),
    ci95,
    kind: isNaive === true ? 'whisker naive' : 'whisker',
    low: clip(Number(ci95[0])),
    high: clip(Number(ci95[1])),
  }));
  const x = scaleLinear(
    [Math.min(...rows.map(({ low }) => low)), Math.max(...rows.map(({ high }) => high))],
    [LEFT, RIGHT],
  ).nice(6);
  const base = TOP + rows.length * ROW;
  const marks = rows.map(({ name, estimate, low, high, kind }, i) => {
    const y = TOP + (i + 0.5) * ROW;
    return (
      text(LEFT - 10, y + 4, name, 'end') +
      line(x(low), y, x(high), y, kind) +
      line(x(low), y - 5, x(low), y + 5, kind) +
      line(x(high), y - 5, x(high), y + 5, kind) +
      `<circle cx="${at(x(estimate))}" cy="${at(y)}" r="4.5" class="${kind === 'whisker' ? 'point' : 'point naive'}"/>`
    );
  });
  const spoken = rows.map(
    ({ name, estimate, ci95 }) => `${name}: ${estimated(estimate, ci95)}, ${interval(ci95, isRate)}`,
  );
  return svg({
    id: 'forest',
    title,
    description: `${spoken.join('; ')}. The naive one is dashed: its interval does not have the coverage it claims.`,
    width: WIDTH,
    height: base + 30,
    content: marks.join('') + axis(x, base),
  });
}
