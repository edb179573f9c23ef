import { area, curveMonotoneX, line as path } from 'd3-shape';
import type { CompareResult } from '../protocol/check.ts';
import { type CoverageAt, curveSizes, naiveCoverageCurve } from '../statistics/naive-coverage-curve.ts';
import { COVERAGE_HEIGHT, coveragePlot, RIGHT } from './coverage-plot.ts';
import { count, share, shareRange } from './format.ts';
import type { ReportSection, ReportTable } from './model.ts';
import { isConstant } from './sentences.ts';
import { realUnits } from './subject.ts';
import { at, line, svg, text, WIDTH } from './svg.ts';

/** What the words about the user's own rows take. */
const WORDS = 176;

/** What the naive interval is worth over the number of synthetic rows; none where nothing can be said of it. */
export function coverageSections(result: CompareResult): readonly ReportSection[] {
  const own = ownCoverage(result);
  if (own === null) {
    return [];
  }
  const curve = curveOf(result, curveSizes(result.real.n, result.synthetic.n));
  const hasPoint = result.verdict === 'violated';
  return [
    {
      title: 'What the naive interval is worth',
      table: coverageTable(result, own),
      picture: {
        draw: () => coverageBand(result, own, curve),
        caption: `Shaded: how often the naive 95 % interval holds the truth, over the shifts that your ${count(realUnits(result).count)} ${realUnits(result).word} allow${hasPoint ? '; line: at the estimated shift' : ''}.`,
      },
    },
  ];
}

/** At the numbers of rows that there are, as the check has computed it. */
function ownCoverage(result: CompareResult): CoverageAt | null {
  const { naivePooled, shift, synthetic } = result;
  const isBounded = shift.ci95.every((bound) => typeof bound === 'number');
  return 'refused' in naivePooled || isConstant(result) || !isBounded
    ? null
    : { syntheticN: synthetic.n, range: naivePooled.coverageRange, coverage: naivePooled.coverage };
}

function curveOf({ shift, real, synthetic, clusters }: CompareResult, sizes: readonly number[]): readonly CoverageAt[] {
  const ci95 = shift.ci95 as readonly [number, number];
  const sides = { n: real.n, sd: real.sd, syntheticN: synthetic.n, syntheticSd: synthetic.sd };
  const design = clusters && {
    deff: clusters.real.deff,
    syntheticDeff: clusters.synthetic.deff,
    covariance: clusters.covariance ?? 0,
  };
  return naiveCoverageCurve({ estimate: shift.estimate, ci95 }, { ...sides, ...design }, sizes);
}

function coverageBand(result: CompareResult, own: CoverageAt, curve: readonly CoverageAt[]): string {
  const { verdict, real } = result;
  const { x, y, ground } = coveragePlot(curve.at(-1)!.syntheticN, 0.95);
  const across = ({ syntheticN }: CoverageAt) => Number(at(x(syntheticN)));
  const band = area<CoverageAt>()
    .x(across)
    .y0(({ range }) => Number(at(y(range[0]))))
    .y1(({ range }) => Number(at(y(range[1]))))
    .curve(curveMonotoneX);
  const middle = path<CoverageAt>()
    .x(across)
    .y(({ coverage }) => Number(at(y(coverage))))
    .curve(curveMonotoneX);
  const hasPoint = verdict === 'violated';
  const [place, low, high] = [x(own.syntheticN), y(own.range[0]), y(own.range[1])];
  const [side, anchor] = RIGHT - place < WORDS ? ([-14, 'end'] as const) : ([14, 'start'] as const);
  // Beside the middle of the range, between two lines of the grid.
  const words = y((Math.min(3, Math.floor(2 * (own.range[0] + own.range[1]))) + 0.5) / 4);
  const content = [
    ground,
    `<path d="${band(curve) ?? ''}" class="possible"/>`,
    ...(hasPoint ? [`<path d="${middle(curve) ?? ''}" class="curve"/>`] : []),
    line(place, low, place, high, 'thick own'),
    line(place - 6, low, place + 6, low, 'whisker own'),
    line(place - 6, high, place + 6, high, 'whisker own'),
    ...(hasPoint ? [`<circle cx="${at(place)}" cy="${at(y(own.coverage))}" r="5.5" class="point ringed"/>`] : []),
    text(place + side, words - 3, `yours: ${shareRange(own.range)}`, anchor, 'strong'),
    text(place + side, words + 14, `${count(own.syntheticN)} synthetic rows`, anchor),
  ];
  const last = curve.at(-1)!;
  return svg({
    id: 'coverage',
    title: 'How often the naive interval holds the truth',
    description:
      `With ${count(real.n)} real rows, over the number of synthetic rows and the shifts that the real rows allow: ` +
      `${shareRange(curve[0]!.range)} with ${count(curve[0]!.syntheticN)}, ${shareRange(own.range)} with your ${count(own.syntheticN)}, ` +
      `${shareRange(last.range)} with ${count(last.syntheticN)}. It claims 95 %.` +
      (hasPoint ? ` At the estimated shift it is ${share(own.coverage)} with your rows.` : ''),
    width: WIDTH,
    height: COVERAGE_HEIGHT,
    content: content.join(''),
  });
}

/** Powers of ten, and the user's own number. */
function coverageTable(result: CompareResult, own: CoverageAt): ReportTable {
  const hasPoint = result.verdict === 'violated';
  const decades = curveSizes(result.real.n, result.synthetic.n).filter((size) => /^10+$/.test(String(size)));
  const others = curveOf(
    result,
    decades.filter((size) => size !== own.syntheticN),
  );
  const rows = [...others, own].sort((a, b) => a.syntheticN - b.syntheticN);
  return {
    caption: 'How often the naive 95 % interval holds the truth, by the number of synthetic rows',
    head: ['synthetic rows', 'over the shifts that are possible', ...(hasPoint ? ['at the estimated shift'] : [])],
    rows: rows.map((row) => [
      `${count(row.syntheticN)}${row === own ? ' (yours)' : ''}`,
      shareRange(row.range),
      ...(hasPoint ? [share(row.coverage)] : []),
    ]),
  };
}
