import { UNKNOWN, type Value } from '../provenance/value.ts';
import type { Run, Work } from './journal.ts';
import { joinBranches } from './models.ts';
import type { Outer } from './program.ts';

/**
 * Names and their values. A branch works on a fork, which records only what it changes; merging joins the forks back.
 */
export class Scope {
  private readonly own = new Map<string, Value>();
  readonly enclosing: Scope | null;
  private readonly base: Scope | null;
  /** Names that are another scope's, by `global` and `nonlocal`; the same for all forks. */
  private readonly outer: Map<string, Scope>;
  /** The engine that it belongs to: only that one may change it. */
  readonly run: Run;
  /** What it was made in: nothing else sees it change before. */
  private readonly work: Work | null;

  private constructor(run: Run, enclosing: Scope | null, base: Scope | null, work = run.work) {
    this.run = run;
    this.work = work;
    this.enclosing = enclosing;
    this.base = base;
    this.outer = base?.outer ?? new Map();
  }

  /** Of a module. */
  static outermost(run: Run): Scope {
    return new Scope(run, null, null);
  }

  /** Of a function or class in it. */
  inner(): Scope {
    return new Scope(this.run, this, null);
  }

  /** The same, of another engine; `copied` gives that one's copies of further scopes. */
  copy(run: Run, copied: (scope: Scope) => Scope): Scope {
    const copy = new Scope(run, this.enclosing && copied(this.enclosing), this.base && copied(this.base), null);
    for (const [name, value] of this.own) copy.own.set(name, value);
    for (const [name, scope] of this.outer) copy.outer.set(name, copied(scope));
    return copy;
  }

  fork(): Scope {
    return new Scope(this.run, this.enclosing, this);
  }

  /** The value of a name of this scope itself. */
  local(name: string): Value | undefined {
    const { work } = this.run;
    // a loop, since a fork is made for each branch inside of branches
    for (let scope: Scope | null = this; scope; scope = scope.base) {
      const value = scope.own.get(name);
      if (work && scope.work !== work && work.isFirst(scope, name)) scope.noteLook(work, name, value);
      if (value) return value;
    }
    return undefined;
  }

  private noteLook({ checks }: Work, name: string, value: Value | undefined): void {
    checks.push(() => this.own.get(name) === value);
  }

  /** Gives a name of this scope itself a value. */
  private put(name: string, value: Value): void {
    const { work, changed } = this.run;
    if (changed && (this.work === null || this.work !== work)) {
      changed.push({ scope: this, name, before: this.own.get(name) });
      work?.isFirst(this, name);
      work?.effects.push(() => this.put(name, value));
    }
    this.own.set(name, value);
  }

  /** Makes a name what it was before. */
  restore(name: string, value: Value | undefined): void {
    if (value) this.own.set(name, value);
    else this.own.delete(name);
  }

  get(name: string): Value | undefined {
    return this.local(name) ?? this.enclosing?.get(name);
  }

  set(name: string, value: Value): void {
    const outer = this.outer.get(name);
    if (outer) outer.joinIn(name, value);
    else this.put(name, value);
  }

  declareOuter({ names, isGlobal }: Pick<Outer, 'names' | 'isGlobal'>): void {
    if (!this.enclosing) return;
    let scope = this.enclosing;
    while (isGlobal && scope.enclosing) scope = scope.enclosing;
    for (const name of names) this.outer.set(name, scope);
  }

  /** Nobody knows when the call happens that gives a name of this scope a value. */
  private joinIn(name: string, value: Value): void {
    const before = this.get(name);
    if (before) this.update(name, joinBranches(before, value));
    else this.put(name, value);
  }

  /** Changes a name where it lives; a name of an enclosing scope is joined, since nobody knows when the call happens. */
  update(name: string, value: Value): void {
    if (this.local(name) !== undefined || !this.enclosing?.get(name)) this.put(name, value);
    else this.enclosing.update(name, joinBranches(this.enclosing.get(name) ?? UNKNOWN, value));
  }

  delete(name: string): void {
    this.put(name, UNKNOWN);
  }

  names(): Iterable<string> {
    const { work } = this.run;
    if (this.work !== work) work?.forgo();
    return this.own.keys();
  }

  /** Joins what forks of this scope changed. `stays`: the code may also have been passed by. Says whether anything is new. */
  merge(forks: readonly Scope[], stays: boolean): boolean {
    let changed = false;
    const names = new Set<string>();
    for (const fork of forks)
      for (let scope: Scope | null = fork; scope && scope !== this; scope = scope.base)
        for (const name of scope.own.keys()) names.add(name);
    for (const name of names) {
      const before = this.local(name);
      let after = stays ? before : undefined;
      for (const fork of forks) {
        const value = fork.local(name);
        if (value) after = after ? joinBranches(after, value) : value;
      }
      if (after && after !== before) {
        this.put(name, after);
        changed = true;
      }
    }
    return changed;
  }
}
