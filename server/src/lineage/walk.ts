import type { Place } from '@unpool/shared/protocol/finding.ts';
import type { Estimate } from '../flow/observation.ts';
import type { Cause } from '../provenance/cause.ts';
import { ESTIMATE } from '../provenance/marks.ts';
import { VALUE_ORIGINS } from '../provenance/origins.ts';
import { dataOrigins, sameContent, type Value } from '../provenance/value.ts';

/** Everything that a person can see of one place, on one way through the calls. */
export interface WalkNode {
  readonly key: string;
  readonly place: Place;
  /** The causes that were met here, each with the value it explains; the nearest to the end first. */
  readonly met: { readonly cause: Cause; readonly value: Value }[];
}

export interface WalkEdge {
  readonly from: WalkNode;
  readonly to: WalkNode;
  readonly kind: 'data' | 'learned';
  /** Seen only as a part of what came over: if the part also comes another way, that way is the one to draw. */
  isHeld: boolean;
}

export interface Walked {
  readonly root: WalkNode;
  readonly nodes: Map<string, WalkNode>;
  readonly edges: Map<string, WalkEdge>;
}

/** The calls that the walk is inside of, and what was handed to them. */
interface Calls {
  readonly id: number;
  readonly arguments: readonly Value[];
  readonly place: string;
  readonly outer: Calls | null;
}

interface Task {
  readonly value: Value;
  readonly calls: Calls | null;
  readonly to: WalkNode;
  readonly kind: WalkEdge['kind'];
  readonly isHeld: boolean;
  readonly parts: Parts;
}

/**
 * Which parts of a value matter. Of a table of which one column was taken, the other columns say nothing of its values:
 * none if it is known where the table comes from, else `rows`, those that only tell where its rows come from.
 */
type Parts = 'all' | 'rows' | 'none';

/** Causes have no circles, but many ways may lead through them. */
const MAX_TASKS = 20_000;

/** Follows all data of values back to their sources; a trace follows one way only. */
export function walkBack(
  values: readonly Value[],
  place: Place,
  estimates: Pick<ReadonlyMap<Cause, Estimate>, 'get'> = new Map(),
): Walked {
  return new Walk(place, estimates).run(values);
}

class Walk {
  private readonly nodes = new Map<string, WalkNode>();
  private readonly edges = new Map<string, WalkEdge>();
  private readonly tasks: Task[] = [];
  private readonly seen = new Set<string>();
  private readonly ids = new Map<object, number>();
  private readonly calls = new Map<string, Calls>();
  private readonly root: WalkNode;
  private readonly estimates: Pick<ReadonlyMap<Cause, Estimate>, 'get'>;

  constructor(place: Place, estimates: Pick<ReadonlyMap<Cause, Estimate>, 'get'>) {
    this.root = this.node(keyOf(place), place);
    this.estimates = estimates;
  }

  run(values: readonly Value[]): Walked {
    for (const value of values) this.add(value, { calls: null, to: this.root });
    for (let i = 0; i < this.tasks.length && i < MAX_TASKS; i++) this.follow(this.tasks[i]!);
    return { root: this.root, nodes: this.nodes, edges: this.edges };
  }

  private add(value: Value, { calls, to, kind = 'data', isHeld = false, parts = 'all' }: Hop): void {
    if (!carriesData(value)) return;
    const key = `${this.id(value)} ${calls?.id ?? ''} ${to.key} ${kind} ${isHeld} ${parts}`;
    if (this.seen.has(key)) return;
    this.seen.add(key);
    this.tasks.push({ value, calls, to, kind, isHeld, parts });
  }

  private follow(task: Task): void {
    const { value, calls } = task;
    const { cause } = value;
    // the parts of what a function gave are seen inside of it, with its arguments
    let parts = cause?.kind === 'return' ? [] : partsOf(value, task.parts);
    if (cause?.kind === 'parameter' && cause.parameter) {
      const actual = actualOf(cause.parameter, calls);
      if (actual.value) this.add(actual.value, { ...task, calls: actual.calls });
      const handedOver = new Set(actual.value ? partsOf(actual.value) : []);
      parts = parts.filter((part) => !handedOver.has(part));
    } else if (cause) this.followCause(cause, task);
    for (const part of parts) this.add(part, { ...task, isHeld: task.isHeld || cause !== null });
  }

