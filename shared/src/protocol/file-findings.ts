/** The findings of a file as people and language models read them, for whoever cannot look at the editor. */
import type { CheckSubject, Confidence, FixSafety, RuleId, Severity } from './finding.ts';

/** Lines, columns (in UTF-16 units) and cells count from 1; a cell's number counts all cells of the notebook. */
export interface FilePlace {
  readonly uri: string;
  readonly cell: number | null;
  readonly line: number;
  readonly column: number;
}

export interface FileFinding extends FilePlace {
  readonly rule: RuleId;
  readonly severity: Severity;
  readonly confidence: Confidence;
  readonly message: string;
  readonly endLine: number;
  readonly endColumn: number;
  /** From the source of the data to the estimate. */
  readonly trace: readonly (FilePlace & { readonly message: string })[];
  /** The repairs that the editor offers. */
  readonly fixes: readonly { readonly title: string; readonly safety: FixSafety }[];
  readonly subject: CheckSubject | null;
}

export type FileFindingsAnswer =
  | {
      readonly kind: 'findings';
      readonly findings: readonly FileFinding[];
      /** What could not be read as code, and so was left out. */
      readonly unread: readonly FilePlace[];
    }
  /** The settings, or the project's configuration, leave this file out. */
  | { readonly kind: 'off' }
  | { readonly kind: 'unusable'; readonly message: string };
