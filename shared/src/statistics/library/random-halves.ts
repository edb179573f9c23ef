import { random } from '../random.ts';
import { isList, shown } from './checked.ts';

export interface HalvesOptions {
  /** Of the draw: the same seed draws the same rows. 1 by default. */
  readonly seed?: number;
}

/**
 * Two random halves of the rows, each in their order: one to choose a threshold or a prompt on, the other to report. Of an
 * odd number the second one has one more.
 */
export function randomHalves<Row>(rows: readonly Row[], { seed = 1 }: HalvesOptions = {}): [Row[], Row[]] {
  if (!isList(rows)) throw new TypeError(`rows is ${shown(rows)}; expected an array`);
  if (rows.length < 2) throw new RangeError(`there are ${rows.length} rows; expected at least two to split`);
  const source = random(seed);
  let wanted = Math.floor(rows.length / 2);
  const halves: [Row[], Row[]] = [[], []];
  for (const [i, row] of rows.entries()) {
    // each choice of so many of the rows that are left is as likely as any other
    const isFirst = source.below(rows.length - i) < wanted;
    if (isFirst) wanted--;
    halves[isFirst ? 0 : 1].push(row);
  }
  return halves;
}
