import type { Confidence, FixSafety, RuleId, Severity } from '@unpool/shared/protocol/finding.ts';
import type { LineRange } from './lines.ts';
import type { FileProblem } from './problems.ts';
import type { Repaired } from './repair.ts';

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

/** One way to print what was found. Called in path order; keeps no document. */
export interface Reporter {
  /** `sourceLine` is the text of the line that the finding begins on. */
  finding(finding: ReportedFinding, sourceLine: string): void;
  problem(problem: FileProblem): void;
  /** A document's text before `--fix` or `--diff`, and after. */
  repaired(path: string, before: string, after: Repaired): void;
  end(filesChecked: number): void;
}
