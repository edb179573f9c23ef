import { EVIDENCE_FILE, filesOfCheck, METHOD, type SavedCheck } from '@unpool/shared/evidence/evidence.ts';
import type { Span } from '../configuration/tree.ts';
import type { ConfigurationPlaces } from '../workspace/configurations.ts';
import { folderOf, isRoot } from '../workspace/uri.ts';
import { uriAt } from './paths.ts';
import { type ReadEvidence, readEvidence } from './read-evidence.ts';

/** Does a saved check still hold? Absent files, as data often are where tests run, say nothing against it. */
export type Standing =
  | { readonly kind: 'current' }
  | { readonly kind: 'unverified'; readonly absent: readonly string[] }
  | { readonly kind: 'stale'; readonly why: string };

export interface StandingCheck {
  readonly check: SavedCheck;
  readonly standing: Standing;
  /** Where it stands in the file. */
  readonly span: Span;
}

/** The evidence that holds for a document. */
export interface SavedEvidence {
  /** URI of the file, and of the folder that its paths start at. */
  readonly file: string;
  readonly folder: string;
  readonly checks: readonly StandingCheck[];
  readonly read: ReadEvidence;
}

/** The file of evidence that holds in a folder, and where a new one would be written; null where nothing tells. */
interface Home {
  readonly file: string | null;
  readonly home: string | null;
}

const NOWHERE: Home = { file: null, home: null };

/** An unsaved document lies nowhere. */
const liesSomewhere = (uri: string): boolean => /^(?!untitled:)[a-z][\w+.-]*:\//i.test(uri);

/** The evidence of a workspace: of a document, the nearest file above it. Keeps what it read until told to look again. */
export class EvidenceStore {
  private readonly places: Omit<ConfigurationPlaces, 'named'>;
  /** By folder: the file of evidence that holds there. */
  private readonly found = new Map<string, Promise<Home>>();
  private readonly held = new Map<string, Promise<SavedEvidence | null>>();
  private readonly listeners: ((file: string, read: ReadEvidence | null) => void)[] = [];

  constructor(places: Omit<ConfigurationPlaces, 'named'>) {
    this.places = places;
  }

  /** Null where there is none. Never rejects. */
  async of(document: string): Promise<SavedEvidence | null> {
    const file = await this.fileFor(document);
    return file === null ? null : this.at(file);
  }

  /**
   * The file that evidence about the first of these that lies somewhere is written to: beside the nearest `unpool.toml` or
   * where there is some already, whichever is nearer, else at the root of the workspace; outside of every workspace, beside it.
   */
  async homeFor(uris: readonly string[]): Promise<string> {
    const folder = folderOf(uris.find(liesSomewhere)!);
    return (await this.lookFrom(folder)).home ?? `${folder}/${EVIDENCE_FILE}`;
  }

  /** The file that holds for a document; null where there is none. Never rejects. */
  async fileFor(document: string): Promise<string | null> {
    return liesSomewhere(document) ? (await this.lookFrom(folderOf(document))).file : null;
  }

  /** What is in a file as it is stored now; null when there is none. */
  async stored(file: string): Promise<ReadEvidence | null> {
    const bytes = await this.places.files.read(file).catch(() => undefined);
    return bytes === undefined ? null : readEvidence(new TextDecoder().decode(bytes));
  }

  /** The evidence in a file; null when there is no such file. */
  at(file: string): Promise<SavedEvidence | null> {
    let held = this.held.get(file);
    if (!held) {
      held = this.verify(file);
      this.held.set(file, held);
    }
    return held;
  }

  /** Told of each file that is read, and of one that was looked for and is not there: null. */
  onDidRead(listener: (file: string, read: ReadEvidence | null) => void): void {
    this.listeners.push(listener);
  }

  /** Files may have changed. */
  forget(): void {
    this.found.clear();
    this.held.clear();
  }

  private lookFrom(folder: string): Promise<Home> {
    let known = this.found.get(folder);
    if (!known) {
      known = this.look(folder);
      this.found.set(folder, known);
    }
    return known;
  }

  private async look(folder: string): Promise<Home> {
    const names = new Set((await this.places.files.list(folder)).map(({ name }) => name));
    const own = `${folder}/${EVIDENCE_FILE}`;
    if (names.has(EVIDENCE_FILE) || this.places.openText(own) !== undefined) return { file: own, home: own };
    if (this.places.isTop(folder, names)) return { file: null, home: own };
    const above = isRoot(folder) ? NOWHERE : await this.lookFrom(folderOf(folder));
    return names.has('unpool.toml') ? { file: above.file, home: own } : above; // what holds above holds for a package too
  }

  private async verify(file: string): Promise<SavedEvidence | null> {
    const text = this.places.openText(file) ?? decoded(await this.places.files.read(file).catch(() => undefined));
    const read = text === undefined ? null : readEvidence(text);
    for (const listener of this.listeners) listener(file, read);
    if (!read) return null;
    const folder = folderOf(file);
    const checks = await Promise.all(
      read.evidence.map(async (check, i) => ({
        check,
        standing: await this.standingOf(check, folder),
        span: read.spans[i]!,
      })),
    );
    return { file, folder, checks, read };
  }

  private async standingOf(check: SavedCheck, folder: string): Promise<Standing> {
    if (check.method !== METHOD) return { kind: 'stale', why: 'Unpool computes the check in another way since' };
    const changed: string[] = [];
    const absent: string[] = [];
    for (const { path, sha256 } of filesOfCheck(check)) {
      const now = await this.places.files.digest(uriAt(folder, path));
      if (now === undefined) absent.push(path);
      else if (now !== sha256) changed.push(path);
    }
    if (changed.length > 0) return { kind: 'stale', why: `${changed.join(' and ')} changed since` };
    return absent.length > 0 ? { kind: 'unverified', absent } : { kind: 'current' };
  }
}

const decoded = (bytes: Uint8Array | undefined): string | undefined => bytes && new TextDecoder().decode(bytes);
