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

/** Numbers that an assertion has compared, as paths such as `welch.ci95.0`. */
const compared = new Set<string>();

/**
 * Compares with the expected number, or the numbers of the same names, within the case's relative tolerance. `path` leads
 * from the case to a part of it.
 */
export function assertGolden(name: string, actual: unknown, ...path: readonly string[]): void {
  const { expected, tol } = golden.cases[name] ?? assert.fail(`${name} is not in the golden numbers`);
  const place = [name, ...path].join('.');
  const part = path.reduce((whole, key) => (Object.hasOwn(whole, key) ? whole[key] : undefined), expected);
  assert.notEqual(part, undefined, `${place} is not in the golden numbers`);
  if (typeof part === 'object') {
    for (const key of Object.keys(actual as object)) {
      assertGolden(name, (actual as Record<string, unknown>)[key], ...path, key);
    }
    return;
  }
  assert.equal(typeof actual, 'number', `${place}: ${actual} is no number`);
  const wanted = Number(part);
  const distance = actual === wanted ? 0 : Math.abs((actual as number) - wanted);
  assert.ok(distance <= tol * Math.max(1, Math.abs(wanted)), `${place}: ${actual} instead of ${wanted}`);
  compared.add(place);
}

/** The golden numbers that no assertion has compared so far. */
export function notCompared(): readonly string[] {
  const leaves = (part: unknown, place: string): readonly string[] =>
    typeof part === 'object' && part !== null
      ? Object.entries(part).flatMap(([key, value]) => leaves(value, `${place}.${key}`))
      : [place];
  return Object.entries(golden.cases)
    .flatMap(([name, { expected }]) => leaves(expected, name))
    .filter((place) => !compared.has(place));
}
