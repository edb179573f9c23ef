import { SEVERITIES, type Severity } from '@unpool/shared/protocol/finding.ts';
import { createColors } from 'picocolors';
import { excerpt } from './excerpt.ts';
import type { Io } from './io.ts';
import type { ReportedFinding, ReportedFix, Reporter } from './report.ts';
import { count, wrap } from './words.ts';

const WIDTH = 92;

type Colors = ReturnType<typeof createColors>;

/** For people: each finding with its source line and the way the data took, then a summary. */
export function textReporter(io: Io): Reporter {
  const colors = createColors(io.color);
  const tally = new Tally();
  return {
    finding(finding, sourceLine) {
      tally.add(finding);
      io.write(`${[heading(finding, colors), ...body(finding, sourceLine, colors)].join('\n')}\n\n`);
    },
    problem: ({ isConfiguration }) => {
      if (!isConfiguration) tally.addProblem();
    },
    repaired: (_path, _before, { count }) => tally.addRepairs(count),
    end: (filesChecked) => io.write(`${tally.summary(filesChecked, colors).join('\n')}\n`),
  };
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
    ...wrap(finding.message, WIDTH - 2).map((text) => `  ${text}`),
    '',
    `${colors.dim(`${number} │`)} ${shownSource}`,
    `${colors.dim(`${margin} │`)} ${severityColor(finding.severity, colors)(marker)}`,
    '',
    ...trace(finding, colors),
    ...finding.fixes.map((fix) => fixLine(fix, colors)),
  ];
}

function trace({ trace }: ReportedFinding, colors: Colors): string[] {
  const steps = trace.map((step) => ({ place: `${shown(step.path, step.cell)}:${step.line}`, message: step.message }));
  const width = Math.max(0, ...steps.map(({ place }) => place.length));
  return steps.map(({ place, message }) => `  ${colors.dim(place.padEnd(width))}  ${message}`);
}

function fixLine({ title, safety }: ReportedFix, colors: Colors): string {
  return `  ${colors.green('fix')} ${title}${safety === 'safe' ? '' : colors.dim(' (look it over)')}`;
}

function shown(path: string, cell: number | null): string {
  return cell === null ? path : `${path}:cell ${cell}`;
}

function severityColor(severity: Severity, colors: Colors): (text: string) => string {
  return { error: colors.red, warning: colors.yellow, information: colors.blue, hint: colors.dim }[severity];
}

/** Counts what was found; keeps no text of it. */
class Tally {
  readonly #severities = new Map<Severity, number>();
  #rule: string | undefined;
  #safe = 0;
  #suggested = 0;
  #problems = 0;
  #repairs = 0;

  add({ severity, rule, fixes }: ReportedFinding): void {
    this.#severities.set(severity, (this.#severities.get(severity) ?? 0) + 1);
    this.#rule ??= rule;
    if (fixes.some(({ safety }) => safety === 'safe')) this.#safe++;
    else if (fixes.length > 0) this.#suggested++;
  }

  addProblem(): void {
    this.#problems++;
  }

  addRepairs(count: number): void {
    this.#repairs += count;
  }

  summary(filesChecked: number, { bold, green, red }: Colors): string[] {
    const found = [...this.#severities.values()].reduce((sum, number) => sum + number, 0);
    const files = count(filesChecked, 'file');
    const lines = [];
    if (this.#repairs > 0) lines.push(green(`${count(this.#repairs, 'finding')} repaired.`));
    if (found > 0) lines.push(bold(`${count(found, 'finding')} (${this.#bySeverity()}) in ${files}`));
    else lines.push(this.#problems > 0 ? `No findings in ${files}` : green(`No findings in ${files}`));
    if (this.#problems > 0) lines.push(red(`${count(this.#problems, 'path')} could not be checked`));
    if (this.#safe > 0) lines.push(`${this.#safe} can be repaired with --fix`);
    if (this.#suggested > 0)
      lines.push(`${this.#suggested} can be repaired with --fix --unsafe-fixes; look the change over`);
    if (this.#rule) lines.push(`What a rule means and what to do about it: unpool explain ${this.#rule}`);
    return lines;
  }

  #bySeverity(): string {
    const parts = SEVERITIES.map((severity) => ({ severity, number: this.#severities.get(severity) ?? 0 }));
    return parts
      .filter(({ number }) => number > 0)
      .map(({ severity, number }) => (severity === 'information' ? `${number} information` : count(number, severity)))
      .join(', ');
  }
}
