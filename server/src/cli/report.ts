import type { Confidence, FixSafety, RuleId, Severity } from '@unpool/shared/protocol/finding.ts';
import type { LineRange } from './lines.ts';
import type { FileProblem } from './problems.ts';
import type { Repaired } from './repair.ts';
import type { FileWarning } from './warnings.ts';

/** The JSON contract of `unpool check`: paths relative to the working directory with `/`, positions from 1. */
export interface ReportedFinding extends ReportedRange {
  readonly rule: RuleId;
  readonly severity: Severity;
  readonly confidence: Confidence;
  readonly message: string;
  readonly trace: readonly ReportedStep[];
  readonly fixes: readonly ReportedFix[];
}

export interface ReportedRange extends LineRange {
  readonly path: string;
  readonly cell: number | null;
}

export interface ReportedStep {
  readonly path: string;
  readonly cell: number | null;
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

export interface ReportedFix {
  readonly title: string;
  readonly safety: FixSafety;
  readonly edits: readonly (ReportedRange & { readonly newText: string })[];
}

/** What there is to tell of one finding. */
export interface CheckedFinding {
  /** Of no other finding in the same file; the same after edits elsewhere in it. */
  readonly id: string;
  readonly finding: ReportedFinding;
  /** The same with places in the file as it is stored: those of a notebook are in its JSON. */
  readonly stored: ReportedFinding;
  /** The text of the line that the finding begins on. */
  readonly sourceLine: string;
}

/** What there is to tell of one source; plain data, so that it can come from a thread. */
export interface CheckedSource {
  readonly path: string;
  readonly findings: readonly CheckedFinding[];
  /** Findings that are in the baseline. */
  readonly known: readonly CheckedFinding[];
  /** Its text before `--fix` or `--diff`, and after. */
  readonly repaired: RepairedSource | null;
  /** Why it could not be checked to the end. */
  readonly problem: FileProblem | null;
  readonly warning: FileWarning | null;
}

export interface RepairedSource {
  readonly before: string;
  readonly after: Repaired;
  /** Files that the repairs changed beside it. */
  readonly beside: readonly { readonly path: string; readonly before: string; readonly after: string }[];
}

/** One way to print what was found. Called in path order; keeps no document. */
export interface Reporter {
  source(checked: CheckedSource): void;
  end(filesChecked: number): void;
}
