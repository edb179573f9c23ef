import type { Place, TraceStep } from '@unpool/shared/protocol/finding.ts';
import { rememberingOf } from '../recent.ts';
import type { Cause } from './cause.ts';
import { has } from './origins.ts';
import { dataOrigins, heldIn, type Value } from './value.ts';

const MAX_HOPS = 400;
const MAX_TRIED = 5000;
const MAX_STEPS = 12;

/** One step back from a value, and the calls that are entered there. */
interface Way {
  readonly cause: Cause;
  readonly before: Way | null;
}

/** The arguments of calls that a way went into by what they return, the last one first. */
interface Entered {
  readonly arguments: readonly Value[];
  readonly before: Entered | null;
}

/**
 * The causes of one origin in a value, from the value back to the source. `narrowly`: of a column by itself, where it
 * has a way of its own, and not of the rows that it is in. A value keeps the cause that it had first, and what it was
 * worked out from can have come to have the origin later: where a way ends early, or at a name, the others are tried.
 */
export function causes(value: Value, fact: number, narrowly = false): readonly Cause[] {
  const known = causesKnown(value);
  const asked = narrowly ? ~fact : fact;
  const found = known.get(asked) ?? searched(value, fact, narrowly);
  known.set(asked, found);
  return found;
}

/** What was found of a value: each rule, and each part of a message, asks for the same. */
const causesKnown = rememberingOf((_value: Value) => new Map<number, readonly Cause[]>());

function searched(value: Value, fact: number, narrowly: boolean): readonly Cause[] {
  const isOn = (input: Value | undefined): input is Value => !!input && has(dataOrigins(input), fact);
  let first: Way | null = null;
  let named: Way | null = null;
  let hops = 0;
  const seen = new Set<Value>();
  const follow = (current: Value, way: Way | null, entered: Entered | null): Way | null => {
    if (hops++ > MAX_TRIED) return null;
    const next = causeFrom(current, fact, narrowly);
    if (!next || seen.has(current)) {
      first ??= way;
      return null;
    }
    seen.add(current);
    const here: Way = { cause: next, before: way };
    const inside = next.kind === 'return' && next.arguments ? { arguments: next.arguments, before: entered } : entered;
    const { parameter } = next;
    const inputs = parameter
      ? [entered?.arguments[parameter.index], parameter.firstArguments[parameter.index]]
      : narrowly
        ? [...next.inputs].reverse()
        : next.inputs;
    const on = inputs.filter(isOn);
    for (const input of on) {
      const whole = follow(input, here, parameter ? (entered?.before ?? null) : inside);
      if (whole) return whole;
    }
    first ??= here;
    if (on.length > 0 || !isSource(next)) return null;
    if (!isName(next)) return here;
    named ??= here;
    return null;
  };
  const found: Cause[] = [];
  const whole = follow(value, null, null) ?? named;
  for (let way = whole ?? first; way; way = way.before) found.push(way.cause);
  found.reverse();
  // a way that leads nowhere is no reason to trust a name on it
  const name = whole ? -1 : found.findIndex(isName);
  return name < 0 ? found : found.slice(0, name);
}

function causeFrom(value: Value, fact: number, narrowly: boolean): Cause | null {
  // a table's rows were there before the column
  const within = narrowly && !has(value.origins, fact) ? causeWithin(value, fact) : null;
  return within ?? value.cause ?? causeWithin(value, fact);
}

const isSource = ({ kind, isDeclared }: Cause): boolean => kind === 'source' || kind === 'judge' || isDeclared === true;

/** What is there says more than what is called so. */
const isName = ({ byName, bySoftName }: Cause): boolean => byName === true || bySoftName === true;

/** A container without a cause of its own: look into it. */
function causeWithin(value: Value, fact: number): Cause | null {
  for (const part of heldIn(value)) {
    if (!has(dataOrigins(part), fact)) continue;
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
export const hasStep = (value: Value, kind: Cause['kind']): boolean => stepOf(value, kind) !== null;

/** A step of a kind on any of the ways back. */
export const stepOf = (value: Value, kind: Cause['kind']): Cause | null =>
  causeAmong(value, (cause) => cause.kind === kind);

/** Does any of the ways back go through a place? */
export function passes(value: Value, place: Place): boolean {
  return hasCause(value, (cause) => cause.place !== null && samePlace(cause.place, place));
}

/** Does one of the causes hold, of a value or of anything in it, along all ways back? */
export const hasCause = (value: Value, holds: (cause: Cause) => boolean): boolean => causeAmong(value, holds) !== null;

function causeAmong(value: Value, holds: (cause: Cause) => boolean): Cause | null {
  let found: Cause | null = null;
  visit(value, ({ cause, element, items, fields }) => {
    if (cause !== null && holds(cause)) found = cause;
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
