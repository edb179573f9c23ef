import type { SourceDocument } from './document.ts';

/** All that the analysis may know of the outside; each host (node, browser, test) injects its own. */
export interface Workspace {
  /** URIs of the workspace folders. */
  readonly folders: readonly string[];
  /** The document as the user sees it: the editor's buffer before what is stored. Undefined when absent or unsupported. */
  document(uri: string): Promise<SourceDocument | undefined>;
  /** Undefined when absent, unreadable or outside the workspace. */
  readFile(uri: string): Promise<Uint8Array | undefined>;
}
