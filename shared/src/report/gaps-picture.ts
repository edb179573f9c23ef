import { scaleLinear } from 'd3-scale';
import type { IntervalJson } from '../protocol/check.ts';
import type { TargetJson } from '../protocol/tasks.ts';
import { axis, LABELLED_AXIS_HEIGHT } from './axis.ts';
import { count, signed } from './format.ts';
import { interval } from './model.ts';
import { at, line, shortened, svg, text, WIDTH } from './svg.ts';

const LEFT = 130;
const RIGHT = WIDTH - 24;
const TOP = 44;
/** More tasks than this are drawn closer together, without their names. */
const MOST_NAMED = 50;
/** Of more tasks, some are drawn. */
export const MOST_DRAWN = 300;
const LONGEST_NAME = 16;
/** Half of what the words above the band take. */
const HALF_WORDS = 84;

/** The gaps of the past tasks with their bounds, least first, and the band in which the current gap lies. */
export function gapsPicture({ gaps, gapBand, value }: TargetJson, id: string): string {
  const all = [...gaps].sort((a, b) => a.gap - b.gap);
  const sorted = thinned(all);
  const isNamed = sorted.length <= MOST_NAMED;
  const row = isNamed ? 18 : Math.max(3, 800 / sorted.length);
  const base = TOP + sorted.length * row + 4;
  const finite = (bounds: IntervalJson) => bounds.filter((bound) => typeof bound === 'number');
  const shown = [0, ...sorted.flatMap(({ gap, bounds }) => [gap, ...finite(bounds)])];
  const x = scaleLinear([Math.min(...shown), Math.max(...shown)], [LEFT, RIGHT]).nice(6);
  const rows = sorted.map(({ task, gap, bounds }, i) => {
    const y = TOP + (i + 0.5) * row;
    const [low, high] = bounds as readonly [number, number];
    return (
      (isNamed ? text(LEFT - 10, y + 4, shortened(task, LONGEST_NAME), 'end', 'faint') : '') +
      (low < high ? line(x(low), y, x(high), y, 'whisker') : '') +
      `<circle cx="${at(x(gap))}" cy="${at(y)}" r="${isNamed ? 3.5 : 1.5}" class="point"/>`
    );
  });
  const content = [
    ...band(gapBand, x, base),
    line(x(0), TOP - 4, x(0), base, 'zero'),
    ...rows,
    axis(x, base, `gap: real minus synthetic mean of ${shortened(value, LONGEST_NAME)}`),
  ];
  const least = all[0]!;
  const greatest = all.at(-1)!;
  return svg({
    id,
    title: `Gaps of ${value} in past tasks`,
    description:
      `Real minus synthetic in ${count(all.length)} past tasks, from ${signed(least.gap)} (${least.task}) to ` +
      `${signed(greatest.gap)} (${greatest.task}). The band for the current task is ${interval(gapBand)}.`,
    width: WIDTH,
    height: base + LABELLED_AXIS_HEIGHT,
    content: content.join(''),
  });
}

/** The least, the greatest and some evenly between them, as many as can be told apart. */
function thinned<T>(sorted: readonly T[]): readonly T[] {
  const step = (sorted.length - 1) / (MOST_DRAWN - 1);
  return step <= 1 ? sorted : Array.from({ length: MOST_DRAWN }, (_, i) => sorted[Math.round(i * step)]!);
}

function band([low, high]: IntervalJson, x: (value: number) => number, base: number): string[] {
  if (typeof low !== 'number' || typeof high !== 'number') {
    return [];
  }
  const middle = Math.min(RIGHT - HALF_WORDS, Math.max(LEFT + HALF_WORDS, x((low + high) / 2)));
  return [
    `<rect x="${at(x(low))}" y="${TOP - 4}" width="${at(x(high) - x(low))}" height="${at(base - TOP + 4)}" class="band"/>`,
    text(middle, TOP - 26, 'band for the current task', 'middle', 'strong'),
    text(middle, TOP - 10, `${signed(low)} to ${signed(high)}`, 'middle', 'faint'),
    line(x(low), TOP - 4, x(low), base, 'edge'),
    line(x(high), TOP - 4, x(high), base, 'edge'),
  ];
}
