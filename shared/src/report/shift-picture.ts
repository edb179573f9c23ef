import { scaleLinear } from 'd3-scale';
import type { IntervalJson } from '../protocol/check.ts';
import { axis } from './axis.ts';
import { number, signed } from './format.ts';
import { interval } from './model.ts';
import { at, line, svg, text } from './svg.ts';

const WIDTH = 640;
const HEIGHT = 130;
const LEFT = 48;
const RIGHT = 612;
const TOP = 24;
const BASE = 96;
const MIDDLE = 60;

export const SHIFT_CAPTION = 'Thick: 90 % interval; thin: 95 % interval; shaded: the margin.';

export interface ShiftPicture {
  /** What the shift is of, as the beginning of a sentence. */
  readonly of: string;
  readonly shift: { readonly estimate: number; readonly ci95: IntervalJson; readonly ci90: IntervalJson };
  readonly margin: number;
}

/** The shift with its 90 % and 95 % intervals, against the margin. */
export function shiftPicture({ of, shift, margin }: ShiftPicture): string {
  const [low, high] = shift.ci95 as readonly [number, number];
  const [low90, high90] = shift.ci90 as readonly [number, number];
  const x = scaleLinear([Math.min(low, -margin, 0), Math.max(high, margin, 0)], [LEFT, RIGHT]).nice(6);
  const content = [
    `<rect x="${at(x(-margin))}" y="${TOP}" width="${at(x(margin) - x(-margin))}" height="${BASE - TOP}" class="margin"/>`,
    line(x(-margin), TOP, x(-margin), BASE, 'bound'),
    line(x(margin), TOP, x(margin), BASE, 'bound'),
    text(x(0), TOP - 8, `margin ±${number(margin)}`, 'middle'),
    line(x(0), TOP, x(0), BASE, 'zero'),
    line(x(low), MIDDLE, x(high), MIDDLE, 'whisker'),
    line(x(low), MIDDLE - 6, x(low), MIDDLE + 6, 'whisker'),
    line(x(high), MIDDLE - 6, x(high), MIDDLE + 6, 'whisker'),
    line(x(low90), MIDDLE, x(high90), MIDDLE, 'thick'),
    `<circle cx="${at(x(shift.estimate))}" cy="${MIDDLE}" r="5" class="point"/>`,
    axis(x, BASE),
  ];
  return svg({
    id: 'shift',
    title: 'The shift against the margin',
    description:
      `${of} is ${signed(shift.estimate)}; its 90 % interval (thick) is ${interval(shift.ci90)}, ` +
      `its 95 % interval (thin) ${interval(shift.ci95)}; the margin is ±${number(margin)}.`,
    width: WIDTH,
    height: HEIGHT,
    content: content.join(''),
  });
}
