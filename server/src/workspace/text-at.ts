import type { Place } from '@unpool/shared/protocol/finding.ts';
import type { SourceDocument, SourceUnit } from './document.ts';

export const unitOf = (document: SourceDocument, cell: number | null): SourceUnit | undefined =>
  document.units.find((unit) => unit.cell === cell);

/** The source text of a place in a document. */
export const textAt = (document: SourceDocument, place: Place): string =>
  unitOf(document, place.cell)?.text.slice(place.start, place.end) ?? '';
