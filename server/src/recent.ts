/** A map that keeps the entries set last. */
export class Recent<T> {
  private readonly entries = new Map<string, T>();
  private readonly most: number;

  constructor(most: number) {
    this.most = most;
  }

  get(key: string): T | undefined {
    return this.entries.get(key);
  }

  set(key: string, value: T): void {
    this.entries.delete(key);
    this.entries.set(key, value);
    if (this.entries.size <= this.most) return;
    const [oldest] = this.entries.keys();
    this.entries.delete(oldest!);
  }

  values(): Iterable<T> {
    return this.entries.values();
  }

  clear(): void {
    this.entries.clear();
  }
}

/** The function, with the answers that it gave last kept, `most` at the most: for one that only depends on a name. */
export function remembering<T>(answer: (name: string) => T, most: number): (name: string) => T {
  // two maps, the older dropped whole: to drop the oldest entry of one map over and over is slow
  let recent = new Map<string, T>();
  let before = new Map<string, T>();
  return (name) => {
    const known = recent.get(name);
    if (known !== undefined) return known;
    const found = before.get(name) ?? answer(name);
    if (recent.size >= most / 2) [before, recent] = [recent, new Map()];
    recent.set(name, found);
    return found;
  };
}

/** The function, with its answer kept for as long as the object that it was asked of. */
export function rememberingOf<Of extends object, T extends NonNullable<unknown>>(answer: (of: Of) => T): (of: Of) => T {
  const known = new WeakMap<Of, T>();
  return (of) => {
    let found = known.get(of);
    if (found === undefined) {
      found = answer(of);
      known.set(of, found);
    }
    return found;
  };
}
