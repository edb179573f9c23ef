import { scaleLinear } from 'd3-scale';
import type { IntervalJson } from '../protocol/check.ts';
import { AXIS_HEIGHT, axis, LABELLED_AXIS_HEIGHT } from './axis.ts';
import { level } from './format.ts';
import { estimated, interval } from './model.ts';
import { at, line, shortened, svg, text, WIDTH } from './svg.ts';

const LEFT = 158;
const RIGHT = 386;
/** Where the numbers stand. */
const NUMBERS = 402;
const TOP = 12;
const ROW = 40;
const LONGEST_LABEL = 40;

/** The caption of a forest whose intervals have the level `1 - alpha`. */
export function forestCaption(alpha: number): string {
  return `Dots: estimates; lines: ${level(1 - alpha)} intervals; hollow and dashed: the naive one, which is not trustworthy.`;
}

export interface Forest {
  readonly title: string;
  /** What the estimates are of. */
  readonly of: string;
  readonly rows: readonly ForestRow[];
  /** Clipped to 0 … 1. */
  readonly isRate: boolean;
}

export interface ForestRow {
  readonly name: string;
  readonly estimate: number;
  readonly ci: IntervalJson;
  /** Drawn hollow and dashed. */
  readonly isNaive?: boolean;
}

/** Estimates with their intervals below each other, the numbers beside them; the naive one last, apart from the rest. */
export function forest({ title, of, rows: given, isRate }: Forest): string {
  const clip = (bound: number) => (isRate ? Math.min(1, Math.max(0, bound)) : bound);
  const rows = given.map((row) => ({
    ...row,
    place: clip(row.estimate),
    low: clip(Number(row.ci[0])),
    high: clip(Number(row.ci[1])),
  }));
  const ends = rows.flatMap(({ low, high }) => [low, high]).filter(Number.isFinite);
  const x = scaleLinear([Math.min(...ends), Math.max(...ends)], [LEFT, RIGHT]).nice(5);
  const base = TOP + rows.length * ROW + 4;
  const marks = rows.map((row, i) => mark(row, x, TOP + (i + 0.5) * ROW, isRate));
  const first = rows.find(({ isNaive }) => isNaive !== true);
  const reference = first === undefined ? '' : line(x(first.place), TOP, x(first.place), base, 'reference');
  const spoken = rows.map(({ name, estimate, ci }) => `${name}: ${estimated(estimate, ci)}, ${interval(ci, isRate)}`);
  const warning = rows.some(({ isNaive }) => isNaive)
    ? ' The naive one is dashed: its interval does not have the coverage it claims.'
    : '';
  return svg({
    id: 'forest',
    title,
    description: `${spoken.join('; ')}.${warning}`,
    width: WIDTH,
    height: base + (of === '' ? AXIS_HEIGHT : LABELLED_AXIS_HEIGHT),
    content: reference + marks.join('') + axis(x, base, shortened(of, LONGEST_LABEL)),
  });
}

interface PlacedRow extends ForestRow {
  readonly place: number;
  readonly low: number;
  readonly high: number;
}

function mark(
  { name, estimate, ci, place, low, high, isNaive = false }: PlacedRow,
  x: (value: number) => number,
  y: number,
  isRate: boolean,
): string {
  const kind = isNaive ? 'whisker naive' : 'whisker';
  const label = isNaive
    ? text(LEFT - 14, y - 3, name, 'end') + text(LEFT - 14, y + 13, 'not trustworthy', 'end', 'warning')
    : text(LEFT - 14, y + 4, name, 'end');
  const numbers =
    text(NUMBERS, y - 3, estimated(estimate, ci), 'start', isNaive ? 'strong crossed' : 'strong') +
    text(NUMBERS, y + 13, interval(ci, isRate), 'start', 'faint');
  return (
    label +
    line(x(low), y, x(high), y, kind) +
    line(x(low), y - 5, x(low), y + 5, isNaive ? 'whisker naive end' : 'whisker') +
    line(x(high), y - 5, x(high), y + 5, isNaive ? 'whisker naive end' : 'whisker') +
    `<circle cx="${at(x(place))}" cy="${at(y)}" r="5" class="${isNaive ? 'point naive' : 'point'}"/>` +
    numbers
  );
}
