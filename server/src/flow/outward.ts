import { NO_DATA, ROWS, type Value } from '../provenance/value.ts';
import type { FunctionDefinition } from './program.ts';
import type { Summary } from './summary.ts';

/** A call of what a document imports that hands over no data: it comes to the same whatever else the document says. */
export interface OutwardCall {
  readonly definition: FunctionDefinition;
  readonly values: readonly Value[];
  /** Was it made by a function that nobody calls? */
  readonly isUncalled: boolean;
}

/** Such calls as they are made, by what they come to. An engine that goes on from another need not make them again. */
export class OutwardCalls {
  private readonly made = new Map<Summary, OutwardCall>();
  private readonly before: ReadonlySet<Summary>;

  constructor(before?: OutwardCalls) {
    this.before = new Set(before?.made.keys());
  }

  /** @param isQuiet was nothing seen in it that is told of the call itself? */
  note(summary: Summary, call: OutwardCall, isQuiet: boolean): void {
    if (this.before.has(summary) || (isQuiet && call.values.every(isBare))) this.made.set(summary, call);
  }

  get all(): readonly OutwardCall[] {
    return [...this.made.values()];
  }

  /** Calls that an engine before made, and this one did not: what they left behind does not belong here. */
  get leftOut(): boolean {
    return [...this.before].some((summary) => !this.made.has(summary));
  }

  /** Are they just those that an engine before made? */
  get areAsBefore(): boolean {
    return this.made.size === this.before.size && !this.leftOut;
  }
}

/** A number, a list of unknown rows: nothing that carries data, calls something or names a model or a file. */
const isBare = (value: Value): boolean =>
  value.allOrigins === 0 &&
  (value.allMarks & ~(NO_DATA | ROWS)) === 0 &&
  value.target === null &&
  value.keys === null &&
  typeof value.constant !== 'string' &&
  (value.element === null || isBare(value.element)) &&
  (value.items?.every(isBare) ?? true) &&
  (value.fields === null || [...value.fields.values()].every(isBare));
