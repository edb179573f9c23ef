import type { CompareVerdict, Extended, IntervalJson } from '../protocol/check.ts';
import { level, number } from './format.ts';

export const VERDICT_WORDS: Readonly<Record<CompareVerdict, string>> = {
  violated: 'Violated',
  compatible: 'Compatible',
  inconclusive: 'Inconclusive',
};

/** A table with a head line; the first column names the row. */
export interface ReportTable {
  readonly caption: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** A part of a report: a table, and a picture of it where pictures can be shown. */
export interface ReportSection {
  readonly title: string;
  readonly table: ReportTable;
  readonly picture?: {
    /** SVG. */
    draw(): string;
    readonly caption: string;
    /** The numbers drawn, where the table does not have them all. */
    readonly numbers?: ReportTable;
  };
}

/** A number at the top of a report: the naive one beside those that can be reported. */
export interface Headline {
  readonly name: string;
  /** An estimate; where there is an interval alone, that; or "none". */
  readonly value: string;
  /** Its interval and level, or why there is none. */
  readonly detail: string;
  /** Nothing where it is neither the one to report nor one that must not be. */
  readonly mark: 'not trustworthy' | 'report this' | null;
}

/** What a report says, whatever it is rendered as. */
export interface Report {
  readonly title: string;
  /** `none` where the answer is no verdict. */
  readonly verdict: CompareVerdict | 'none';
  /** The verdict, or what the answer is instead, for before a colon. It may name a column, and so hold anything. */
  readonly word: string;
  /** What follows the word: the verdict in one or two plain sentences. */
  readonly sentence: string;
  /** The naive number first; none where the report is about none. */
  readonly headlines: readonly Headline[];
  /** What it means for the number to be reported. */
  readonly consequence: string;
  readonly advice: readonly string[];
  readonly sections: readonly ReportSection[];
  readonly notes: readonly string[];
  /** How it was computed: level, margin, seed. */
  readonly method: string;
}

/** The numbers at the top for where there are lines of text only. */
export function tableOfHeadlines(headlines: readonly Headline[]): ReportTable {
  return {
    caption: 'The number',
    head: ['', 'estimate', 'interval', ''],
    rows: headlines.map(({ name, value, detail, mark }) => [name, value, detail, mark ?? '']),
  };
}

/** An interval with a word beside it where it is known to be too narrow. */
export function cautious(shown: string, caution: string | undefined): string {
  return caution === undefined ? shown : `${shown}, likely too narrow: ${caution}`;
}

/** The caption of a picture with such an interval; `which` one, as in "The interval of the shift". */
export function cautiousCaption(caption: string, which: string, caution: string | undefined): string {
  return caution === undefined ? caption : `${caption} ${which} is likely too narrow: ${caution}.`;
}

/** An interval for people; proportions are clipped to 0 … 1 for display. */
export function interval(bounds: IntervalJson, clip = false): string {
  const shown = (bound: Extended) => {
    if (typeof bound === 'string') {
      return bound === 'Infinity' ? 'infinite' : '-infinite';
    }
    return number(clip ? Math.min(1, Math.max(0, bound)) : bound, widthOf(bounds));
  };
  return `${shown(bounds[0])} to ${shown(bounds[1])}`;
}

/** An estimate for people, with the digits that its interval lets it have. */
export function estimated(estimate: number, bounds: IntervalJson): string {
  const width = widthOf(bounds);
  const isNoise = Number.isFinite(width) && Math.abs(estimate) < NOISE * width;
  return number(isNoise ? 0 : estimate, width);
}

/** What arithmetic with rounded numbers leaves of a zero, as a share of an interval's width. */
const NOISE = 1e-6;

/** "95 % interval 0.69 to 0.73". */
export function leveled(bounds: IntervalJson, alpha: number, clip = false): string {
  return `${level(1 - alpha)} interval ${interval(bounds, clip)}`;
}

function widthOf([low, high]: IntervalJson): number {
  return typeof low === 'number' && typeof high === 'number' ? high - low : Number.POSITIVE_INFINITY;
}
