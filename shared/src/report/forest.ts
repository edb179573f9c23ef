import { scaleLinear } from 'd3-scale';
import type { CompareResult } from '../protocol/check.ts';
import { axis } from './axis.ts';
import { number } from './format.ts';
import { ESTIMATE_NAMES, interval } from './model.ts';
import { at, line, svg, text } from './svg.ts';

const WIDTH = 640;
const LEFT = 150;
const RIGHT = 612;
const TOP = 24;
const ROW = 32;

/** The estimates with their 95 % intervals below each other, the naive one dashed. */
export function forest({ estimates, naivePooled, estimand, value }: CompareResult): string {
  const clip = (bound: number) => (estimand === 'proportion' ? Math.min(1, Math.max(0, bound)) : bound);
  const rows = [
    ...estimates.map(({ method, estimate, ci95 }) => ({
      name: ESTIMATE_NAMES[method],
      estimate,
      ci95,
      kind: 'whisker',
    })),
    { name: ESTIMATE_NAMES.naive, estimate: naivePooled.estimate, ci95: naivePooled.ci95, kind: 'whisker naive' },
  ].map((row) => ({ ...row, low: clip(Number(row.ci95[0])), high: clip(Number(row.ci95[1])) }));
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
    ({ name, estimate, ci95 }) => `${name}: ${number(estimate)}, ${interval(ci95, estimand === 'proportion')}`,
  );
  return svg({
    id: 'forest',
    title: `Estimates of ${value} with 95 % intervals`,
    description: `${spoken.join('; ')}. The naive one is dashed: its interval does not have the coverage it claims.`,
    width: WIDTH,
    height: base + 30,
    content: marks.join('') + axis(x, base),
  });
}
