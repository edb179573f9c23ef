import { homeOf } from '../configuration/homes.ts';
import type { EvidenceStore } from '../evidence/evidence-store.ts';
import { isEvidence } from '../evidence/paths.ts';
import { isNotebook, languageOf, languageOfText } from '../languages/language-of.ts';
import { notebookDocument } from '../languages/notebook.ts';
import { mayHoldPromptfoo } from '../languages/promptfoo/names.ts';
import type { Configurations } from './configurations.ts';
import type { SourceDocument } from './document.ts';
import type { FolderEntry, Workspace } from './workspace.ts';

/** Stored files; undefined when absent, unreadable, too large or outside the folders that may be read. */
export interface Files {
  /** With a limit, the first bytes are enough. */
  read(uri: string, limit?: number): Promise<Uint8Array | undefined>;
  /** What is in a folder; empty when absent, unreadable or outside the folders that may be read. */
  list(folder: string): Promise<readonly FolderEntry[]>;
  /** Bytes of a file, however large it is. */
  size(uri: string): Promise<number | undefined>;
  /** sha256 of a data file as evidence has it (`digestOf`), however large it is. */
  digest(uri: string): Promise<string | undefined>;
  /** The same, from a host that does not read a file for it each time. */
  cheapDigest?(uri: string): Promise<string | undefined>;
}

/** The workspace of a host: what its editor has open before what is stored. */
export function createWorkspace(
  folders: () => readonly string[],
  open: (uri: string) => SourceDocument | undefined,
  files: Files,
  configurations: Pick<Configurations, 'of' | 'text'>,
  evidence: Pick<EvidenceStore, 'of'>,
  numbers: Workspace['numbers'],
  openText: Workspace['openText'] = () => undefined,
): Workspace {
  return {
    get folders() {
      return folders();
    },
    open,
    openText,
    readFile: (uri, limit) => files.read(uri, limit),
    list: (folder) => files.list(folder),
    configuration: (uri) => configurations.of(uri),
    evidence: (uri) => evidence.of(uri),
    numbers,
    document: async (uri) => {
      if (!homeOf(uri) && !isEvidence(uri)) return open(uri) ?? (await storedDocument(uri, files));
      const text = await configurations.text(uri);
      return text === undefined
        ? undefined
        : { uri, language: null, units: [{ uri, cell: null, text, version: null }] };
    },
  };
}

/** @throws Error when a notebook is not valid JSON */
export async function storedDocument(uri: string, files: Files): Promise<SourceDocument | undefined> {
  if (!languageOf(uri) && !mayHoldPromptfoo(uri)) return undefined;
  const bytes = await files.read(uri);
  if (!bytes) return undefined;
  const known = documents.get(bytes);
  if (known?.uri === uri) return known;
  const document = documentOf(uri, bytes);
  if (document) documents.set(bytes, document);
  return document;
}

/** By their bytes, for a host that hands out the same again. */
const documents = new WeakMap<Uint8Array, SourceDocument>();

function documentOf(uri: string, bytes: Uint8Array): SourceDocument | undefined {
  const text = new TextDecoder().decode(bytes); // drops a byte order mark, as editors do
  if (isNotebook(uri)) return notebookDocument(uri, text);
  const language = languageOfText(uri, text);
  if (!language) return undefined;
  return { uri, language, units: [{ uri, cell: null, text, version: null }] };
}
