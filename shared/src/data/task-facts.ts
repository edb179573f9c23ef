import { DataError, type DataPlace } from './data-error.ts';
import type { Cell } from './table.ts';

const DATE = /^\d{4}-\d{2}(?:-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?)?$/;

/** What is said of a task as a whole, in each of its rows or in some. */
export class TaskFacts {
  readonly weights = new Map<string, number>();
  readonly dates = new Map<string, number>();
  private readonly weightColumn: string | undefined;
  private readonly dateColumn: string | undefined;
  private firstDate: string | undefined;

  constructor(weightColumn: string | undefined, dateColumn: string | undefined) {
    this.weightColumn = weightColumn;
    this.dateColumn = dateColumn;
  }

  /** Throws a DataError for what is no weight or no date, and for rows of one task that disagree. */
  add(
    task: string,
    weightAt: number | undefined,
    dateAt: number | undefined,
    cells: readonly Cell[],
    place: DataPlace,
  ): void {
    const note = (
      known: Map<string, number>,
      column: string | undefined,
      at: number | undefined,
      read: (text: string, place: DataPlace) => number,
    ) => {
      const text = at === undefined ? '' : String(cells[at] ?? '').trim();
      if (column === undefined || text === '') {
        return;
      }
      const here = { ...place, column };
      const value = read(text, here);
      const before = known.get(task) ?? value;
      if (before !== value) {
        throw new DataError(`"${text}" differs from an earlier row of task "${task}"; expected the same in all`, here);
      }
      known.set(task, value);
    };
    note(this.weights, this.weightColumn, weightAt, weightOf);
    note(this.dates, this.dateColumn, dateAt, (text, here) => {
      this.firstDate ??= text;
      if (isDate(text) !== isDate(this.firstDate)) {
        throw new DataError(`"${text}" stands beside "${this.firstDate}"; expected dates only, or numbers only`, here);
      }
      return dateOf(text, here);
    });
  }
}

function weightOf(text: string, place: DataPlace): number {
  const weight = Number(text);
  if (!(weight >= 0 && weight <= 1)) {
    throw new DataError(`"${text}" is no weight; expected a number from 0 to 1`, place);
  }
  return weight;
}

/** A number (a year, a wave) as it is, a date as milliseconds. */
function dateOf(text: string, place: DataPlace): number {
  const date = isDate(text) ? Date.parse(text.replace(' ', 'T')) : Number(text);
  if (!Number.isFinite(date)) {
    throw new DataError(`"${text}" is no date; expected one like 2026-05-31, or a number such as a year`, place);
  }
  return date;
}

function isDate(text: string): boolean {
  return DATE.test(text);
}
