import { isNotebook, languageOf, languageOfText } from '../languages/language-of.ts';
import { notebookDocument } from '../languages/notebook.ts';
import type { SourceDocument } from '../workspace/document.ts';

/** What can be checked, for messages. */
export const SUPPORTED = '.py, .ipynb, .ts, .js and the like, promptfooconfig.yaml';

export const isSupported = (path: string): boolean => languageOf(path) !== null;

/**
 * A script's text or a notebook's JSON as a document. A lone carriage return ends a line, as in Python: it becomes a
 * line feed, which moves no offset. Throws an `Error` that says what is wrong with the notebook.
 */
export function sourceDocument(uri: string, text: string): SourceDocument {
  if (isNotebook(uri)) return notebookDocument(uri, text);
  const units = [{ uri, cell: null, text: text.replace(/\r(?!\n)/g, '\n'), version: null }];
  return { uri, language: languageOfText(uri, text) ?? 'python', units };
}
