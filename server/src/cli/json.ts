import type { Io } from './io.ts';
import type { Reporter } from './report.ts';

/** One JSON document, version 1, a finding on each line. */
export function jsonReporter(io: Io): Reporter {
  // As JSON text, since a finding's strings may be slices that would keep the whole file's text alive.
  const findings: string[] = [];
  const errors: string[] = [];
  return {
    source(checked) {
      for (const { finding } of checked.findings) findings.push(JSON.stringify(finding));
      const { problem } = checked;
      if (problem) errors.push(JSON.stringify({ path: problem.path, message: problem.message }));
    },
    end: (filesChecked) =>
      io.write(
        `{"version": 1, "filesChecked": ${filesChecked}, "findings": ${list(findings)}, "errors": ${list(errors)}}\n`,
      ),
  };
}

function list(items: readonly string[]): string {
  return items.length === 0 ? '[]' : `[\n  ${items.join(',\n  ')}\n]`;
}
