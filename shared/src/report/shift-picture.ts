import { scaleLinear } from 'd3-scale';
import type { IntervalJson } from '../protocol/check.ts';
import { axis, LABELLED_AXIS_HEIGHT } from './axis.ts';
import { number, signed } from './format.ts';
import { interval } from './model.ts';
import { at, line, svg, text, WIDTH } from './svg.ts';

const LEFT = 40;
const RIGHT = WIDTH - 40;
const TOP = 26;
const BASE = 106;
const MIDDLE = 72;
/** Half of what the words above the margin take. */
const HALF_WORDS = 48;

export const SHIFT_CAPTION = 'Thick: 90 % interval; thin: 95 % interval; shaded: the margin.';

export interface ShiftPicture {
  /** What the shift is of, as the beginning of a sentence. */
  readonly of: string;
  /** The same as the label of an axis. */
  readonly label: string;
  readonly shift: { readonly estimate: number; readonly ci95: IntervalJson; readonly ci90: IntervalJson };
  readonly margin: number;
}

/** The shift with its 90 % and 95 % intervals, against the margin. */
export function shiftPicture({ of, label, shift, margin }: ShiftPicture): string {
  const [low, high] = shift.ci95 as readonly [number, number];
  const [low90, high90] = shift.ci90 as readonly [number, number];
  const x = scaleLinear([Math.min(low, -margin, 0), Math.max(high, margin, 0)], [LEFT, RIGHT]).nice(5);
  const inside = (place: number) => Math.min(RIGHT - HALF_WORDS + 30, Math.max(LEFT + HALF_WORDS - 30, place));
  const content = [
    `<rect x="${at(x(-margin))}" y="${TOP}" width="${at(x(margin) - x(-margin))}" height="${BASE - TOP}" class="margin"/>`,
    line(x(-margin), TOP, x(-margin), BASE, 'bound'),
    line(x(margin), TOP, x(margin), BASE, 'bound'),
    text(inside(x(0)), TOP - 9, `margin ±${number(margin)}`, 'middle', 'faint'),
    line(x(0), TOP, x(0), BASE, 'zero'),
    line(x(low), MIDDLE, x(high), MIDDLE, 'whisker'),
    line(x(low), MIDDLE - 7, x(low), MIDDLE + 7, 'whisker'),
    line(x(high), MIDDLE - 7, x(high), MIDDLE + 7, 'whisker'),
    line(x(low90), MIDDLE, x(high90), MIDDLE, 'thick'),
    `<circle cx="${at(x(shift.estimate))}" cy="${MIDDLE}" r="6.5" class="point ringed"/>`,
    text(x(shift.estimate), MIDDLE - 16, signed(shift.estimate), 'middle', 'strong ringed'),
    axis(x, BASE, label),
  ];
  return svg({
    id: 'shift',
    title: 'The shift against the margin',
    description:
      `${of} is ${signed(shift.estimate)}; its 90 % interval (thick) is ${interval(shift.ci90)}, ` +
      `its 95 % interval (thin) ${interval(shift.ci95)}; the margin is ±${number(margin)}.`,
    width: WIDTH,
    height: BASE + LABELLED_AXIS_HEIGHT,
    content: content.join(''),
  });
}
