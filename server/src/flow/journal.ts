import type { Value } from '../provenance/value.ts';
import type { Engine } from './engine.ts';
import type { Expression, FlowUnit, FunctionDefinition } from './program.ts';
import type { Scope } from './scope.ts';

/**
 * A piece of a document that was run (a statement, a function that nobody calls): what it read that others may change,
 * and what it did that others may see. Where it would read the very same again, it is not run again, but does the same.
 */
export class Work {
  readonly checks: ((engine: Engine) => boolean)[] = [];
  readonly effects: ((engine: Engine) => void)[] = [];
  readonly sightings: { readonly unit: FlowUnit; readonly node: Expression; readonly value: Value }[] = [];
  /** Functions of which it called some. */
  readonly called = new Set<FunctionDefinition>();
  steps = 0;
  /** Is all noted that it read and did? */
  isKept = true;
  private touched = new Map<unknown, Set<unknown>>();

  /** Is this what it reads or writes for the first time? What it reads later may be its own. */
  isFirst(of: unknown, key: unknown): boolean {
    let keys = this.touched.get(of);
    if (!keys) {
      keys = new Set();
      this.touched.set(of, keys);
    }
    if (keys.has(key)) return false;
    keys.add(key);
    return true;
  }

  hasTouched(of: unknown, key: unknown): boolean {
    return this.touched.get(of)?.has(key) ?? false;
  }

  /** It read something of which is not noted what it was. */
  forgo(): void {
    this.isKept = false;
  }

  end(steps: number): void {
    this.steps = steps;
    this.touched = new Map();
    this.called.clear();
  }

  holds(engine: Engine): boolean {
    return this.checks.every((check) => check(engine));
  }

  redo(engine: Engine): void {
    for (const effect of this.effects) effect(engine);
    for (const { unit, node, value } of this.sightings) engine.see(unit, node, value);
  }
}

/** What the scopes of an engine have in common. */
export class Run {
  /** What runs, where that is noted. */
  work: Work | null = null;
  /** What names held in scopes that are used again, before they were changed. */
  readonly changed: { readonly scope: Scope; readonly name: string; readonly before: Value | undefined }[] | null;

  constructor(isKept = false) {
    this.changed = isKept ? [] : null;
  }
}

/** What the pieces of a document did when they were run last, all after the same engine. */
export class Journal {
  readonly run = new Run(true);
  /** Of the scopes of the engine before. */
  readonly copies = new Map<Scope, Scope>();
  /** Something happened that is not noted: it is no good for another run. */
  isSpoiled = false;
  /** The names of the document. */
  scope: Scope | null = null;
  private known = new Map<object, Map<string, Work>>();
  private next = new Map<object, Map<string, Work>>();

  /** Makes the scopes what they were before the last run. */
  begin(): void {
    const { changed } = this.run;
    for (let last = changed?.pop(); last; last = changed?.pop()) last.scope.restore(last.name, last.before);
    this.next = new Map();
  }

  find(of: object, part: string): Work | undefined {
    return this.known.get(of)?.get(part);
  }

  keep(of: object, part: string, work: Work): void {
    const parts = this.next.get(of);
    if (parts) parts.set(part, work);
    else this.next.set(of, new Map([[part, work]]));
  }

  /** @param isWhole was the document run to its end? Else what comes later is as it was known before */
  end(isWhole: boolean): void {
    this.run.work = null;
    this.known = isWhole ? this.next : new Map([...this.known, ...this.next]);
  }
}

/** A map of an engine, of which is noted what is read and written in it. */
export class NotedMap<K, V> {
  private readonly entries: Map<K, V>;
  private readonly run: Run;
  private readonly of: (engine: Engine) => NotedMap<K, V>;

  /** @param of the same map of any engine */
  constructor(run: Run, of: (engine: Engine) => NotedMap<K, V>, before?: NotedMap<K, V>) {
    this.run = run;
    this.of = of;
    this.entries = new Map(before?.entries);
  }

  get(key: K): V | undefined {
    const { of, run } = this; // the map itself is not to be kept for as long as the work
    const value = this.entries.get(key);
    if (run.work?.isFirst(this, key)) run.work.checks.push((engine) => of(engine).entries.get(key) === value);
    return value;
  }

  set(key: K, value: V): void {
    const { of, run } = this;
    this.entries.set(key, value);
    run.work?.isFirst(this, key);
    run.work?.effects.push((engine) => of(engine).entries.set(key, value));
  }
}
