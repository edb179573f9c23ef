import { sourcesOf } from './sources.ts';
import type { Workspace } from './workspace.ts';

/** Names of files that programs hand data over in. Bounded, since notebooks hold pictures as one long word. */
const DATA_FILE =
  /(?<![\w.-])[\w.-]{1,100}\.(?:csv|tsv|jsonl?|ndjson|parquet|pkl|pickle|feather|arrow|npy|npz|joblib|xlsx|db|sqlite3?)\b/gi;
/** `FINAL_CSV = os.path.join(DATA, "final.csv")` */
const CONSTANT =
  /^\s*([A-Z][A-Z0-9_]{2,})\s*(?::[^=\n]{1,40})?=[^\n]{0,200}?(?<![\w.-])([\w.-]{1,100}\.(?:csv|tsv|jsonl?|ndjson|parquet|pkl|pickle|feather|arrow|npy|npz|joblib|xlsx|db|sqlite3?))\b/gm;
const CONSTANT_NAME = /\b[A-Z][A-Z0-9_]{2,}\b/g;
/** A name with one part that is filled in: what is before it, and behind it. */
const TEMPLATE =
  /(?<![\w}])([\w-]{0,40})\{\w{1,40}\}([\w-]{0,40}\.(?:csv|tsv|jsonl?|parquet|pkl|feather|npy|npz|joblib))\b/gi;
const QUOTED_WORD = /["'](\w{2,20})["']/g;
const MAX_TEMPLATES = 8;
const MAX_WORDS = 100;
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

  /** URIs of the sources that may write the file at a path that `document` reads, the nearest first. */
  async writersOf(path: string, document: string): Promise<readonly string[]> {
    const name = nameOf(path);
    if (name.match(DATA_FILE)?.[0] !== name) return [];
    this.writers ??= this.build();
    const found = (await this.writers).get(name.toLowerCase())?.filter((uri) => uri !== document) ?? [];
    return [...found].sort((a, b) => shared(b, document) - shared(a, document)).slice(0, MAX_WRITERS);
  }

  private async build(): Promise<ReadonlyMap<string, readonly string[]>> {
    const writers = new Map<string, Set<string>>();
    const add = (file: string, uri: string) => {
      const known = writers.get(file.toLowerCase());
      if (known) known.add(uri);
      else writers.set(file.toLowerCase(), new Set([uri]));
    };
    /** Files by the constants that stand for them, in whatever module. */
    const constants = new Map<string, Set<string>>();
    const used: { readonly uri: string; readonly constants: ReadonlySet<string> }[] = [];
    for await (const { uri, text } of this.texts()) {
      for (const [, constant, file] of text.matchAll(CONSTANT))
        constants.set(constant!, (constants.get(constant!) ?? new Set()).add(file!));
      if (!WRITES.test(text)) continue;
      for (const file of text.match(DATA_FILE) ?? []) add(file, uri);
      for (const file of filledIn(text)) add(file, uri);
      used.push({ uri, constants: new Set(text.match(CONSTANT_NAME)) });
    }
    for (const { uri, constants: names } of used)
      for (const name of names) for (const file of constants.get(name) ?? []) add(file, uri);
    return new Map([...writers].map(([file, uris]) => [file, [...uris]]));
  }

  private async *texts(): AsyncGenerator<{ readonly uri: string; readonly text: string }> {
    let read = 0;
    for (const uri of await sourcesOf(this.workspace)) {
      if (read > MAX_BYTES.all) return;
      const bytes = await this.workspace.readFile(uri, MAX_BYTES.source).catch(() => undefined);
      read += bytes?.length ?? 0;
      if (bytes) yield { uri, text: new TextDecoder().decode(bytes) };
    }
  }
}

/** `f"X_{split}.npy"` with each short word that the text has in quotes: `"train"`, `"test"`. */
function filledIn(text: string): string[] {
  const templates = [...text.matchAll(TEMPLATE)].slice(0, MAX_TEMPLATES);
  if (templates.length === 0) return [];
  const words = [...new Set(Array.from(text.matchAll(QUOTED_WORD), ([, word]) => word!))].slice(0, MAX_WORDS);
  return templates.flatMap(([, before, after]) => words.map((word) => `${before}${word}${after}`));
}

const nameOf = (path: string): string => path.replaceAll('\\', '/').split('/').at(-1) ?? path;

/** How much of their paths two documents share. */
function shared(a: string, b: string): number {
  let i = 0;
  while (i < a.length && a[i] === b[i]) i++;
  return i;
}
