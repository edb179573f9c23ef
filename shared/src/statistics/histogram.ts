import { bisectRight, ticks } from 'd3-array';
import type { Pool } from './pool.ts';

/** Rows of each sample with a value in [from, to); `from` equals `to` for a bar of one value. */
export interface Bin {
  readonly from: number;
  readonly to: number;
  readonly first: number;
  readonly second: number;
}

/** Up to this many distinct values get a bar each. */
const MOST_BARS = 12;

/** Both samples counted in the same bins: one for each value where there are few, else some thirty of equal width. */
export function histogram({ values, marked, ends }: Pool): readonly Bin[] {
  /** Of the values at the places from `start` up to `end`. */
  const count = (start: number, end: number) => {
    let first = 0;
    for (let i = start; i < end; i++) {
      first += marked[i]!;
    }
    const rows = (place: number) => (place === 0 ? 0 : ends[place - 1]!);
    return { first, second: rows(end) - rows(start) - first };
  };
  if (values.length <= MOST_BARS) {
    return Array.from(values, (value, i) => ({ from: value, to: value, ...count(i, i + 1) }));
  }
  const edges = edgesOver(values[0]!, values.at(-1)!);
  let start = 0;
  return edges.slice(1).map((to, i) => {
    const end = i === edges.length - 2 ? values.length : bisectRight(values, to);
    const bin = { from: edges[i]!, to, ...count(start, end) };
    start = end;
    return bin;
  });
}

/** Round edges that enclose the range. */
function edgesOver(low: number, high: number): number[] {
  const inner = ticks(low, high, 30);
  const step = inner.length > 1 ? inner[1]! - inner[0]! : high - low;
  const edges = inner.length > 0 ? inner : [low, high];
  return [
    ...(edges[0]! > low ? [edges[0]! - step] : []),
    ...edges,
    ...(edges.at(-1)! < high ? [edges.at(-1)! + step] : []),
  ];
}
