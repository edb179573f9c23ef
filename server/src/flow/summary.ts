import { sameContent, type Value } from '../provenance/value.ts';
import type { Span } from './program.ts';
import type { Round } from './rounds.ts';
import type { Scope } from './scope.ts';

/** What a call of a function does, for arguments of a certain content. */
export interface Summary {
  arguments: readonly Value[];
  /** The verdicts that decide whether it is called. */
  control: readonly Value[];
  /** The loops around its call. */
  around: readonly Round[];
  result: Value;
  /** The arguments as the function left them. */
  after: readonly Value[];
  /** Names of enclosing scopes it read, and what they held. */
  outside: ReadonlyMap<string, Value>;
  running: boolean;
  /** Is a model asked there? */
  asks: boolean;
  /** Is a function called there whose code is not here? */
  callsOut: boolean;
  /** Arguments that are numbers which it corrects, and where. */
  corrects: readonly { readonly index: number; readonly at: Span }[];
}

/** What a function does depends on what it is given, and when it is called. */
export interface Circumstances {
  readonly values: readonly Value[];
  readonly control: readonly Value[];
  readonly around: readonly Round[];
}

export function holds(summary: Summary, { values, control, around }: Circumstances, scope: Scope): boolean {
  if (!areSame(values, summary.arguments) || !areSame(control, summary.control)) return false;
  if (!areAlike(around, summary.around)) return false;
  for (const [name, value] of summary.outside) {
    const now = scope.get(name);
    if (!now || !sameContent(now, value)) return false;
  }
  return true;
}

const areSame = (some: readonly Value[], others: readonly Value[]): boolean =>
  some.length === others.length && some.every((value, i) => sameContent(value, others[i]!));

const areAlike = (some: readonly Round[], others: readonly Round[]): boolean =>
  some.length === others.length &&
  some.every(({ form, byRows, repeats }, i) => {
    const other = others[i]!;
    return form === other.form && byRows === other.byRows && repeats === other.repeats;
  });
