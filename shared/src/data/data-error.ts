import type { DataErrorJson } from '../protocol/check.ts';
import { visible } from './visible.ts';

/**
 * Where in the data something is wrong. Lines count from 1, the header being line 1; in files that have no lines they
 * are rows, which count from 1, too. `column` is a column's name.
 */
export interface DataPlace {
  readonly file?: string;
  readonly line?: number;
  readonly column?: string;
}

/** Data that cannot be used. The message names the place, what is wrong and what was expected: fit to be shown as it is. */
export class DataError extends Error {
  readonly file: string | null;
  readonly line: number | null;
  readonly column: string | null;

  constructor(problem: string, place: DataPlace = {}) {
    super(visible(`${where(place)}${problem}`));
    this.name = 'DataError';
    this.file = place.file ?? null;
    this.line = place.line ?? null;
    this.column = place.column ?? null;
  }

  /** Also true of an error that another copy of this module made: lazily loaded readers may come with their own. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    return value instanceof Error && value.name === 'DataError';
  }

  toJson(): DataErrorJson {
    return { message: this.message, file: this.file, line: this.line, column: this.column };
  }

  /** The error as it was, after a way through a worker. */
  static fromJson({ message, file, line, column }: DataErrorJson): DataError {
    const error = new DataError('', {
      ...(file !== null && { file }),
      ...(line !== null && { line }),
      ...(column !== null && { column }),
    });
    error.message = message;
    return error;
  }
}

const HAS_ROWS = /\.(json|parquet|feather|arrow|ipc)(\.gz)?$/i;

function where({ file, line, column }: DataPlace): string {
  const parts = [
    ...(file === undefined ? [] : [file]),
    ...(line === undefined ? [] : [`${HAS_ROWS.test(file ?? '') ? 'row' : 'line'} ${line}`]),
    ...(column === undefined ? [] : [`column "${column}"`]),
  ];
  return parts.length === 0 ? '' : `${parts.join(', ')}: `;
}
