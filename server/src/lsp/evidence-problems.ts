import { type Connection, type Diagnostic, DiagnosticSeverity } from 'vscode-languageserver';
import type { EvidenceStore } from '../evidence/evidence-store.ts';
import { isEvidence } from '../evidence/paths.ts';
import type { EvidenceProblem } from '../evidence/read-evidence.ts';
import type { Buffers } from './buffers.ts';
import { SOURCE } from './diagnostics.ts';
import { createFileProblems, rangeOf } from './file-problems.ts';

/** Shows on each file of evidence what is wrong in it, as long as it is; reads it anew while it is edited. */
export function publishEvidenceProblems(connection: Connection, evidence: EvidenceStore, buffers: Buffers): void {
  const show = createFileProblems(connection);
  evidence.onDidRead((file, read) => show(file, (read?.problems ?? []).map(toDiagnostic)));
  const readAnew = (uri: string) => {
    if (!isEvidence(uri)) return;
    evidence.forget();
    void evidence.at(uri);
  };
  buffers.onDidChange(readAnew);
  buffers.onDidClose(readAnew);
}

function toDiagnostic(problem: EvidenceProblem): Diagnostic {
  const { message } = problem;
  return { range: rangeOf(problem), severity: DiagnosticSeverity.Error, code: 'evidence', source: SOURCE, message };
}
