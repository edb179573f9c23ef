import { scaleLinear } from 'd3-scale';
import type { IntervalJson } from '../protocol/check.ts';
import type { TargetJson } from '../protocol/tasks.ts';
import { axis } from './axis.ts';
import { signed } from './format.ts';
import { interval } from './model.ts';
import { at, line, svg, text } from './svg.ts';

const WIDTH = 640;
const LEFT = 130;
const RIGHT = 612;
const TOP = 30;
/** More tasks than this are drawn closer together, without their names. */
const MOST_NAMED = 50;
const LONGEST_NAME = 16;

/** The gaps of the past tasks with their bounds, least first, and the band in which the current gap lies. */
export function gapsPicture({ gaps, gapBand, value }: TargetJson, id: string): string {
  const sorted = [...gaps].sort((a, b) => a.gap - b.gap);
  const isNamed = sorted.length <= MOST_NAMED;
  const row = isNamed ? 16 : Math.max(3, 800 / sorted.length);
  const base = TOP + sorted.length * row + 4;
  const finite = (bounds: IntervalJson) => bounds.filter((bound) => typeof bound === 'number');
  const shown = [0, ...sorted.flatMap(({ gap, bounds }) => [gap, ...finite(bounds)])];
  const x = scaleLinear([Math.min(...shown), Math.max(...shown)], [LEFT, RIGHT]).nice(6);
  const rows = sorted.map(({ task, gap, bounds }, i) => {
    const y = TOP + (i + 0.5) * row;
    const [low, high] = bounds as readonly [number, number];
    const name = task.length > LONGEST_NAME ? `${task.slice(0, LONGEST_NAME - 1)}…` : task;
    return (
      (isNamed ? text(LEFT - 8, y + 4, name, 'end') : '') +
      (low < high ? line(x(low), y, x(high), y, 'whisker') : '') +
      `<circle cx="${at(x(gap))}" cy="${at(y)}" r="${isNamed ? 3 : 1.5}" class="point"/>`
    );
  });
  const content = [
    ...band(gapBand, x, base),
    line(x(0), TOP - 4, x(0), base, 'zero'),
    text(x(0), TOP - 10, 'no gap', 'middle'),
    ...rows,
    axis(x, base),
  ];
  const least = sorted[0]!;
  const greatest = sorted.at(-1)!;
  return svg({
    id,
    title: `Gaps of ${value} in past tasks`,
    description:
      `Real minus synthetic in ${sorted.length} past tasks, from ${signed(least.gap)} (${least.task}) to ` +
      `${signed(greatest.gap)} (${greatest.task}). The band for the current task is ${interval(gapBand)}.`,
    width: WIDTH,
    height: base + 30,
    content: content.join(''),
  });
}

function band([low, high]: IntervalJson, x: (value: number) => number, base: number): string[] {
  if (typeof low !== 'number' || typeof high !== 'number') {
    return [];
  }
  return [
    `<rect x="${at(x(low))}" y="${TOP - 4}" width="${at(x(high) - x(low))}" height="${at(base - TOP + 4)}" class="band"/>`,
    line(x(low), TOP - 4, x(low), base, 'edge'),
    line(x(high), TOP - 4, x(high), base, 'edge'),
  ];
}
