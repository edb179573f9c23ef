import { EVIDENCE_FILE, filesOfCheck, METHOD, type SavedCheck } from '@unpool/shared/evidence/evidence.ts';
import type { Span } from '../configuration/tree.ts';
import type { ConfigurationPlaces } from '../workspace/configurations.ts';
import { folderOf } from '../workspace/uri.ts';
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

/** An unsaved document lies nowhere. */
const liesSomewhere = (uri: string): boolean => /^(?!untitled:)[a-z][\w+.-]*:\//i.test(uri);

/** The evidence of a workspace: of a document, the nearest file above it. Keeps what it read until told to look again. */
export class EvidenceStore {
  private readonly places: Omit<ConfigurationPlaces, 'named'>;
  /** By folder: the file of evidence that holds there. */
  private readonly found = new Map<string, Promise<Home>>();
  private readonly held = new Map<string, Promise<SavedEvidence | null>>();

  constructor(places: Omit<ConfigurationPlaces, 'named'>) {
    this.places = places;
  }

  /** Null where there is none. Never rejects. */
  async of(document: string): Promise<SavedEvidence | null> {
    if (!liesSomewhere(document)) return null;
    const { file } = await this.lookFrom(folderOf(document));
    return file === null ? null : this.at(file);
  }

  /**
   * The file that evidence about the first of these that lies somewhere is written to: one that is there, else one beside
   * `unpool.toml`, else at the root of the workspace; outside of every workspace, beside it.
   */
  async homeFor(uris: readonly string[]): Promise<string> {
    const folder = folderOf(uris.find(liesSomewhere)!);
    return (await this.lookFrom(folder)).home ?? `${folder}/${EVIDENCE_FILE}`;
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
    if (names.has('unpool.toml') || this.places.isTop(folder, names)) return { file: null, home: own };
    const above = folderOf(folder);
    return above === folder || !above.includes('/') ? { file: null, home: null } : this.lookFrom(above);
  }

  private async verify(file: string): Promise<SavedEvidence | null> {
    const text = this.places.openText(file) ?? decoded(await this.places.files.read(file).catch(() => undefined));
    if (text === undefined) return null;
    const read = readEvidence(text);
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
