import type { Place, TraceStep } from '@unpool/shared/protocol/finding.ts';
import type { Cause } from './cause.ts';
import { has } from './origins.ts';
import { dataOrigins, type Value } from './value.ts';

const MAX_HOPS = 400;
const MAX_STEPS = 12;

/** The causes of one origin in a value, from the value back to the source. */
export function* causes(value: Value, fact: number): Generator<Cause> {
  let current: Value | undefined = value;
  const calls: (readonly Value[])[] = [];
  const seen = new Set<Value>();
  for (let hop = 0; hop < MAX_HOPS && current; hop++) {
    const cause: Cause | null = current.cause ?? causeWithin(current, fact);
    if (!cause) return;
    yield cause;
    if (cause.kind === 'parameter' && cause.parameter) {
      const actual: readonly Value[] = calls.pop() ?? cause.parameter.firstArguments;
      current = actual[cause.parameter.index];
      continue;
    }
    if (cause.kind === 'return' && cause.arguments) calls.push(cause.arguments);
    if (seen.has(current) && calls.length === 0) return;
    seen.add(current);
    current = cause.inputs.find((input) => has(dataOrigins(input), fact));
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
export function trace(value: Value, fact: number): TraceStep[] {
  const steps: TraceStep[] = [];
  for (const cause of causes(value, fact)) {
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

/** Where an origin began. */
export function sourceOf(value: Value, fact: number): Cause | null {
  let last: Cause | null = null;
  for (const cause of causes(value, fact)) if (cause.place) last = cause;
  return last;
}

/** Where an origin may have begun, along all ways back. */
export function sourcesOf(value: Value, fact: number): Cause[] {
  const found = new Set<Cause>();
  const seen = new Set<Value>();
  const queue = [value];
  for (let current = queue.pop(); current && seen.size < MAX_HOPS; current = queue.pop()) {
    if (seen.has(current)) continue;
    seen.add(current);
    const cause = current.cause ?? causeWithin(current, fact);
    const before = cause?.parameter ? [cause.parameter.firstArguments[cause.parameter.index]!] : (cause?.inputs ?? []);
    const inputs = before.filter((input) => input && has(dataOrigins(input), fact));
    if (cause?.place && inputs.length === 0) found.add(cause);
    queue.push(...inputs);
  }
  return [...found];
}

/** Is there a step of a kind on any of the ways back? */
export function hasStep(value: Value, kind: Cause['kind']): boolean {
  for (const cause of allCauses(value)) if (cause.kind === kind) return true;
  return false;
}

/** Does any of the ways back go through a place? */
export function passes(value: Value, place: Place): boolean {
  for (const cause of allCauses(value)) if (cause.place && samePlace(cause.place, place)) return true;
  return false;
}

/** The causes of a value, and of all that is in it, along all ways back. */
function* allCauses(value: Value): Generator<Cause> {
  const seen = new Set<Value>();
  const queue = [value];
  for (let current = queue.pop(); current && seen.size < MAX_HOPS; current = queue.pop()) {
    if (seen.has(current)) continue;
    seen.add(current);
    const { cause } = current;
    if (cause) yield cause;
    const before = cause?.parameter ? [cause.parameter.firstArguments[cause.parameter.index]] : (cause?.inputs ?? []);
    const within = [current.element, ...(current.items ?? []), ...(current.fields?.values() ?? [])];
    for (const next of [...before, ...within]) if (next && dataOrigins(next) !== 0) queue.push(next);
  }
}

export const samePlace = (a: Place, b: Place): boolean =>
  a.document === b.document && a.cell === b.cell && a.start === b.start && a.end === b.end;
