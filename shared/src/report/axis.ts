import type { ScaleLinear } from 'd3-scale';
import { number } from './format.ts';
import { line, text } from './svg.ts';

/** A horizontal axis with ticks at height `y`. */
export function axis(scale: ScaleLinear<number, number>, y: number): string {
  const [low = 0, high = 0] = scale.range();
  const ticks = scale.ticks(6).map((tick) => {
    const x = scale(tick);
    return line(x, y, x, y + 4, 'axis') + text(x, y + 17, number(tick), 'middle');
  });
  return line(low, y, high, y, 'axis') + ticks.join('');
}
