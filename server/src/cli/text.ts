import { visible } from '@unpool/shared/data/visible.ts';
import type { Severity } from '@unpool/shared/protocol/finding.ts';
import { createColors } from 'picocolors';
import type { Colors } from 'picocolors/types';
import { excerpt } from './excerpt.ts';
import type { Io } from './io.ts';
import type { CheckedFinding, ReportedFinding, ReportedFix, Reporter } from './report.ts';
import { Tally } from './tally.ts';
import { wrap } from './words.ts';

const WIDTH = 92;

/** For people: each finding with its source line and the way the data took, then a summary. */
export function textReporter(io: Io): Reporter {
  const colors = createColors(io.color);
  const tally = new Tally();
  return {
    source(checked) {
      tally.add(checked);
      for (const finding of checked.findings) io.write(`${findingText(finding, colors)}\n\n`);
    },
    end: (filesChecked) => io.write(`${tally.summary(filesChecked, colors).join('\n')}\n`),
  };
}

/** A finding in full, over several lines. */
export function findingText({ finding, sourceLine }: CheckedFinding, colors: Colors): string {
  return [heading(finding, colors), ...body(finding, sourceLine, colors)].join('\n');
}

/** `eval/report.ipynb:cell 3:12:7 warning naive-pooling (likely)`. */
function heading({ path, cell, line, column, severity, rule, confidence }: ReportedFinding, colors: Colors): string {
  const place = colors.bold(`${shown(path, cell)}:${line}:${column}`);
  const sureness = confidence === 'certain' ? '' : colors.dim(` (${confidence})`);
  return `${place} ${severityColor(severity, colors)(severity)} ${colors.bold(rule)}${sureness}`;
}

function body(finding: ReportedFinding, source: string, colors: Colors): string[] {
  const { line, source: shownSource, marker } = excerpt(finding, source);
  const number = String(line).padStart(5);
  const margin = ' '.repeat(number.length);
  return [
    ...wrap(visible(finding.message), WIDTH - 2).map((text) => `  ${text}`),
    '',
    `${colors.dim(`${number} │`)} ${shownSource}`,
    `${colors.dim(`${margin} │`)} ${severityColor(finding.severity, colors)(marker)}`,
    '',
    ...trace(finding, colors),
    ...finding.fixes.map((fix) => fixLine(fix, colors)),
  ];
}

function trace({ trace }: ReportedFinding, colors: Colors): string[] {
  const steps = trace.map((step) => ({
    place: `${shown(step.path, step.cell)}:${step.line}`,
    message: visible(step.message),
  }));
  const width = Math.max(0, ...steps.map(({ place }) => place.length));
  return steps.map(({ place, message }) => `  ${colors.dim(place.padEnd(width))}  ${message}`);
}

function fixLine({ title, safety }: ReportedFix, colors: Colors): string {
  return `  ${colors.green('fix')} ${visible(title)}${safety === 'safe' ? '' : colors.dim(' (look it over)')}`;
}

/** `eval/report.py`, or `eval/report.ipynb:cell 3`. */
export function shown(path: string, cell: number | null): string {
  return cell === null ? visible(path) : `${visible(path)}:cell ${cell}`;
}

function severityColor(severity: Severity, colors: Colors): (text: string) => string {
  return { error: colors.red, warning: colors.yellow, information: colors.blue, hint: colors.dim }[severity];
}
