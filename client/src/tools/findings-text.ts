import type { FileFinding, FilePlace } from '@unpool/shared/protocol/file-findings.ts';
import type { CheckSubject } from '@unpool/shared/protocol/finding.ts';

/** More findings than this say nothing new. */
const MOST_FINDINGS = 40;

/** The findings of a file for a language model: compact, with every place. `pathOf` names the file of a URI. */
export function findingsText(
  file: string,
  findings: readonly FileFinding[],
  unread: readonly FilePlace[],
  pathOf: (uri: string) => string,
): string {
  const name = pathOf(file);
  const placeOf = (place: FilePlace) => `${place.uri === file ? '' : `${pathOf(place.uri)}, `}${inFile(place)}`;
  const count = `${findings.length || 'no'} finding${findings.length === 1 ? '' : 's'}`;
  const head = `${name}: ${count}.${findings.length > 0 ? ' Lines, columns and cells count from 1.' : ''}`;
  const told = findings
    .slice(0, MOST_FINDINGS)
    .map((finding, index) => `${index + 1}. ${findingText(finding, placeOf)}`);
  const more = findings.length - told.length;
  return [
    head,
    ...told,
    ...(more > 0 ? [`${more} more findings are left out. Repair these first.`] : []),
    ...(unread.length > 0
      ? [`Could not be read as code, and so left out of the check: ${unread.map(placeOf).join('; ')}.`]
      : []),
  ].join('\n\n');
}

function findingText(finding: FileFinding, placeOf: (place: FilePlace) => string): string {
  const { rule, severity, confidence, message, trace, fixes, subject } = finding;
  return [
    `${severity} ${rule} (${confidence}), ${placeOf(finding)}`,
    message,
    ...(trace.length > 0 ? ['Where the data come from:'] : []),
    ...trace.map((step) => `- ${placeOf(step)}: ${step.message}`),
    ...fixes.map(
      ({ title, safety }) => `Quick fix in the editor: ${title}${safety === 'safe' ? '' : ' (look it over)'}`,
    ),
    ...(subject ? dataText(subject) : []),
  ].join('\n   ');
}

function dataText(subject: CheckSubject): string[] {
  const parts =
    subject.kind === 'judge'
      ? [`the judge's labels ${subject.data.join(', ')}`, ...columnText(subject.judge)]
      : [`real ${subject.real.join(', ')}`, `synthetic ${subject.synthetic.join(', ')}`, ...columnText(subject.column)];
  return [`Data, as the code names them: ${parts.join('; ')}`];
}

const columnText = (column: string | null): string[] => (column === null ? [] : [`column ${column}`]);

function inFile({ cell, line, column }: FilePlace): string {
  return `${cell === null ? '' : `cell ${cell}, `}line ${line}, column ${column}`;
}
