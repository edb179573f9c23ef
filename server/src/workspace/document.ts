import type { Language } from '../flow/program.ts';

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
}
