import { shown } from './table.ts';

/** What a result is held against. */
export interface Bar {
  readonly what: string;
  readonly unit: string;
  readonly value: number;
  readonly bar: number;
  readonly atLeast: boolean;
}

export const atLeast = (what: string, value: number, bar: number, unit: string): Bar => ({
  ...{ what, value, bar, unit },
  atLeast: true,
});

export const atMost = (what: string, value: number, bar: number, unit: string): Bar => ({
  ...{ what, value, bar, unit },
  atLeast: false,
});

export const isMet = ({ value, bar, atLeast }: Bar): boolean => (atLeast ? value >= bar : value <= bar);

export const barRow = (bar: Bar): string[] => [
  bar.what,
  `${shown(bar.value, bar.value < 10 ? 2 : 0)} ${bar.unit}`,
  `${bar.atLeast ? '≥' : '≤'} ${shown(bar.bar, Number.isInteger(bar.bar) ? 0 : 1)} ${bar.unit}`,
  isMet(bar) ? 'met' : 'missed',
];
