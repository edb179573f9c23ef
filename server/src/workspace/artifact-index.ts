import { sourcesOf } from './sources.ts';
import type { Workspace } from './workspace.ts';

/** Names of files that programs hand data over in. Bounded, since notebooks hold pictures as one long word. */
const DATA_FILE =
  /(?<![\w.-])[\w.-]{1,100}\.(?:csv|tsv|jsonl?|ndjson|parquet|pkl|pickle|feather|arrow|npy|npz|joblib|xlsx|db|sqlite3?)\b/gi;
const WRITES =
  /\.to_(?:csv|json|parquet|pickle|excel|feather|sql)\b|\bdump\(|\.write\w*\(|\bsave\w*\(|\bDictWriter\b|\.save_to_disk\b/;
const MAX_WRITERS = 5;
/** Of one source, and of all: nobody waits for more to be read. */
const MAX_BYTES = { source: 1_000_000, all: 50_000_000 };

/** Which sources of the workspace write which data files, by a look at their text: no more than a hint where to look. */
export class ArtifactIndex {
  private readonly workspace: Workspace;
  private writers: Promise<ReadonlyMap<string, readonly string[]>> | null = null;

  constructor(workspace: Workspace) {
    this.workspace = workspace;
  }

  /** Files changed on disk. */
  forget(): void {
    this.writers = null;
  }

  /** URIs of the sources that may write what `document` reads, the nearest first. */
  async writersOf(paths: readonly string[], document: string): Promise<readonly string[]> {
    const names = new Set(paths.map(nameOf).filter((name) => name.match(DATA_FILE)?.[0] === name));
    if (names.size === 0) return [];
    this.writers ??= this.build();
    const writers = await this.writers;
    const found = new Set([...names].flatMap((name) => writers.get(name.toLowerCase()) ?? []));
    found.delete(document);
    return [...found].sort((a, b) => shared(b, document) - shared(a, document)).slice(0, MAX_WRITERS);
  }

  private async build(): Promise<ReadonlyMap<string, readonly string[]>> {
    const writers = new Map<string, string[]>();
    let read = 0;
    for (const uri of await sourcesOf(this.workspace)) {
      if (read > MAX_BYTES.all) break;
      const bytes = await this.workspace.readFile(uri, MAX_BYTES.source).catch(() => undefined);
      read += bytes?.length ?? 0;
      const text = bytes ? new TextDecoder().decode(bytes) : '';
      if (!WRITES.test(text)) continue;
      for (const name of new Set(text.match(DATA_FILE)?.map((found) => found.toLowerCase()))) {
        const list = writers.get(name);
        if (list) list.push(uri);
        else writers.set(name, [uri]);
      }
    }
    return writers;
  }
}

const nameOf = (path: string): string => path.replaceAll('\\', '/').split('/').at(-1) ?? path;

/** How much of their paths two documents share. */
function shared(a: string, b: string): number {
  let i = 0;
  while (i < a.length && a[i] === b[i]) i++;
  return i;
}
