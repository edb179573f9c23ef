import type { Edit, Fix } from '@unpool/shared/protocol/finding.ts';
import {
  type AnnotatedTextEdit,
  LSPErrorCodes,
  ResponseError,
  type SnippetTextEdit,
  type TextDocumentEdit,
  type TextEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import { lineStart } from '../fixes/fix-context.ts';
import type { SourceDocument, SourceUnit } from '../workspace/document.ts';
import type { ClientFeatures } from './client-features.ts';
import { type FindDocument, rangeIn, unitOf } from './positions.ts';

type AnyEdit = TextEdit | AnnotatedTextEdit | SnippetTextEdit;

/** What the editor is to do for a fix. Throws where a text is gone: half of a fix is worse than none. */
export async function workspaceEdit(
  { title, edits }: Pick<Fix, 'title' | 'edits'>,
  own: SourceDocument,
  find: FindDocument,
  client: ClientFeatures,
  options: { readonly showsLarge: boolean },
): Promise<WorkspaceEdit> {
  const byText = await editsByText(edits, own, find);
  if (!client.documentChanges)
    return { changes: Object.fromEntries([...byText].map(([unit, edits]) => [unit.uri, edits.map(plain(unit))])) };
  const stops = client.snippetEdits ? numbered(edits) : new Map<Edit, number>();
  const documentChanges = [...byText].map(([unit, edits]) => ({
    textDocument: { uri: unit.uri, version: unit.version },
    edits: textEdits(unit, edits, stops),
  }));
  const isShown = options.showsLarge && client.changeAnnotations && isLarge(edits);
  return isShown ? shownFirst(title, documentChanges) : { documentChanges };
}

/**
 * The same, for the editor to show before it is made. VS Code does that where an edit needs confirmation, and ticks only
 * the others: so ours are ticked, as half of a fix is worse than none, beside one that changes nothing.
 */
function shownFirst(title: string, documentChanges: readonly TextDocumentEdit[]): WorkspaceEdit {
  const start = { line: 0, character: 0 };
  const reason: AnyEdit = { range: { start, end: start }, newText: '', annotationId: LOOK };
  return {
    documentChanges: documentChanges.map(({ textDocument, edits }, index) => ({
      textDocument,
      edits: [...(index === 0 ? [reason] : []), ...edits.map((edit) => ({ ...edit, annotationId: title }))],
    })),
    changeAnnotations: {
      [title]: { label: title, needsConfirmation: false },
      [LOOK]: { label: LOOK, needsConfirmation: true },
    },
  };
}

const LOOK = 'Look the change over';

/** More than one takes in at a glance; the editor shows it before it is done. */
function isLarge(edits: readonly Edit[]): boolean {
  // the preview of VS Code takes all cells for one text, and shows changes where they will not be
  if (edits.some(({ place }) => place.cell !== null)) return false;
  const documents = new Set(edits.map(({ place }) => place.document));
  return documents.size > 1 || edits.length > MOST_PLACES || edits.some(({ newText }) => lines(newText) > MOST_LINES);
}

/** An import, and the line that needs it. */
const MOST_PLACES = 2;
const MOST_LINES = 8;

const lines = (text: string): number => text.split('\n').length;

/** The number of the first tab stop of each edit that has some. */
function numbered(edits: readonly Edit[]): Map<Edit, number> {
  const numbers = new Map<Edit, number>();
  let next = 1;
  for (const edit of edits) {
    const { length } = edit.tabStops ?? [];
    if (length > 0) numbers.set(edit, next);
    next += length;
  }
  return numbers;
}

/** By the text that they lie in. */
async function editsByText(
  edits: readonly Edit[],
  own: SourceDocument,
  find: FindDocument,
): Promise<ReadonlyMap<SourceUnit, Edit[]>> {
  const byUri = new Map<string, readonly [SourceUnit, Edit[]]>();
  for (const edit of edits) {
    const { document: uri, cell } = edit.place;
    const document = uri === own.uri ? own : await find(uri);
    const unit = document && unitOf(document, cell);
    if (!unit) throw new ResponseError(LSPErrorCodes.ContentModified, `${uri} has gone.`);
    const known = byUri.get(unit.uri);
    if (known) known[1].push(edit);
    else byUri.set(unit.uri, [unit, [edit]]);
  }
  return new Map(byUri.values());
}

const plain =
  (unit: SourceUnit) =>
  ({ place, newText }: Edit): TextEdit => ({ range: rangeIn(unit, place), newText });

/** With places for the cursor, numbered on from those of the edits before. */
function textEdits(unit: SourceUnit, edits: readonly Edit[], numberOf: ReadonlyMap<Edit, number>): AnyEdit[] {
  if (!edits.some((edit) => numberOf.has(edit))) return edits.map(plain(unit));
  return edits.map((edit) => {
    const { place, newText, tabStops = [] } = fromLineStart(edit, unit, edits);
    const number = numberOf.get(edit);
    const range = rangeIn(unit, place);
    if (number === undefined) return { range, newText };
    return { range, snippet: { kind: 'snippet', value: snippet(newText, tabStops, number) } };
  });
}

/**
 * The same edit from the start of its line, where it has several: beside a snippet, VS Code indents further lines as the
 * text before the first one, and ours are indented already.
 */
function fromLineStart(edit: Edit, { text }: SourceUnit, all: readonly Edit[]): Edit {
  const { place, newText, tabStops = [] } = edit;
  const start = lineStart(text, place.start);
  const before = text.slice(start, place.start);
  const isTaken = all.some((other) => other !== edit && other.place.end >= start && other.place.start <= place.start);
  if (!newText.includes('\n') || !/^\s/.test(before) || isTaken) return edit;
  const by = before.length;
  return {
    place: { ...place, start },
    newText: before + newText,
    tabStops: tabStops.map((stop) => ({ start: stop.start + by, end: stop.end + by })),
  };
}

/** In the syntax of snippets: `n = ${1:100}`. */
function snippet(text: string, tabStops: NonNullable<Edit['tabStops']>, first: number): string {
  let value = '';
  let done = 0;
  for (const [index, { start, end }] of tabStops.toSorted((a, b) => a.start - b.start).entries()) {
    value += `${escaped(text.slice(done, start))}\${${first + index}:${escaped(text.slice(start, end))}}`;
    done = end;
  }
  return value + escaped(text.slice(done));
}

const escaped = (text: string): string => text.replace(/[\\$}]/g, '\\$&');
