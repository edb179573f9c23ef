import { scaleLinear, scaleLog } from 'd3-scale';
import { line as path } from 'd3-shape';
import type { SimulateResult } from '../protocol/simulate.ts';
import { count, share } from './format.ts';
import { at, line, svg, text } from './svg.ts';

const WIDTH = 640;
const HEIGHT = 260;
const LEFT = 56;
const RIGHT = 612;
const TOP = 24;
const BASE = 206;

/** Coverage of the naive interval over the number of synthetic rows, with the simulated setting as a point. */
export function coverageCurve({ curve, setting, naive, level, table }: SimulateResult): string {
  const x = scaleLog([1, curve.at(-1)!.syntheticRows], [LEFT, RIGHT]);
  const y = scaleLinear([0, 1], [BASE, TOP]);
  const shape = path<(typeof curve)[number]>()
    .x(({ syntheticRows }) => Number(at(x(syntheticRows))))
    .y(({ coverage }) => Number(at(y(coverage))));
  const grid = [0, 0.25, 0.5, 0.75, 1].map(
    (tick) => line(LEFT, y(tick), RIGHT, y(tick), 'grid') + text(LEFT - 8, y(tick) + 4, share(tick), 'end'),
  );
  const decades = curve.filter(({ syntheticRows }) => Number.isInteger(Math.log10(syntheticRows)));
  const axis = decades.map(({ syntheticRows }) => {
    const place = x(syntheticRows);
    return line(place, BASE, place, BASE + 4, 'axis') + text(place, BASE + 17, count(syntheticRows), 'middle');
  });
  const [own, middle] = [x(setting.syntheticRows), y(naive.coverage)];
  const clip = (coverage: number) => y(Math.min(1, Math.max(0, coverage)));
  const whisker = line(own, clip(naive.coverage - naive.error), own, clip(naive.coverage + naive.error), 'whisker');
  const isRight = own > (LEFT + RIGHT) / 2;
  const content = [
    ...grid,
    line(LEFT, y(level), RIGHT, y(level), 'bound'),
    text(RIGHT, y(level) - 5, `claimed: ${share(level)}`, 'end'),
    `<path d="${shape(curve) ?? ''}" class="curve"/>`,
    whisker,
    `<circle cx="${at(own)}" cy="${at(middle)}" r="5" class="point"/>`,
    text(
      own + (isRight ? 10 : -10),
      Math.max(TOP + 34, middle - 8),
      `${table.length === 0 ? 'yours' : 'example'}: ${share(naive.coverage)}`,
      isRight ? 'start' : 'end',
    ),
    line(LEFT, BASE, RIGHT, BASE, 'axis'),
    ...axis,
    text((LEFT + RIGHT) / 2, BASE + 38, 'synthetic rows', 'middle'),
  ];
  const last = curve.at(-1)!;
  return svg({
    id: 'coverage',
    title: 'How often the pooled interval holds the real mean',
    description:
      `With ${count(setting.realRows)} real rows, over the number of synthetic rows: from ${share(curve[0]!.coverage)} with ` +
      `${count(curve[0]!.syntheticRows)} to ${share(last.coverage)} with ${count(last.syntheticRows)}. ` +
      `With ${count(setting.syntheticRows)} it is ${share(naive.coverage)}, as simulated; ${share(level)} is claimed.`,
    width: WIDTH,
    height: HEIGHT,
    content: content.join(''),
  });
}
