import type { CompareSubject } from '@unpool/shared/protocol/finding.ts';
import type { PoolNumbers } from '@unpool/shared/protocol/pool.ts';
import type { Configuration } from '../configuration/configuration.ts';
import type { SavedEvidence } from '../evidence/evidence-store.ts';
import type { SourceDocument } from './document.ts';

export interface FolderEntry {
  readonly name: string;
  /** False for files; links lead nowhere. */
  readonly isFolder: boolean;
}

/** All that the analysis may know of the outside; each host (node, browser, test) injects its own. */
export interface Workspace {
  /** URIs of the workspace folders. */
  readonly folders: readonly string[];
  /** The document as an editor holds it open; undefined when none does. */
  open(uri: string): SourceDocument | undefined;
  /** The text of any file as an editor holds it open; undefined when none does. */
  readonly openText?: (uri: string) => string | undefined;
  /** The document as the user sees it: the editor's buffer before what is stored. Undefined when absent or unsupported. */
  document(uri: string): Promise<SourceDocument | undefined>;
  /** Undefined when absent, unreadable or outside the workspace; only its first bytes where a limit is given. */
  readFile(uri: string, limit?: number): Promise<Uint8Array | undefined>;
  /** The configuration that holds for a document. */
  configuration(uri: string): Promise<Configuration>;
  /** What checks of data files were saved for a document; null where none were. */
  evidence(uri: string): Promise<SavedEvidence | null>;
  /** What the data files of a finding hold, as far as the host counts them; null where nothing is known. */
  numbers(subject: CompareSubject, document: string): Promise<PoolNumbers | null>;
  /** What is in a folder of the workspace; empty when absent, unreadable or outside of it. */
  list(folder: string): Promise<readonly FolderEntry[]>;
}
