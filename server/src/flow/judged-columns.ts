import { namesByProduct } from '../provenance/names.ts';
import { at, has, JUDGED, MEASURED } from '../provenance/origins.ts';
import type { Value } from '../provenance/value.ts';
import { causeAt, type Frame } from './frame.ts';
import type { Run } from './journal.ts';
import type { Span } from './program.ts';

/** What any object may have: two that have it need have nothing to do with each other. */
const SAYS_NOTHING = new Set(
  'name id key type kind title description text content body message value data line lines output input stdout stderr raw command path file url code html query prompt question answer response summary role model replace search index count sum mean average total length size values real human synthetic'.split(
    ' ',
  ),
);

/**
 * Columns that code fills with a judge's labels, by name. A function that nobody calls may be handed the rows with
 * them: the name of the column is all that joins the two.
 */
export class JudgedColumns {
  private readonly filled: Map<string, Value>;
  private readonly missed: Set<string>;

  private readonly run: Run;

  constructor(run: Run, before?: JudgedColumns) {
    this.run = run;
    this.filled = new Map(before?.filled);
    this.missed = new Set(before?.missed);
  }

  fill(column: string, value: Value): void {
    if (
      has(value.origins, JUDGED) &&
      !has(value.origins, MEASURED) &&
      // a list under a verdict (the queries that it asked for) is no label
      !value.element &&
      !value.items &&
      !namesByProduct(column) &&
      !SAYS_NOTHING.has(column.toLowerCase())
    )
      this.fillFirst(column, value);
  }

  private fillFirst(column: string, value: Value): void {
    const { work } = this.run;
    work?.effects.push(({ judgedColumns }) => judgedColumns.fillFirst(column, value));
    if (this.filled.has(column)) return;
    work?.isFirst(this, column);
    this.filled.set(column, value);
  }

  /** A column of rows of which nothing is known. */
  find(column: string): Value | null {
    const { work } = this.run;
    const value = this.filled.get(column) ?? null;
    if (work?.isFirst(this, column))
      work.checks.push(({ judgedColumns }) => (judgedColumns.filled.get(column) ?? null) === value);
    if (value) return value;
    work?.effects.push(({ judgedColumns }) => judgedColumns.missed.add(column));
    this.missed.add(column);
    return value;
  }

  /** Was a column asked for before code that fills it was seen? */
  get cameLate(): boolean {
    return [...this.missed].some((column) => this.filled.has(column));
  }
}

/** The column of unknown rows as the code elsewhere fills it; unchanged where none does. */
export function asFilledElsewhere(column: Value, name: string, node: Span, frame: Frame): Value {
  const { engine } = frame;
  const filled = column.origins === 0 && engine.isUncalled ? engine.judgedColumns.find(name) : null;
  if (!filled) return column;
  const message = `column "${name}", which this code fills with a judge's labels`;
  return column.with({
    origins: at('likely', JUDGED),
    cause: causeAt(frame, node, 'judge', message, [filled]),
  });
}
