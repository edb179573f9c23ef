import type { Place } from '@unpool/shared/protocol/finding.ts';
import type { SourceDocument, SourceUnit } from './document.ts';

export const unitOf = (document: SourceDocument, cell: number | null): SourceUnit | undefined =>
  document.units.find((unit) => unit.cell === cell);

/** The source text of a place in a document. */
export const textAt = (document: SourceDocument, place: Place): string =>
  unitOf(document, place.cell)?.text.slice(place.start, place.end) ?? '';

/** The line, from 0, that an offset is on. */
export const lineOf = (text: string, offset: number): number => {
  let line = 0;
  for (let at = text.indexOf('\n'); at >= 0 && at < offset; at = text.indexOf('\n', at + 1)) line++;
  return line;
};
