import type { CatalogEntry } from './entry.ts';

/** Looks up what a call does. A qualified entry wins over one for the last part of the name (`*.mean`), that over one for a whole library, an earlier one over a later. */
export class Catalog {
  readonly entries: readonly CatalogEntry[];
  private readonly qualified = new Map<string, CatalogEntry>();
  private readonly starred = new Map<string, CatalogEntry[]>();
  /** Entries for all that a library has, by its name. */
  private readonly whole = new Map<string, CatalogEntry>();
  private readonly modules: Set<string>;

  /** @param libraries packages, and scopes of packages, of which the entries name methods only */
  constructor(entries: readonly CatalogEntry[], libraries: readonly string[] = []) {
    this.entries = entries;
    this.modules = new Set(libraries);
    for (const entry of entries) {
      for (const call of typeof entry.call === 'string' ? [entry.call] : entry.call) this.add(call, entry);
    }
  }

  private add(call: string, entry: CatalogEntry): void {
    if (call.endsWith('.*')) {
      const library = call.slice(0, -2);
      if (!this.whole.has(library)) this.whole.set(library, entry);
      this.modules.add(library.split('.')[0]!);
      return;
    }
    if (!call.startsWith('*.')) {
      if (!this.qualified.has(call)) this.qualified.set(call, entry);
      this.modules.add(call.split('.')[0]!);
      return;
    }
    const last = call.slice(call.lastIndexOf('.') + 1);
    const list = this.starred.get(last) ?? [];
    list.push({ ...entry, call });
    // the longest suffix first
    list.sort((a, b) => b.call.length - a.call.length);
    this.starred.set(last, list);
  }

  /** `name` is qualified as far as known: `pandas.read_csv`, `?.chat.completions.create`. */
  find(name: string): CatalogEntry | null {
    const exact = this.qualified.get(name);
    if (exact) return exact;
    const last = name.slice(name.lastIndexOf('.') + 1);
    for (const entry of this.starred.get(last) ?? []) {
      const suffix = (entry.call as string).slice(1);
      if (name.endsWith(suffix) || (suffix === `.${last}` && name === last)) return entry;
    }
    return this.ofWhole(name);
  }

  private ofWhole(name: string): CatalogEntry | null {
    if (this.whole.size > 0)
      for (let end = name.lastIndexOf('.'); end > 0; end = name.lastIndexOf('.', end - 1)) {
        const entry = this.whole.get(name.slice(0, end));
        if (entry) return entry;
      }
    return null;
  }

  /** Is this a library that the catalog says something of? */
  knowsModule(module: string): boolean {
    if (this.modules.has(module.split('.')[0]!)) return true;
    const [scope, name] = module.split('/');
    return this.modules.has(scope!) || (scope!.startsWith('@') && this.modules.has(`${scope}/${name}`));
  }
}
