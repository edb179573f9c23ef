import type { ReportTable } from './model.ts';

/** A report as a title, what it says first, and parts: what `tasks` and `simulate` print, whatever it is rendered as. */
export interface Sheet {
  readonly title: string;
  /** `warning` where there is no result to use. */
  readonly tone: 'result' | 'warning';
  /** What was found, in one or two plain sentences; the word before its colon stands out. */
  readonly sentence: string;
  readonly paragraphs: readonly string[];
  readonly advice: readonly string[];
  readonly parts: readonly SheetPart[];
  readonly notes: readonly string[];
  /** How it was computed: levels, seed. */
  readonly method: string;
}

export interface SheetPart {
  readonly title: string;
  /** An SVG, drawn where the format shows pictures, beside its numbers. */
  readonly picture?: { readonly svg: string; readonly caption: string };
  readonly tables: readonly ReportTable[];
}
