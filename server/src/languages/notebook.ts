import type { SourceDocument, SourceUnit } from '../workspace/document.ts';
import { jsonError } from './json-error.ts';

interface Cell {
  readonly cell_type?: unknown;
  readonly source?: unknown;
  /** nbformat 3 has the text of a code cell here, and its language beside it. */
  readonly input?: unknown;
  readonly language?: unknown;
  readonly metadata?: { readonly vscode?: { readonly languageId?: unknown } };
}

interface Notebook {
  readonly cells?: readonly Cell[];
  /** nbformat 3. */
  readonly worksheets?: readonly { readonly cells?: readonly Cell[] }[];
  readonly metadata?: {
    readonly language_info?: { readonly name?: unknown };
    readonly kernelspec?: { readonly language?: unknown };
  };
}

/**
 * The Python code cells of a stored notebook (nbformat 3 and 4); none where its kernel runs another language.
 *
 * @throws Error that says what is wrong and where, for text that is no JSON or no notebook
 */
export function notebookDocument(uri: string, json: string): SourceDocument {
  const notebook = parse(json);
  const cells = cellsOf(notebook);
  const python = isPython(languageOf(notebook));
  const units: SourceUnit[] = [];
  for (const [index, cell] of cells.entries()) {
    if (cell?.cell_type !== 'code' || !isPython(cellLanguage(cell) ?? (python ? 'python' : ''))) continue;
    const position = index + 1;
    units.push({ uri: `${uri}#cell=${position}`, cell: position, text: textOf(cell, position), version: null });
  }
  return { uri, language: 'python', units };
}

function parse(json: string): Notebook {
  const text = json.startsWith('\uFEFF') ? json.slice(1) : json;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    const error = jsonError(text);
    const place = error ? ` (line ${error.line}, column ${error.column}): expected ${error.expected}` : '';
    throw new Error(`not a notebook: not valid JSON${place}`);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new Error('not a notebook: expected a JSON object with "cells"');
  }
  return value;
}

function cellsOf(notebook: Notebook): readonly Cell[] {
  if (Array.isArray(notebook.cells)) return notebook.cells;
  if (Array.isArray(notebook.worksheets)) return notebook.worksheets.flatMap((sheet) => sheet?.cells ?? []);
  throw new Error('not a notebook: expected a list "cells"');
}

/** Undefined where the notebook does not say. */
function languageOf({ metadata }: Notebook): unknown {
  return metadata?.language_info?.name ?? metadata?.kernelspec?.language;
}

function cellLanguage(cell: Cell): unknown {
  return cell.metadata?.vscode?.languageId ?? cell.language;
}

/** A notebook that does not say its language is taken for Python, as Jupyter does. */
function isPython(language: unknown): boolean {
  return language === undefined || (typeof language === 'string' && /^(?:i?python\d*|pyspark)$/i.test(language));
}

function textOf(cell: Cell, position: number): string {
  const source = cell.source ?? cell.input ?? '';
  if (typeof source === 'string') return source;
  if (Array.isArray(source) && source.every((line) => typeof line === 'string')) return source.join('');
  throw new Error(`cell ${position}: expected "source" to be text or a list of lines`);
}
