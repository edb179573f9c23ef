import type { ScaleLinear } from 'd3-scale';
import { number } from './format.ts';
import { line, text } from './svg.ts';

/** What an axis takes below its line, with and without a label. */
export const AXIS_HEIGHT = 26;
export const LABELLED_AXIS_HEIGHT = 48;

/** A horizontal axis with ticks at height `y`, and below them what it shows. */
export function axis(scale: ScaleLinear<number, number>, y: number, label?: string): string {
  const [low = 0, high = 0] = scale.range();
  const ticks = scale.ticks(5).map((tick) => {
    const x = scale(tick);
    return line(x, y, x, y + 4, 'axis') + text(x, y + 19, number(tick), 'middle', 'faint');
  });
  const below = label === undefined ? '' : text((low + high) / 2, y + 40, label, 'middle', 'faint');
  return line(low, y, high, y, 'axis') + ticks.join('') + below;
}
