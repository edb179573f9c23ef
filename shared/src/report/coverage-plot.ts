import { type ScaleLinear, type ScaleLogarithmic, scaleLinear, scaleLog } from 'd3-scale';
import { count, level, share } from './format.ts';
import { line, text, WIDTH } from './svg.ts';

export const COVERAGE_HEIGHT = 286;
export const LEFT = 56;
export const RIGHT = WIDTH - 20;
export const TOP = 38;
export const BASE = 232;

/** The ground of pictures of coverage over the number of synthetic rows. */
export interface CoveragePlot {
  readonly x: ScaleLogarithmic<number, number>;
  readonly y: ScaleLinear<number, number>;
  /** The grid, both axes, and the coverage that is claimed. */
  readonly ground: string;
}

/** From 1 to `most` synthetic rows; `claimed` is the level of the interval. */
export function coveragePlot(most: number, claimed: number): CoveragePlot {
  const x = scaleLog([1, most], [LEFT, RIGHT]);
  const y = scaleLinear([0, 1], [BASE, TOP]);
  const grid = [0, 0.25, 0.5, 0.75, 1].map(
    (tick) => line(LEFT, y(tick), RIGHT, y(tick), 'grid') + text(LEFT - 8, y(tick) + 4, share(tick), 'end', 'faint'),
  );
  const decades = Array.from({ length: Math.floor(Math.log10(most)) + 1 }, (_, i) => 10 ** i);
  const ticks = decades.map(
    (rows) => line(x(rows), BASE, x(rows), BASE + 4, 'axis') + text(x(rows), BASE + 19, count(rows), 'middle', 'faint'),
  );
  const ground = [
    ...grid,
    line(LEFT, BASE, RIGHT, BASE, 'axis'),
    ...ticks,
    text((LEFT + RIGHT) / 2, BASE + 42, 'synthetic rows', 'middle', 'faint'),
    line(LEFT, y(claimed), RIGHT, y(claimed), 'bound'),
    text(LEFT - 42, TOP - 17, 'holds the truth', 'start', 'faint'),
    text(RIGHT, TOP - 17, `dashed: ${level(claimed)}, what the interval claims`, 'end', 'faint'),
  ];
  return { x, y, ground: ground.join('') };
}
