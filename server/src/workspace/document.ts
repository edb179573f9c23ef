import type { Language } from '../flow/program.ts';
import { hash } from '../hash.ts';
import { rememberingOf } from '../recent.ts';

/** A source file as text: one unit for a script, one for each code cell of a notebook. */
export interface SourceDocument {
  /** URI of the file or notebook. */
  readonly uri: string;
  /** Null: no code, but a configuration that traces point into. */
  readonly language: Language | null;
  readonly units: readonly SourceUnit[];
}

export interface SourceUnit {
  /** URI the editor knows this text by: the file's own, or the cell's. */
  readonly uri: string;
  /** From 1, counting all cells of the notebook; null for a file. */
  readonly cell: number | null;
  readonly text: string;
  /** The editor's version; null when read from storage. */
  readonly version: number | null;
  /** Nobody has this text yet: what is open stays as it is. */
  readonly isTried?: boolean;
}

/** Is it as somebody has it open? */
export const isEdited = ({ units }: SourceDocument): boolean => units.some(({ version }) => version !== null);

/** The same for documents that say the same, to know one again without keeping its text. */
export const fingerprint = rememberingOf(({ units }: SourceDocument) =>
  units.map(({ text }) => `${text.length} ${hash(text)}`).join(),
);
