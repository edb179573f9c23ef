import { scaleLinear } from 'd3-scale';
import type { CalibrationBinJson, JudgeResult } from '../protocol/judge.ts';
import { axis, LABELLED_AXIS_HEIGHT } from './axis.ts';
import { count, number } from './format.ts';
import { interval, type ReportSection, type ReportTable } from './model.ts';
import { at, line, shortened, svg, text, WIDTH } from './svg.ts';

const LEFT = 70;
const RIGHT = WIDTH - 110;
const TOP = 28;
const BASE = 308;
const LONGEST_NAME = 28;

/** The judge's scores against the human labels, bin by bin. */
export function calibrationSection(
  { columns, clusters }: JudgeResult,
  bins: NonNullable<JudgeResult['calibration']>,
): ReportSection {
  return {
    title: 'The judge against people',
    table: calibrationTable(bins, clusters === null ? 'rows' : 'clusters'),
    picture: {
      draw: () => calibrationPicture(bins, columns),
      caption:
        'Dots: mean human label where the judge gives such scores; lines: their 95 % intervals; dashed: a judge that is right on average at every score.',
    },
  };
}

function calibrationPicture(bins: readonly CalibrationBinJson[], { human, judge }: JudgeResult['columns']): string {
  const finite = bins.flatMap(({ ci95 }) => ci95 ?? []).filter((bound) => typeof bound === 'number');
  const shown = [...bins.flatMap((bin) => [bin.judge, bin.human]), ...finite];
  const domain = [Math.min(...shown), Math.max(...shown)];
  const x = scaleLinear(domain, [LEFT, RIGHT]).nice(5);
  const y = scaleLinear(domain, [BASE, TOP]).nice(5);
  const [low = 0, high = 0] = x.domain();
  const grid = y
    .ticks(5)
    .map(
      (tick) => line(LEFT, y(tick), RIGHT, y(tick), 'grid') + text(LEFT - 8, y(tick) + 4, number(tick), 'end', 'faint'),
    );
  const marks = bins.map(({ judge, human, ci95 }) => {
    const place = x(judge);
    const whisker =
      ci95 === null
        ? ''
        : line(place, y(Number(ci95[0])), place, y(Number(ci95[1])), 'whisker') +
          line(place - 5, y(Number(ci95[0])), place + 5, y(Number(ci95[0])), 'whisker') +
          line(place - 5, y(Number(ci95[1])), place + 5, y(Number(ci95[1])), 'whisker');
    return `${whisker}<circle cx="${at(place)}" cy="${at(y(human))}" r="5" class="point"/>`;
  });
  const content = [
    ...grid,
    line(x(low), y(low), x(high), y(high), 'bound'),
    text(RIGHT + 8, y(high) + 4, 'judge = human', 'start', 'faint'),
    ...marks,
    text(LEFT - 8, TOP - 14, `mean of ${shortened(human, LONGEST_NAME)}`, 'start', 'faint'),
    axis(x, BASE, `mean of ${shortened(judge, LONGEST_NAME)} (judge)`),
  ];
  const spoken = bins.map((bin) => `judge ${number(bin.judge)}, people ${number(bin.human)}`);
  return svg({
    id: 'calibration',
    title: "Human labels by the judge's score",
    description: `Means in ${count(bins.length)} bins of scores, least first: ${spoken.join('; ')}.`,
    width: WIDTH,
    height: BASE + LABELLED_AXIS_HEIGHT,
    content: content.join(''),
  });
}

function calibrationTable(bins: readonly CalibrationBinJson[], units: string): ReportTable {
  return {
    caption: `Human labels by the judge's score, labelled ${units}`,
    head: ["judge's score", units, 'mean of the judge', 'mean human label', '95 % interval'],
    rows: bins.map(({ from, to, n, judge, human, ci95 }) => [
      from === to ? number(from) : interval([from, to]),
      count(n),
      number(judge),
      number(human),
      ci95 === null ? 'none: the labels are too much alike' : interval(ci95),
    ]),
  };
}
