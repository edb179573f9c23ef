import type { CODE_LANGUAGES } from '@unpool/shared/protocol/requests.ts';
import { type Connection, NotebookCellKind, NotebookDocuments, TextDocuments } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Language } from '../flow/program.ts';
import { isNoSource, isNotebook, languageOf } from '../languages/language-of.ts';
import { speaksPromptfoo } from '../languages/promptfoo/names.ts';
import type { SourceDocument, SourceUnit } from '../workspace/document.ts';

const LANGUAGES: Readonly<Record<(typeof CODE_LANGUAGES)[number], Language>> = {
  python: 'python',
  typescript: 'typescript',
  typescriptreact: 'typescript',
  javascript: 'typescript',
  javascriptreact: 'typescript',
};

/** What any name of a configuration may stand before; its content says so. */
const MAY_BE_PROMPTFOO = new Set(['yaml', 'json', 'jsonc']);

/** A file's name tells more than the editor's word for its language: eglot 1.9 has one for all files of a server. */
function languageIn(document: TextDocument): Language | undefined {
  const { uri, languageId } = document;
  if (isNoSource(uri) || isNotebook(uri) || uri.endsWith('.toml')) return undefined;
  const named = languageOf(uri) ?? (LANGUAGES as Readonly<Record<string, Language>>)[languageId];
  return named ?? (MAY_BE_PROMPTFOO.has(languageId) && speaksPromptfoo(document.getText()) ? 'promptfoo' : undefined);
}

/** What the editor has open, saved or not. A document is a file or a whole notebook; a text is a file or one cell. */
export interface Buffers {
  /** URIs of the open documents that can be analysed. */
  documents(): string[];
  /** The open document that a text belongs to. */
  documentOf(textUri: string): string | undefined;
  document(uri: string): SourceDocument | undefined;
  /** Of any open file, whatever its language. */
  text(uri: string): string | undefined;
  isNotebook(uri: string): boolean;
  /** Grows with every change of the document, in any cell. */
  revision(uri: string): number;
  onDidChange(listener: (uri: string) => void): void;
  onDidClose(listener: (uri: string) => void): void;
  onDidSave(listener: () => void): void;
}

export function createBuffers(connection: Connection): Buffers {
  const files = new TextDocuments(TextDocument);
  const notebooks = new NotebookDocuments(TextDocument);
  const openNotebooks = new Set<string>();
  const revisions = new Map<string, number>();
  const changeListeners: ((uri: string) => void)[] = [];
  const closeListeners: ((uri: string) => void)[] = [];

  const changed = (uri: string) => {
    revisions.set(uri, (revisions.get(uri) ?? 0) + 1);
    for (const listener of changeListeners) listener(uri);
  };
  const closed = (uri: string) => {
    revisions.delete(uri);
    for (const listener of closeListeners) listener(uri);
  };
  files.onDidChangeContent(({ document }) => changed(document.uri));
  files.onDidClose(({ document }) => closed(document.uri));
  notebooks.onDidOpen(({ uri }) => {
    openNotebooks.add(uri);
    changed(uri);
  });
  notebooks.onDidClose(({ uri }) => {
    openNotebooks.delete(uri);
    closed(uri);
  });
  files.listen(connection);
  notebooks.listen(reportingEveryChange(connection, (uri) => openNotebooks.has(uri) && changed(uri)));

  const file = (uri: string): SourceDocument | undefined => {
    const text = files.get(uri);
    const language = text && languageIn(text);
    if (!language) return undefined;
    return { uri, language, units: [{ uri, cell: null, text: text.getText(), version: text.version }] };
  };
  const notebook = (uri: string): SourceDocument | undefined => {
    const cells = openNotebooks.has(uri) ? notebooks.getNotebookDocument(uri)?.cells : undefined;
    if (!cells) return undefined;
    const units: SourceUnit[] = [];
    cells.forEach((cell, index) => {
      const text = notebooks.getCellTextDocument(cell);
      if (cell.kind !== NotebookCellKind.Code || text?.languageId !== 'python') return;
      units.push({ uri: cell.document, cell: index + 1, text: text.getText(), version: text.version });
    });
    return { uri, language: 'python', units };
  };

  return {
    documents: () => [...files.keys().filter((uri) => file(uri)), ...openNotebooks],
    documentOf: (textUri) => notebooks.findNotebookDocumentForCell(textUri)?.uri ?? files.get(textUri)?.uri,
    document: (uri) => notebook(uri) ?? file(uri),
    text: (uri) => files.get(uri)?.getText(),
    isNotebook: (uri) => openNotebooks.has(uri),
    revision: (uri) => revisions.get(uri) ?? 0,
    onDidChange: (listener) => void changeListeners.push(listener),
    onDidClose: (listener) => void closeListeners.push(listener),
    onDidSave: (listener) => void files.onDidSave(listener),
  };
}

/** NotebookDocuments fires no event when cells are only moved, though their order matters: so take the notification itself. */
function reportingEveryChange(connection: Connection, changed: (notebook: string) => void): Connection {
  const { synchronization } = connection.notebooks;
  return {
    ...connection,
    notebooks: {
      ...connection.notebooks,
      synchronization: {
        ...synchronization,
        onDidChangeNotebookDocument: (handler) =>
          synchronization.onDidChangeNotebookDocument(async (params) => {
            await handler(params);
            changed(params.notebookDocument.uri);
          }),
      },
    },
  } as Connection;
}
