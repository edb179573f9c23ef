import { SETTINGS_FILE } from '../languages/code-in-text.ts';
import { languageOf } from '../languages/language-of.ts';
import { tablesWritten } from '../languages/typescript/tables-in-text.ts';
import { textsOf } from './sources.ts';
import { isTable } from './table-file.ts';
import { lengthShared } from './uri.ts';
import type { Workspace } from './workspace.ts';

const ENDING = '\\.(?:csv|tsv|jsonl?|ndjson|parquet|pkl|pickle|feather|arrow|npy|npz|joblib|xlsx|db|sqlite3?)\\b';
/** Names of files that programs hand data over in. Bounded, since notebooks hold pictures as one long word. */
const FILE = `(?<![\\w.-])[\\w.-]{1,100}${ENDING}`;
const DATA_FILE = new RegExp(FILE, 'gi');
/** What each text has in it that names such a file: most name none. */
const NAMES_FILE = new RegExp(ENDING, 'i');
/** `FINAL_CSV = os.path.join(DATA, "final.csv")`, also over two lines, or `export const ROWS = "rows.json"` */
const CONSTANT = new RegExp(
  `^\\s*(?:(?:export )?const )?([A-Z][A-Z0-9_]{2,})\\s*(?::[^=\\n]{1,40})?=(?:[^\\n]{0,80}\\(\\s*\\n)?[^\\n]{0,200}?(${FILE})`,
  'gm',
);
const CONSTANT_NAME = /\b[A-Z][A-Z0-9_]{2,}\b/g;
/** `answers: "out/answers.json",` among settings, which are read as `settings.answers` */
const SETTING = new RegExp(`^\\s*(\\w{3,40}): ?[^\\n]{0,100}?(${FILE})`, 'gm');
const SETTING_READ = /\.[a-z]\w{2,39}\b(?! ?\()/gi;
/** A name with one part that is filled in: what is before it, and behind it. */
const TEMPLATE =
  /(?<![\w}])([\w-]{0,40})\{\w{1,40}\}([\w.-]{0,40}\.(?:csv|tsv|jsonl?|parquet|pkl|feather|npy|npz|joblib))\b/gi;
const QUOTED_WORD = /["'](\w{2,20})["']/g;
const MAX_TEMPLATES = 8;
const MAX_WORDS = 100;
const WRITES =
  /\.to_(?:csv|json|parquet|pickle|excel|feather|sql)\b|\bdump\(|\.write\w*\(|\b(?:write|append)File(?:Sync)?\(|\boutput(?:File|Json)(?:Sync)?\(|\bsave\w*\(|\bDictWriter\b|\.save_to_disk\b/;
const NAME_OR_FILE = /[\w.-]+/g;
const MAX_LINE = 1000;
const MAX_WRITERS = 5;
/** More than any two documents share. */
const SURE = 1e6;
const MAX_BYTES = { source: 1_000_000, all: 50_000_000 };

interface PossibleWriter {
  readonly uri: string;
  /** Is the file named where something is written? The source may as well only read it. */
  readonly isSure: boolean;
}

/** Which sources of the workspace write which data files, by a look at their text: no more than a hint where to look. */
export class ArtifactIndex {
  private readonly workspace: Workspace;
  private writers: Promise<ReadonlyMap<string, readonly PossibleWriter[]>> | null = null;

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
    if (!isTable(name) && (name.match(DATA_FILE)?.[0] !== name || SETTINGS_FILE.test(name))) return [];
    this.writers ??= this.build();
    const found = (await this.writers).get(name.toLowerCase())?.filter(({ uri }) => uri !== document) ?? [];
    const rank = ({ uri, isSure }: PossibleWriter) => lengthShared(uri, document) + (isSure ? SURE : 0);
    return [...found]
      .sort((a, b) => rank(b) - rank(a))
      .slice(0, MAX_WRITERS)
      .map(({ uri }) => uri);
  }

  private async build(): Promise<ReadonlyMap<string, readonly PossibleWriter[]>> {
    const writers = new Map<string, Map<string, boolean>>();
    const add = (file: string, uri: string, isSure: boolean) => {
      const known = writers.get(file.toLowerCase()) ?? new Map<string, boolean>();
      known.set(uri, isSure || (known.get(uri) ?? false));
      writers.set(file.toLowerCase(), known);
    };
    /** Files by the constants that stand for them, in whatever module. */
    const constants = new Map<string, Set<string>>();
    const used: { readonly uri: string; readonly named: ReadonlySet<string>; readonly written: ReadonlySet<string> }[] =
      [];
    const stands = (name: string, file: string) => constants.set(name, (constants.get(name) ?? new Set()).add(file));
    for await (const { uri, text } of textsOf(this.workspace, MAX_BYTES)) {
      const namesFiles = NAMES_FILE.test(text);
      const isTypeScript = languageOf(uri) === 'typescript';
      if (namesFiles) for (const [, constant, file] of text.matchAll(CONSTANT)) stands(constant!, file!);
      if (namesFiles && isTypeScript)
        for (const [, setting, file] of text.matchAll(SETTING)) stands(`.${setting}`, file!);
      if (isTypeScript) for (const table of tablesWritten(text)) add(table, uri, true);
      if (!WRITES.test(text)) continue;
      const written = writtenIn(text);
      if (namesFiles) {
        for (const file of text.match(DATA_FILE) ?? []) add(file, uri, written.has(file));
        for (const file of filledIn(text)) add(file, uri, false);
      }
      const read = isTypeScript ? (text.match(SETTING_READ) ?? []) : [];
      used.push({ uri, named: new Set([...(text.match(CONSTANT_NAME) ?? []), ...read]), written });
    }
    for (const { uri, named, written } of used)
      for (const name of named) for (const file of constants.get(name) ?? []) add(file, uri, written.has(name));
    return new Map([...writers].map(([file, uris]) => [file, Array.from(uris, ([uri, isSure]) => ({ uri, isSure }))]));
  }
}

/** What is named on the lines that write, and the files that such a name was given before. */
function writtenIn(text: string): ReadonlySet<string> {
  const lines = text.split('\n').filter((line) => line.length < MAX_LINE);
  const names = new Set(lines.filter((line) => WRITES.test(line)).flatMap((line) => line.match(NAME_OR_FILE) ?? []));
  for (const line of lines) {
    const [, name, value] = /^\s*(\w+)\s*=(.*)$/.exec(line) ?? [];
    if (name !== undefined && names.has(name)) for (const file of value!.match(DATA_FILE) ?? []) names.add(file);
  }
  return names;
}

/** `f"X_{split}.npy"` with each short word that the text has in quotes: `"train"`, `"test"`. */
function filledIn(text: string): string[] {
  const templates = [...text.matchAll(TEMPLATE)].slice(0, MAX_TEMPLATES);
  if (templates.length === 0) return [];
  const words = [...new Set(Array.from(text.matchAll(QUOTED_WORD), ([, word]) => word!))].slice(0, MAX_WORDS);
  return templates.flatMap(([, before, after]) => words.map((word) => `${before}${word}${after}`));
}

const nameOf = (path: string): string => path.replaceAll('\\', '/').split('/').at(-1) ?? path;
