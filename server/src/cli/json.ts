import type { Io } from './io.ts';
import type { Reporter } from './report.ts';
import type { FileWarning } from './warnings.ts';

/** One JSON document, version 1, a finding on each line. */
export function jsonReporter(io: Io): Reporter {
  // As JSON text, since a finding's strings may be slices that would keep the whole file's text alive.
  const findings: string[] = [];
  const errors: string[] = [];
  const warnings: string[] = [];
  return {
    source(checked) {
      for (const { finding } of checked.findings) findings.push(JSON.stringify(finding));
      const { problem, warning } = checked;
      if (problem) errors.push(JSON.stringify({ path: problem.path, message: problem.message }));
      if (warning) warnings.push(JSON.stringify(described(warning)));
    },
    end: (filesChecked) =>
      io.write(
        `{"version": 1, "filesChecked": ${filesChecked}, "findings": ${list(findings)}, "errors": ${list(errors)}, "warnings": ${list(warnings)}}\n`,
      ),
  };
}

function described({ path, at, message }: FileWarning) {
  return { path, ...(at ?? { cell: null, line: null, column: null }), message };
}

function list(items: readonly string[]): string {
  return items.length === 0 ? '[]' : `[\n  ${items.join(',\n  ')}\n]`;
}
