import type { Place } from '@unpool/shared/protocol/finding.ts';
import type { Location, Position, Range } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { SourceDocument, SourceUnit } from '../workspace/document.ts';

const texts = new WeakMap<SourceUnit, TextDocument>();

/** A unit's text with its line table; both sides count UTF-16 code units. */
function textOf(unit: SourceUnit): TextDocument {
  let text = texts.get(unit);
  if (!text) {
    text = TextDocument.create(unit.uri, '', 0, unit.text);
    texts.set(unit, text);
  }
  return text;
}

export function unitOf(document: SourceDocument, cell: number | null): SourceUnit | undefined {
  return document.units.find((unit) => unit.cell === cell);
}

export function rangeIn(unit: SourceUnit, span: { readonly start: number; readonly end: number }): Range {
  const text = textOf(unit);
  return { start: text.positionAt(span.start), end: text.positionAt(span.end) };
}

export function offsetIn(unit: SourceUnit, position: Position): number {
  return textOf(unit).offsetAt(position);
}

export function overlaps(a: Range, b: Range): boolean {
  return !isBefore(a.end, b.start) && !isBefore(b.end, a.start);
}

function isBefore(a: Position, b: Position): boolean {
  return a.line < b.line || (a.line === b.line && a.character < b.character);
}

/** Finds a document by URI; undefined when it is gone. */
export type FindDocument = (uri: string) => Promise<SourceDocument | undefined>;

/** Where a place is in the editor's terms; it may lie in another document than the analysed one. */
export async function locate(place: Place, own: SourceDocument, find: FindDocument): Promise<Location | undefined> {
  const document = place.document === own.uri ? own : await find(place.document);
  const unit = document && unitOf(document, place.cell);
  return unit && { uri: unit.uri, range: rangeIn(unit, place) };
}
