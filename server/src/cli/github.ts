import { visible } from '@unpool/shared/data/visible.ts';
import type { Severity } from '@unpool/shared/protocol/finding.ts';
import type { Io } from './io.ts';
import type { ReportedFinding, Reporter } from './report.ts';
import { Tally } from './tally.ts';
import { shown } from './text.ts';
import { type FileWarning, storedText, Warnings } from './warnings.ts';

const COMMANDS: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  information: 'notice',
  hint: 'notice',
};

/** Workflow commands, which GitHub Actions turns into annotations; any other line is for the log. */
export function githubReporter(io: Io): Reporter {
  const tally = new Tally();
  const warnings = new Warnings();
  return {
    source(checked) {
      tally.add(checked);
      warnings.add(checked);
      for (const { finding, stored } of checked.findings) io.write(annotation(finding, stored));
      if (checked.problem) io.write(problem(checked.problem));
    },
    // after the findings: GitHub shows the first ten of a level
    end: (filesChecked) => io.write(`${warnings.first.map(warningAnnotation).join('')}${tally.line(filesChecked)}\n`),
  };
}

/** A message that begins with its place stands there. */
function problem({ path, message }: { readonly path: string; readonly message: string }): string {
  const [, line, col] = /^line (\d+), column (\d+): /.exec(message) ?? [];
  return command('error', { file: path, ...(line && col && { line, col }) }, visible(message));
}

function warningAnnotation(warning: FileWarning): string {
  const { path, storedAt } = warning;
  const place = storedAt ? { file: path, line: storedAt.line, col: storedAt.column } : {};
  return command('warning', { ...place, title: 'Unpool' }, visible(storedText(warning)));
}

/** The place is in the file as it is stored, which is what a pull request shows of a notebook, too. */
function annotation(finding: ReportedFinding, { path, line, column, endLine, endColumn }: ReportedFinding): string {
  const { severity, rule, confidence, cell, message, trace } = finding;
  const sureness = confidence === 'certain' ? '' : ` (${confidence})`;
  const inCell = cell === null ? '' : `, cell ${cell}, line ${finding.line}`;
  // GitHub takes columns of a single line only
  const columns = line === endLine ? { col: column, endColumn } : {};
  const properties = { file: path, line, endLine, ...columns, title: `Unpool: ${rule}${sureness}${inCell}` };
  const steps = trace.map((step) => `${shown(step.path, step.cell)}:${step.line} ${step.message}`);
  return command(COMMANDS[severity], properties, [message, ...steps].map(visible).join('\n'));
}

function command(name: string, properties: Readonly<Record<string, string | number>>, message: string): string {
  const written = Object.entries(properties).map(([key, value]) => `${key}=${escapeProperty(String(value))}`);
  return `::${name} ${written.join(',')}::${escapeData(message)}\n`;
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
