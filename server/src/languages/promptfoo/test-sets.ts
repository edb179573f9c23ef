import type { Span } from '../../flow/program.ts';
import type { Cursor } from './cursor.ts';
import { entriesIn, type Referenced } from './referenced.ts';

/** Tests of one source. */
export interface TestSet {
  /** Null where they are written in the configuration. */
  readonly file: string | null;
  readonly at: Span;
}

/** Where the tests are listed, and the sources that they come from. */
export interface TestList {
  readonly at: Span;
  readonly sets: readonly TestSet[];
}

/**
 * The sources of the tests that are reported together; null where there is one only. Tests whose metadata say where they
 * come from can be told apart in a report, so they are not among them.
 */
export function testListIn(root: Cursor, files: Referenced): TestList | null {
  const sets: TestSet[] = [];
  for (const each of root.get('tests')?.each ?? []) {
    const file = each.text ?? each.get('path')?.text ?? null;
    if (file !== null ? areMarked(entriesIn(files, file, each.span) ?? []) : isMarked(each) || !isByHand(each))
      continue;
    if (file !== null) sets.push({ file: file.replace(/^file:\/\//, ''), at: each.span });
    else if (!sets.some((set) => set.file === null)) sets.push({ file, at: (each.get('vars') ?? each).span });
  }
  const [, start] = root.keys.find(([key]) => key === 'tests') ?? [];
  return sets.length > 1 && start !== undefined ? { at: { start, end: start + 'tests'.length }, sets } : null;
}

/** `promptfoo generate dataset` writes variables and nothing else. */
const isByHand = (test: Cursor): boolean => test.has('assert') || test.has('description');

const MARK = /^(?:origin|source|synthetic|generated|provenance)$/i;

const isMarked = (test: Cursor): boolean => test.get('metadata')?.entries.some(([key]) => MARK.test(key)) ?? false;

const areMarked = (tests: readonly Cursor[]): boolean => tests.length > 0 && tests.every(isMarked);
