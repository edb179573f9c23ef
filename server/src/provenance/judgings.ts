import type { Place } from '@unpool/shared/protocol/finding.ts';
import type { Cause } from './cause.ts';
import { GENERATED, has, JUDGED } from './origins.ts';
import { placeKey } from './trace.ts';
import { dataOrigins, heldIn, type Value } from './value.ts';

/** What a model answered, as it is found on the way back from what was made of it. */
export interface Answer {
  /** The model that was asked; empty where it is not known. */
  readonly model: string;
  /** The call of the model, and the calls that led there, the innermost first. */
  readonly calls: readonly Cause[];
  /** The answers of models that it was asked about. */
  readonly about?: () => readonly Answer[];
}

/** A judge's verdict, and the answers that it is about. */
export interface Judging {
  /** The models that judged: several where a verdict is made of several. */
  readonly judges: readonly Answer[];
  readonly judged: readonly Answer[];
  /** The verdict says which of two is better. */
  readonly ofPair: boolean;
}

const MAX_HOPS = 600;
/** Of one number: one function asks for all of a program's judgements at times, and is called from everywhere. */
const MAX_JUDGINGS = 60;

/** A value on the way back, and how one got there. */
interface Stop {
  readonly value: Value;
  /** The calls that the way leads into, the innermost first. */
  readonly calls: Link<Cause> | null;
  /** The evaluation by a framework that the way leads through. */
  readonly grading: Cause['grading'] | null;
}

interface Link<T> {
  readonly head: T;
  readonly rest: Link<T> | null;
}

function listed<T>(link: Link<T> | null): T[] {
  const items: T[] = [];
  for (let rest = link; rest; rest = rest.rest) items.push(rest.head);
  return items;
}

/** Several rules ask for those of the same value. */
const known = new WeakMap<Value, readonly Judging[]>();

/** The judgings that a value comes from, along all ways back. */
export function judgingsBehind(value: Value): readonly Judging[] {
  const before = known.get(value);
  if (before) return before;
  const found: Judging[] = [];
  known.set(value, found);
  walk([{ value, calls: null, grading: null }], JUDGED, (cause, stop) => {
    if (cause.kind !== 'judge' || isNamedOnly(cause)) return false;
    if (found.length >= MAX_JUDGINGS) return true;
    found.push(judgingAt(cause, stop));
    return true;
  });
  return found;
}

/** `df["verdict"] = [compare(a, b) …]`: what gave the verdicts says more than their name. */
const isNamedOnly = ({ byName, inputs }: Cause): boolean =>
  byName === true && inputs.some((input) => has(dataOrigins(input), JUDGED));

function judgingAt(cause: Cause, stop: Stop): Judging {
  const from = (value: Value): Stop => ({ ...stop, value });
  const grading = cause.grading ?? stop.grading;
  const data = (grading?.data ?? []).map(from);
  const ofPair = cause.ofPair === true;
  // a scorer of a framework
  if (cause.model !== undefined) {
    const judge = { model: cause.model || (grading?.model ?? ''), calls: [cause] };
    return { judges: [judge], judged: answersBehind(data).map(({ answer }) => answer), ofPair };
  }
  const judges = answersBehind(cause.inputs.map(from));
  const prompts = judges.flatMap(({ source, at }) => source.inputs.map((value) => ({ ...at, value })));
  const asked = answersBehind(prompts, true);
  // a scorer of the code's own is handed the answers by the framework that runs it, beside such scorers
  const judged = asked.length > 0 ? asked : answersBehind(data, true);
  return { judges: judges.map(({ answer }) => answer), judged: judged.map(({ answer }) => answer), ofPair };
}

interface Found {
  readonly answer: Answer;
  readonly source: Cause;
  readonly at: Stop;
}

/** The nearest answers of models; with `pastJudges` those of judges are passed, since they are no answers to judge. */
function answersBehind(from: readonly Stop[], pastJudges = false): Found[] {
  const found: Found[] = [];
  let behind: readonly Stop[] = from;
  for (let round = 0; behind.length > 0 && round < 4; round++) {
    const next: Stop[] = [];
    walk(behind, GENERATED, (cause, stop) => {
      if (pastJudges && cause.kind === 'judge') {
        const steps = answersBehind(cause.inputs.map((value) => ({ ...stop, value })));
        next.push(...steps.flatMap(({ source, at }) => source.inputs.map((value) => ({ ...at, value }))));
        return true;
      }
      if (cause.kind !== 'source' || cause.model === undefined) return false;
      const about = () => answersBehind(cause.inputs.map((value) => ({ ...stop, value }))).map(({ answer }) => answer);
      found.push({
        answer: { model: cause.model, calls: [cause, ...listed(stop.calls)], about },
        source: cause,
        at: stop,
      });
      return true;
    });
    behind = next;
  }
  return found;
}

/** Goes back along all ways, until `isEnd` says that one of them ends. */
function walk(from: readonly Stop[], fact: number, isEnd: (cause: Cause, stop: Stop) => boolean): void {
  const seen = new Map<Value, Set<Link<Cause> | null>>();
  const queue = from.filter(({ value }) => has(dataOrigins(value), fact));
  for (let hop = 0; hop < MAX_HOPS; hop++) {
    const stop = queue.pop();
    if (!stop) return;
    const ways = seen.get(stop.value) ?? new Set();
    seen.set(stop.value, ways);
    if (ways.has(stop.calls)) continue;
    ways.add(stop.calls);
    const cause = stop.value.cause;
    if (cause && isEnd(cause, stop)) continue;
    for (const next of before(stop)) if (has(dataOrigins(next.value), fact)) queue.push(next);
  }
}

/** One step back. */
function before(stop: Stop): Stop[] {
  const { value, calls } = stop;
  const { cause } = value;
  const grading = cause?.grading ?? stop.grading;
  if (!cause) return held(stop);
  if (cause.kind === 'parameter' && cause.parameter) {
    // what a function reads of the one around it was handed to that one
    let call = calls;
    while (call && call.head.of !== cause.of) call = call.rest;
    const given = (call?.head.arguments ?? cause.parameter.firstArguments)[cause.parameter.index];
    return given ? [{ ...stop, value: given, calls: call ? call.rest : calls }] : [];
  }
  const inner = cause.kind === 'return' && cause.arguments ? { head: cause, rest: calls } : calls;
  const inputs = cause.inputs.map((input) => ({ value: input, calls: inner, grading }));
  return inputs.length > 0 ? inputs : held(stop);
}

/** What a container of no cause of its own holds. */
const held = (stop: Stop): Stop[] => heldIn(stop.value).map((value) => ({ ...stop, value }));

/** The innermost place of a judge's that is not the answers', too: one function may ask for both. */
export function placeOfJudge(
  judge: Answer,
  answers: readonly Answer[],
  isFit: (place: Place) => boolean,
): Cause | null {
  const shared = new Set(answers.flatMap(({ calls }) => calls.map(({ place }) => place && placeKey(place))));
  return judge.calls.find(({ place }) => place && isFit(place) && !shared.has(placeKey(place))) ?? null;
}