  private followCause(cause: Cause, task: Task): void {
    const { value, to } = task;
    const calls = cause.kind === 'return' ? this.enter(cause, task.calls) : task.calls;
    const isShown = cause.place !== null && !(cause.kind === 'return' && cause.message === null);
    if (!cause.place || !isShown) {
      for (const input of cause.inputs) this.add(input, { ...task, calls });
      return;
    }
    const key = [keyOf(cause.place), cause.file ?? '', ...wayOf(task.calls)].join('@');
    const node = key.startsWith(`${this.root.key}@`) && !task.calls ? this.root : this.node(key, cause.place);
    if (!node.met.some((met) => met.cause === cause)) node.met.push({ cause, value });
    this.connect(node, to, task);
    const of = this.estimates.get(cause)?.of;
    if (of) this.add(of.result, { calls, to: node });
    for (const input of cause.inputs) {
      const isTable = isColumnStep(cause) && (input.fields ?? input.element?.fields ?? null) !== null;
      // the column, the table: whichever came over the other need not be drawn twice
      const isHeld = of !== undefined || (isColumnStep(cause) && cause.inputs.length > 1);
      this.add(input, { calls, to: node, isHeld, parts: !isTable ? 'all' : input.cause ? 'none' : 'rows' });
    }
    const learned = cause.kind === 'source' ? value.fields?.get('$fitted') : undefined;
    if (learned) this.add(learned, { calls, to: node, kind: 'learned' });
  }

  private connect(from: WalkNode, to: WalkNode, { kind, isHeld }: Task): void {
    if (from === to) return;
    const key = `${from.key} → ${to.key}`;
    const known = this.edges.get(key);
    if (known) known.isHeld &&= isHeld;
    else this.edges.set(key, { from, to, kind, isHeld });
  }

  private node(key: string, place: Place): WalkNode {
    const known = this.nodes.get(key);
    if (known) return known;
    const node = { key, place, met: [] };
    this.nodes.set(key, node);
    return node;
  }

  private enter(cause: Cause, outer: Calls | null): Calls | null {
    if (!cause.arguments) return outer;
    const key = `${this.id(cause.arguments)} ${outer?.id ?? ''}`;
    let calls = this.calls.get(key);
    if (!calls) {
      const place = cause.place ? keyOf(cause.place) : '';
      calls = { id: this.calls.size + 1, arguments: cause.arguments, place, outer };
      this.calls.set(key, calls);
    }
    return calls;
  }

  private id(object: object): number {
    let id = this.ids.get(object);
    if (id === undefined) {
      id = this.ids.size + 1;
      this.ids.set(object, id);
    }
    return id;
  }
}

type Hop = Pick<Task, 'calls' | 'to'> & Partial<Task>;

const keyOf = ({ document, cell, start, end }: Place): string => `${document}#${cell ?? ''}:${start}-${end}`;

/** The places of the calls: a helper that is called twice is two nodes. */
function wayOf(calls: Calls | null): string[] {
  const way: string[] = [];
  for (let call = calls; call; call = call.outer) way.push(call.place);
  return way;
}

const carriesData = (value: Value): boolean =>
  dataOrigins(value) !== 0 || ((value.marks & ESTIMATE) !== 0 && value.cause !== null);

/** What a value holds; `$` fields say something about it and are no data of it. */
function partsOf(value: Value, which: Parts = 'all'): Value[] {
  if (which === 'none') return [];
  const fields = [...(value.fields ?? [])].flatMap(([key, field]) => (key.startsWith('$') ? [] : [field]));
  const parts = [...(value.element ? [value.element] : []), ...(value.items ?? []), ...fields];
  const isHolder = (part: Value) => part.fields || part.element || part.items;
  return which === 'all' ? parts : parts.filter((part) => isHolder(part) || !(part.origins & VALUE_ORIGINS));
}

/**
 * What was handed over for a parameter: by the call that the walk came through, if the function was run for arguments
 * like those; else by the first call.
 */
function actualOf(
  { index, firstArguments }: NonNullable<Cause['parameter']>,
  calls: Calls | null,
): { value: Value | undefined; calls: Calls | null } {
  const fits =
    calls?.arguments.length === firstArguments.length &&
    calls.arguments.every((given, i) => sameContent(given, firstArguments[i]!));
  return fits ? { value: calls.arguments[index], calls: calls.outer } : { value: firstArguments[index], calls };
}

export const isColumnStep = ({ kind, message }: Cause): boolean =>
  kind === 'step' && /^(the )?column /.test(message ?? '');
