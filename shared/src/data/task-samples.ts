import { columnIndex } from './column-index.ts';
import { DataError } from './data-error.ts';
import type { DataFile } from './data-file.ts';
import { NumberColumn } from './number-column.ts';
import { openTable } from './open-table.ts';
import { OriginReader, type OriginWords } from './origin.ts';
import type { Row } from './table.ts';
import { TaskFacts } from './task-facts.ts';

export interface TaskColumns {
  readonly task: string;
  readonly origin: OriginWords;
  readonly values: readonly string[];
  /** Names the judged row. */
  readonly unit: string | undefined;
  readonly weights: string | undefined;
  readonly date: string | undefined;
}

/** Values of one origin of a task, with the number of each one's unit where units are named. */
export interface TaskSide {
  readonly values: Float64Array;
  readonly units: Float64Array | null;
}

export interface TaskSample {
  readonly name: string;
  readonly real: TaskSide;
  readonly synthetic: TaskSide;
}

export interface TaskSamples {
  /** For each value column, its tasks in the order in which they came up. */
  readonly targets: readonly {
    readonly value: string;
    readonly tasks: readonly TaskSample[];
    readonly missing: number;
    readonly words: ReadonlyMap<string, number>;
  }[];
  readonly weights: ReadonlyMap<string, number>;
  readonly dates: ReadonlyMap<string, number>;
  readonly origins: { readonly real: readonly string[]; readonly synthetic: readonly string[] };
  readonly problems: readonly string[];
}

/** Reads the values of all tasks by origin. Rows without a task or an origin are left out and reported. Throws DataErrors. */
export async function readTasks(data: readonly DataFile[], columns: TaskColumns): Promise<TaskSamples> {
  const reader = new TaskReader(columns);
  const problems: string[] = [];
  for (const file of data) {
    const { task, origin, values, unit, weights, date } = columns;
    const names = [task, origin.column, ...values, unit, weights, date].filter((name) => name !== undefined);
    const table = await openTable(file, { columns: names });
    const at = (column: string) => columnIndex(table, column);
    const places = {
      task: at(columns.task),
      origin: at(columns.origin.column),
      values: columns.values.map(at),
      unit: columns.unit === undefined ? undefined : at(columns.unit),
      weights: columns.weights === undefined ? undefined : at(columns.weights),
      date: columns.date === undefined ? undefined : at(columns.date),
    };
    for await (const rows of table.rows) {
      for (const row of rows) {
        reader.add(row, places, file.name);
      }
    }
    problems.push(...table.problems());
  }
  return reader.samples(data.map(({ name }) => name).join(', '), problems);
}

interface Places {
  readonly task: number;
  readonly origin: number;
  readonly values: readonly number[];
  readonly unit: number | undefined;
  readonly weights: number | undefined;
  readonly date: number | undefined;
}

class TaskReader {
  private readonly columns: TaskColumns;
  private readonly origin: OriginReader;
  private readonly facts: TaskFacts;
  private readonly tasks = new Map<string, number>();
  private readonly units = new Map<string, number>();
  /** The numbers of each value column, and for each of them its task (twice, plus 1 if synthetic) and its unit. */
  private readonly collected: readonly {
    readonly numbers: NumberColumn;
    readonly sides: number[];
    readonly units: number[];
  }[];
  private withoutTask = 0;
  private withoutUnit = 0;

  constructor(columns: TaskColumns) {
    this.columns = columns;
    this.origin = new OriginReader(columns.origin);
    this.facts = new TaskFacts(columns.weights, columns.date);
    this.collected = columns.values.map((value) => ({ numbers: new NumberColumn(value), sides: [], units: [] }));
  }

  add({ line, cells }: Row, places: Places, file: string): void {
    const text = (place: number) => String(cells[place] ?? '').trim();
    const task = text(places.task);
    if (task === '') {
      this.withoutTask++;
      return;
    }
    const unit = places.unit === undefined ? '' : text(places.unit);
    if (places.unit !== undefined && unit === '') {
      this.withoutUnit++;
      return;
    }
    const side = this.origin.read(cells[places.origin] ?? null);
    if (side === null) {
      return;
    }
    const number = numberOf(this.tasks, task);
    this.facts.add(task, places.weights, places.date, cells, { file, line });
    for (const [i, { numbers, sides, units }] of this.collected.entries()) {
      const { missing } = numbers;
      numbers.add(cells[places.values[i]!] ?? null, file, line);
      if (numbers.missing === missing) {
        sides.push(2 * number + (side === 'synthetic' ? 1 : 0));
        units.push(places.unit === undefined ? 0 : numberOf(this.units, unit));
      }
    }
  }

  samples(files: string, problems: readonly string[]): TaskSamples {
    if (this.tasks.size === 0 && this.withoutTask > 0) {
      throw new DataError('no row has a task; expected the name of its task', {
        file: files,
        column: this.columns.task,
      });
    }
    this.origin.check(files);
    const { taken } = this.origin;
    return {
      targets: this.collected.map((column) => ({
        value: column.numbers.column,
        tasks: this.bySide(column),
        missing: column.numbers.missing,
        words: column.numbers.words,
      })),
      weights: this.facts.weights,
      dates: this.facts.dates,
      origins: { real: [...taken.real], synthetic: [...taken.synthetic] },
      problems: [...problems, ...this.leftOut()],
    };
  }

  private bySide({ numbers, sides, units }: TaskReader['collected'][number]): TaskSample[] {
    const values = numbers.numbers();
    const places: number[][] = Array.from({ length: 2 * this.tasks.size }, () => []);
    for (const [place, side] of sides.entries()) {
      places[side]!.push(place);
    }
    const sideAt = (index: number): TaskSide => ({
      values: Float64Array.from(places[index]!, (place) => values[place]!),
      units: this.columns.unit === undefined ? null : Float64Array.from(places[index]!, (place) => units[place]!),
    });
    return [...this.tasks.keys()].map((name, i) => ({ name, real: sideAt(2 * i), synthetic: sideAt(2 * i + 1) }));
  }

  private leftOut(): string[] {
    const { others, missing } = this.origin;
    const without = (count: number, column: string | undefined) =>
      count > 0 ? [`Left out, having no value in the column "${column}": ${count} rows.`] : [];
    const words = [...others].map(([word, count]) => `${count} with "${word}"`);
    return [
      ...without(this.withoutTask, this.columns.task),
      ...without(this.withoutUnit, this.columns.unit),
      ...without(missing, this.columns.origin.column),
      ...(words.length > 0
        ? [
            `Left out, as neither real nor synthetic by the column "${this.columns.origin.column}": rows ${words.join(', ')}.`,
          ]
        : []),
    ];
  }
}

function numberOf(known: Map<string, number>, name: string): number {
  const number = known.get(name) ?? known.size;
  known.set(name, number);
  return number;
}
