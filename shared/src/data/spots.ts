/** Rows of one stretch that is looked at in full, or not. */
const STRETCH = 10_000;
const FIRST = 100_000;
const EVERY = 20;

/**
 * Whether a row (from 0) is one of those at which a large table is looked at in all columns: of the first 100,000 each,
 * and then a twentieth, in stretches of 10,000 rows.
 */
export function isSpot(row: number): boolean {
  return row < FIRST || Math.floor(row / STRETCH) % EVERY === 0;
}

/** The first row of the stretch after that of a row. */
export function nextStretch(row: number): number {
  return (Math.floor(row / STRETCH) + 1) * STRETCH;
}
