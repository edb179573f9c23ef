/** The golden numbers and their data, for tests. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const read = (name: string) => readFileSync(new URL(name, import.meta.url), 'utf8');

interface Golden {
  // biome-ignore lint/suspicious/noExplicitAny: each case has a shape of its own
  readonly cases: Readonly<Record<string, { readonly expected: any; readonly tol: number }>>;
  readonly naive_pooled_coverage: { readonly rows: readonly NaiveRow[] };
}

interface NaiveRow {
  readonly kind: string;
  readonly bias?: number;
  readonly n: number;
  readonly N: number;
  readonly mc: number;
  readonly closed: number;
}

export const golden: Golden = JSON.parse(read('golden.json'));

/** Path of a data file. */
export function goldenFile(name: string): string {
  return fileURLToPath(new URL(name, import.meta.url));
}

/** The cells of some columns. */
export function goldenColumns(name: string, columns: readonly string[]): readonly (readonly string[])[] {
  const [head, ...rows] = read(name).trim().split(/\r?\n/).map((line) => line.split(','));
  return columns.map((column) => rows.map((row) => row[head!.indexOf(column)]!));
}

/** Real and synthetic values of a column. */
export function goldenSamples(name: string, column: string): readonly [real: Float64Array, synthetic: Float64Array] {
  const [head, ...rows] = read(name).trim().split(/\r?\n/).map((line) => line.split(','));
  const value = head!.indexOf(column);
  const origin = head!.indexOf('origin');
  const side = (wanted: string) =>
    Float64Array.from(rows.filter((row) => row[origin] === wanted).map((row) => Number(row[value])));
  return [side('real'), side('synthetic')];
}

/** Compares with the expected number, or the numbers of the same names, within the case's relative tolerance. */
export function assertGolden(name: string, actual: unknown, expected: unknown = golden.cases[name]?.expected): void {
  const tolerance = golden.cases[name]!.tol;
  if (typeof expected === 'number') {
    assert.equal(typeof actual, 'number', `${name}: ${actual} is no number`);
    const distance = Math.abs((actual as number) - expected);
    assert.ok(distance <= tolerance * Math.max(1, Math.abs(expected)), `${name}: ${actual} instead of ${expected}`);
    return;
  }
  assert.ok(expected !== null && typeof expected === 'object', `${name} is not in the golden numbers`);
  for (const [key, part] of Object.entries(actual as object)) {
    assert.ok(key in expected, `${name} has no ${key}`);
    assertGolden(name, part, (expected as Record<string, unknown>)[key]);
  }
}
