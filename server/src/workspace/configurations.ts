import ignore, { type Ignore } from 'ignore';
import { type Configuration, type ConfigurationProblem, NO_CONFIGURATION } from '../configuration/configuration.ts';
import { HOMES } from '../configuration/homes.ts';
import { readConfiguration } from '../configuration/read.ts';
import type { Files } from './stored.ts';
import { folderOf, isRoot } from './uri.ts';

/** Where configurations are looked for. */
export interface ConfigurationPlaces {
  readonly files: Files;
  /** A file as an editor holds it open. */
  openText(uri: string): string | undefined;
  /** Is this the last folder to look in, on the way up? `names` are those in it. */
  isTop(folder: string, names: ReadonlySet<string>): boolean;
  /** The one file that holds for every document, instead of the nearest. */
  readonly named?: string | undefined;
}

/** What there is in one folder. */
interface Found {
  readonly taken: Configuration | null;
  readonly isTop: boolean;
}

interface Read {
  readonly text: string;
  readonly said: Configuration | null;
  /** Name of the file beside it that is taken instead. */
  readonly goesFirst: string | null;
  readonly configuration: Configuration | null;
}

/** The configuration that holds for a document: that of the nearest file above it. Keeps what it read until told to look again. */
export class Configurations {
  private readonly places: ConfigurationPlaces;
  private readonly folders = new Map<string, Promise<Found>>();
  /** By the file, with the text that was read: the same text gives the very same configuration. */
  private readonly read = new Map<string, Read>();
  private readonly listeners: ((uri: string, configuration: Configuration | null) => void)[] = [];

  constructor(places: ConfigurationPlaces) {
    this.places = places;
  }

  /** Never rejects. */
  async of(document: string): Promise<Configuration> {
    if (this.places.named !== undefined) return (await this.at(this.places.named)) ?? NO_CONFIGURATION;
    if (!/^[a-z][\w+.-]*:\//i.test(document)) return NO_CONFIGURATION; // an unsaved document lies nowhere
    for (let folder = folderOf(document); ; folder = folderOf(folder)) {
      let found = this.folders.get(folder);
      if (!found) {
        found = this.lookIn(folder);
        this.folders.set(folder, found);
      }
      const { taken, isTop } = await found;
      if (taken) return taken;
      if (isTop || isRoot(folder)) return NO_CONFIGURATION;
    }
  }

  /** Files may have changed. */
  forget(): void {
    this.folders.clear();
  }

  /** Told of each file that is read for the first time, or has another text than before; null when it says nothing of us. */
  onDidRead(listener: (uri: string, configuration: Configuration | null) => void): void {
    this.listeners.push(listener);
  }

  /** The configuration in a file itself; null when it is not there, or says nothing of us. */
  async at(uri: string): Promise<Configuration | null> {
    const text = await this.text(uri);
    const known = this.read.get(uri);
    const said = text === undefined ? null : known?.text === text ? known.said : readConfiguration(uri, text);
    const goesFirst = said && (await this.goesBefore(uri));
    if (known && known.text === text && known.goesFirst === goesFirst) return known.configuration;
    const configuration =
      said && goesFirst ? { ...NO_CONFIGURATION, file: uri, problems: [notRead(uri, goesFirst)] } : said;
    if (text === undefined) this.read.delete(uri);
    else this.read.set(uri, { text, said, goesFirst, configuration });
    if (configuration || known?.configuration) for (const listener of this.listeners) listener(uri, configuration);
    return configuration;
  }

  /** The text of a file as its user sees it. */
  async text(uri: string): Promise<string | undefined> {
    const open = this.places.openText(uri);
    if (open !== undefined) return open;
    const bytes = await this.places.files.read(uri).catch(() => undefined);
    return bytes && new TextDecoder().decode(bytes);
  }

  private async lookIn(folder: string): Promise<Found> {
    const names = new Set((await this.places.files.list(folder)).map(({ name }) => name));
    const isTop = this.places.isTop(folder, names);
    let taken: Configuration | null = null;
    for (const { name } of HOMES) {
      const uri = `${folder}/${name}`;
      if (!names.has(name) && this.places.openText(uri) === undefined) continue;
      const found = await this.at(uri);
      taken ??= found;
    }
    return { taken, isTop };
  }

  /** The name of a file in the same folder that is taken instead; null where there is none. */
  private async goesBefore(uri: string): Promise<string | null> {
    if (uri === this.places.named) return null;
    const folder = folderOf(uri);
    for (const { name } of HOMES) {
      const other = `${folder}/${name}`;
      if (other === uri) return null;
      const text = await this.text(other);
      if (text !== undefined && readConfiguration(other, text)) return name;
    }
    return null;
  }
}

function notRead(uri: string, taken: string): ConfigurationProblem {
  const place = { document: uri, cell: null, start: 0, end: 0 };
  const message = `What this file says of Unpool is not read: ${taken} lies beside it.`;
  return { kind: 'note', message, place, line: 1, column: 1, endLine: 1, endColumn: 1 };
}

const globs = new WeakMap<readonly string[], Ignore>();

/** Does the configuration leave a document out? Globs are read as in `.gitignore`, from the folder of the file. */
export function isExcluded(document: string, { file, exclude }: Configuration): boolean {
  if (file === null || exclude.length === 0) return false;
  const below = pathBelow(folderOf(file), document);
  if (below === null) return false;
  let matcher = globs.get(exclude);
  if (!matcher) {
    matcher = ignore({ ignorecase: false }).add([...exclude]);
    globs.set(exclude, matcher);
  }
  return matcher.ignores(below);
}

/** The path of a file from a folder that it lies in, decoded; null when it lies elsewhere. */
export function pathBelow(folder: string, uri: string): string | null {
  if (!uri.startsWith(`${folder}/`)) return null;
  const path = uri.slice(folder.length + 1);
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
