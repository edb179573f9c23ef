import type { Place, TraceStep } from '@unpool/shared/protocol/finding.ts';
import type { Cause } from './cause.ts';
import { has } from './origins.ts';
import { dataOrigins, type Value } from './value.ts';

const MAX_HOPS = 400;
const MAX_STEPS = 12;

/**
 * The causes of one origin in a value, from the value back to the source. `narrowly`: of a column by itself, where it
 * has a way of its own, and not of the rows that it is in.
 */
export function* causes(value: Value, fact: number, narrowly = false): Generator<Cause> {
  // a value comes from values that were there before it: there are no circles
  let current: Value | undefined = value;
  const calls: (readonly Value[])[] = [];
  const isOn = (input: Value) => has(dataOrigins(input), fact);
  for (let hop = 0; hop < MAX_HOPS && current; hop++) {
    // a table's rows were there before the column
    const within: Cause | null = narrowly && !has(current.origins, fact) ? causeWithin(current, fact) : null;
    const cause: Cause | null = within ?? current.cause ?? causeWithin(current, fact);
    if (!cause) return;
    yield cause;
    if (cause.kind === 'parameter' && cause.parameter) {
      const actual: readonly Value[] = calls.pop() ?? cause.parameter.firstArguments;
      current = actual[cause.parameter.index];
      continue;
    }
    if (cause.kind === 'return' && cause.arguments) calls.push(cause.arguments);
    current = narrowly ? cause.inputs.findLast(isOn) : cause.inputs.find(isOn);
  }
}

/** A container without a cause of its own: look into it. */
function causeWithin(value: Value, fact: number): Cause | null {
  const parts = [value.element, ...(value.items ?? []), ...(value.fields?.values() ?? [])];
  for (const part of parts) {
    if (!part || !has(dataOrigins(part), fact)) continue;
    const cause = part.cause ?? causeWithin(part, fact);
    if (cause) return cause;
  }
  return null;
}

/** Steps from the source to the value, for people. */
export function trace(value: Value, fact: number, narrowly = false): TraceStep[] {
  const steps: TraceStep[] = [];
  for (const cause of causes(value, fact, narrowly)) {
    if (!cause.place || !cause.message) continue;
    const last = steps.at(-1);
    if (last && samePlace(last.place, cause.place)) steps.pop();
    steps.push({ place: cause.place, message: cause.message });
  }
  steps.reverse();
  // the source and the last steps tell most
  return steps.length <= MAX_STEPS ? steps : [steps[0]!, ...steps.slice(steps.length - MAX_STEPS + 1)];
}

/** The nearest cause of a kind on the way back to the source. */
export function causeOfKind(value: Value, fact: number, kind: Cause['kind']): Cause | null {
  for (const cause of causes(value, fact)) if (cause.kind === kind) return cause;
  return null;
}

/** Where in the code an origin began. */
export function sourceOf(value: Value, fact: number, narrowly = false): Cause | null {
  let last: Cause | null = null;
  for (const cause of causes(value, fact, narrowly)) if (cause.place && !cause.isDeclared) last = cause;
  return last;
}

/** Where an origin may have begun, along all ways back. */
export function sourcesOf(value: Value, fact: number): Cause[] {
  const found = new Set<Cause>();
  visit(value, (current) => {
    const cause = current.cause ?? causeWithin(current, fact);
    const inputs = valuesBefore(cause).filter((input) => has(dataOrigins(input), fact) && !input.cause?.isDeclared);
    if (cause?.place && inputs.length === 0) found.add(cause);
    return inputs;
  });
  return [...found];
}

/** Is there a step of a kind on any of the ways back? */
export function hasStep(value: Value, kind: Cause['kind']): boolean {
  return hasCause(value, (cause) => cause.kind === kind);
}

/** Does any of the ways back go through a place? */
export function passes(value: Value, place: Place): boolean {
  return hasCause(value, (cause) => cause.place !== null && samePlace(cause.place, place));
}

/** Does one of the causes hold, of a value or of anything in it, along all ways back? */
export function hasCause(value: Value, holds: (cause: Cause) => boolean): boolean {
  let found = false;
  visit(value, ({ cause, element, items, fields }) => {
    found = cause !== null && holds(cause);
    if (found) return null;
    const within = [element, ...(items ?? []), ...(fields?.values() ?? [])];
    return [...valuesBefore(cause), ...within].filter((one): one is Value => one !== null && dataOrigins(one) !== 0);
  });
  return found;
}

/** The nearest file that values were read from, along all ways back. */
export function fileBehind(values: readonly Value[]): string | null {
  let found: string | null = null;
  for (const value of values)
    visit(value, ({ cause }) => {
      found ??= cause?.file ?? null;
      return found === null ? valuesBefore(cause) : null;
    });
  return found;
}

/** Where rows came to be several to a prompt: the nearest such step, along all ways back. */
export function repeatOf(value: Value): Cause | null {
  let found: Cause | null = null;
  visit(value, ({ cause, element, items, fields }) => {
    if (cause?.kind === 'repeat') {
      found = cause;
      return null;
    }
    const within = [element, ...(items ?? []), ...(fields?.values() ?? [])];
    return [...within, ...[...valuesBefore(cause)].reverse()].filter((one): one is Value => one !== null);
  });
  return found;
}

/** Goes from a value to those that `next` gives, each once, until it gives null; the last given come first. */
function visit(value: Value, next: (value: Value) => readonly Value[] | null): void {
  const seen = new Set<Value>();
  const queue = [value];
  for (let current = queue.pop(); current && seen.size < MAX_HOPS; current = queue.pop()) {
    if (seen.has(current)) continue;
    seen.add(current);
    const more = next(current);
    if (!more) return;
    queue.push(...more);
  }
}

/** What a cause was worked out from: of a parameter, the argument of the first call. */
export function valuesBefore(cause: Cause | null): readonly Value[] {
  if (!cause?.parameter) return cause?.inputs ?? [];
  const given = cause.parameter.firstArguments[cause.parameter.index];
  return given ? [given] : [];
}

export const samePlace = (a: Place, b: Place): boolean =>
  a.document === b.document && a.cell === b.cell && a.start === b.start && a.end === b.end;

/** A place as a key of a map. */
export const placeKey = ({ document, cell, start, end }: Place): string => `${document}#${cell ?? ''}:${start}-${end}`;
