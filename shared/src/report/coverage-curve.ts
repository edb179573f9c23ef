import { curveMonotoneX, line as path } from 'd3-shape';
import type { SimulateResult } from '../protocol/simulate.ts';
import { COVERAGE_HEIGHT, coveragePlot, LEFT, RIGHT, TOP } from './coverage-plot.ts';
import { count, level, share } from './format.ts';
import { at, line, svg, text, WIDTH } from './svg.ts';

/** Coverage of the naive interval over the number of synthetic rows, with the simulated setting as a point. */
export function coverageCurve({ curve, setting, naive, level: claimed, table }: SimulateResult): string {
  const last = curve.at(-1)!;
  const { x, y, ground } = coveragePlot(last.syntheticRows, claimed);
  const shape = path<(typeof curve)[number]>()
    .x(({ syntheticRows }) => Number(at(x(syntheticRows))))
    .y(({ coverage }) => Number(at(y(coverage))))
    .curve(curveMonotoneX);
  const [own, middle] = [x(setting.syntheticRows), y(naive.coverage)];
  const clip = (coverage: number) => y(Math.min(1, Math.max(0, coverage)));
  const isRight = own > (LEFT + RIGHT) / 2;
  const content = [
    ground,
    `<path d="${shape(curve) ?? ''}" class="curve"/>`,
    line(own, clip(naive.coverage - naive.error), own, clip(naive.coverage + naive.error), 'whisker'),
    `<circle cx="${at(own)}" cy="${at(middle)}" r="5" class="point"/>`,
    text(
      own + (isRight ? 10 : -10),
      Math.max(TOP + 34, middle - 8),
      `${table.length === 0 ? 'yours' : 'example'}: ${share(naive.coverage)}`,
      isRight ? 'start' : 'end',
      'strong',
    ),
  ];
  return svg({
    id: 'coverage',
    title: 'How often the pooled interval holds the real mean',
    description:
      `With ${count(setting.realRows)} real rows, over the number of synthetic rows: from ${share(curve[0]!.coverage)} with ` +
      `${count(curve[0]!.syntheticRows)} to ${share(last.coverage)} with ${count(last.syntheticRows)}. ` +
      `With ${count(setting.syntheticRows)} it is ${share(naive.coverage)}, as simulated; ${level(claimed)} is claimed.`,
    width: WIDTH,
    height: COVERAGE_HEIGHT,
    content: content.join(''),
  });
}
