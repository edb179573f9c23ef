import { max } from 'd3-array';
import { scaleLinear } from 'd3-scale';
import { area } from 'd3-shape';
import type { CompareResult } from '../protocol/check.ts';
import { axis, LABELLED_AXIS_HEIGHT } from './axis.ts';
import { count, number, share } from './format.ts';
import type { ReportTable } from './model.ts';
import { at, line, shortened, svg, text, WIDTH } from './svg.ts';

const LEFT = 56;
const RIGHT = WIDTH - 12;
const TOP = 34;
const BASE = 208;
const LONGEST_NAME = 40;

/** What the value below a bar takes. */
const NAME_WIDTH = 48;

type Bins = CompareResult['histogram'];

/** The share of real and of synthetic rows at each value, drawn over each other. */
export function distributions({ histogram, value, versus, real, synthetic }: CompareResult): string {
  const isBars = histogram.every(({ from, to }) => from === to);
  const highest = max(histogram, (bin) => Math.max(bin.real / real.n, bin.synthetic / synthetic.n)) ?? 1;
  const y = scaleLinear([0, highest], [BASE, TOP]).nice(4);
  const sides = [
    { name: 'real', kind: 'real', rows: real.n, shares: histogram.map((bin) => bin.real / real.n) },
    {
      name: 'synthetic',
      kind: 'synthetic',
      rows: synthetic.n,
      shares: histogram.map((bin) => bin.synthetic / synthetic.n),
    },
  ];
  const grid = y
    .ticks(4)
    .map(
      (tick) => line(LEFT, y(tick), RIGHT, y(tick), 'grid') + text(LEFT - 8, y(tick) + 4, share(tick), 'end', 'faint'),
    );
  const legend = sides.map(
    ({ name, kind, rows }, i) =>
      `<rect x="${LEFT + i * 180}" y="6" width="24" height="11" class="area ${kind}"/>` +
      text(LEFT + 32 + i * 180, 16, `${name}, ${count(rows)} rows`),
  );
  const label = shortened(versus === null ? value : `${value} less ${versus}`, LONGEST_NAME);
  const shapes = isBars ? bars(histogram, sides, y, label) : areas(histogram, sides, y, label);
  return svg({
    id: 'distributions',
    title: `Distribution of ${value}`,
    description: `The share of the ${count(real.n)} real and the ${count(synthetic.n)} synthetic rows at each value; the numbers are in the table below.`,
    width: WIDTH,
    height: BASE + LABELLED_AXIS_HEIGHT,
    content: grid.join('') + shapes + legend.join(''),
  });
}

interface Side {
  readonly kind: string;
  readonly shares: readonly number[];
}

function areas(bins: Bins, sides: readonly Side[], y: (share: number) => number, label: string): string {
  const x = scaleLinear([bins[0]!.from, bins.at(-1)!.to], [LEFT, RIGHT]);
  const shape = area<readonly [edge: number, height: number]>()
    .x(([edge]) => Number(at(x(edge))))
    .y0(BASE)
    .y1(([, height]) => Number(at(y(height))));
  const paths = sides.map(({ kind, shares }) => {
    const corners = bins.flatMap(
      ({ from, to }, i) =>
        [
          [from, shares[i]!],
          [to, shares[i]!],
        ] as const,
    );
    return `<path d="${shape(corners) ?? ''}" class="area ${kind}"/>`;
  });
  return paths.join('') + axis(x, BASE, label);
}

function bars(bins: Bins, sides: readonly Side[], y: (share: number) => number, label: string): string {
  const step = (RIGHT - LEFT) / bins.length;
  const width = Math.min(60, step * 0.4);
  // The names of bars that stand close do not run into each other.
  const every = Math.ceil(NAME_WIDTH / step);
  const drawn = bins.map(({ from }, i) => {
    const middle = LEFT + (i + 0.5) * step;
    const rects = sides.map(({ kind, shares }, side) => {
      const top = y(shares[i]!);
      return `<rect x="${at(middle + (side - 1) * width)}" y="${at(top)}" width="${at(width)}" height="${at(BASE - top)}" class="area ${kind}"/>`;
    });
    return rects.join('') + (i % every === 0 ? text(middle, BASE + 19, number(from), 'middle', 'faint') : '');
  });
  const below = text((LEFT + RIGHT) / 2, BASE + 40, label, 'middle', 'faint');
  return drawn.join('') + line(LEFT, BASE, RIGHT, BASE, 'axis') + below;
}

/** The numbers of the picture. */
export function distributionsTable({ histogram, real, synthetic }: CompareResult): ReportTable {
  return {
    caption: 'Rows at each value',
    head: ['value', 'real', 'synthetic'],
    rows: histogram.map((bin) => [
      bin.from === bin.to ? number(bin.from) : `${number(bin.from)} to ${number(bin.to)}`,
      `${count(bin.real)} (${share(bin.real / real.n)})`,
      `${count(bin.synthetic)} (${share(bin.synthetic / synthetic.n)})`,
    ]),
  };
}
