import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Report } from '@unpool/shared/report/model.ts';
import { renderHtml } from '@unpool/shared/report/render-html.ts';
import { renderMarkdown } from '@unpool/shared/report/render-markdown.ts';
import { renderText, type TextStyle } from '@unpool/shared/report/render-text.ts';
import colors from 'picocolors';
import type { Io } from './io.ts';
import type { ReportFormat, ReportOptions } from './report-options.ts';
import { UsageError } from './usage.ts';

/** Prints the result of a check, or writes it to the file asked for. Throws a UsageError where that cannot be. */
export async function printReport(
  result: object,
  report: Report,
  { format, output }: ReportOptions,
  io: Io,
): Promise<void> {
  if (output === undefined) {
    io.write(render(result, report, format, io.color));
    return;
  }
  try {
    await writeFile(path.resolve(io.cwd, output), render(result, report, format, false));
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const reason = code === 'ENOENT' ? 'there is no such folder' : code === 'EISDIR' ? 'this is a folder' : message;
    throw new UsageError(`the report could not be written to ${output}: ${reason}`);
  }
}

/** Exit status of a check: 1 violated, 3 inconclusive if that was asked for, else 0. */
export function verdictStatus(verdict: Report['verdict'], { failOnInconclusive }: ReportOptions): number {
  return verdict === 'violated' ? 1 : verdict === 'inconclusive' && failOnInconclusive ? 3 : 0;
}

function render(result: object, report: Report, format: ReportFormat, color: boolean): string {
  switch (format) {
    case 'json':
      return `${JSON.stringify(result, null, 2)}\n`;
    case 'html':
      return renderHtml(report);
    case 'markdown':
      return renderMarkdown(report);
    case 'text':
      return renderText(report, terminalStyle(color));
  }
}

function terminalStyle(color: boolean): TextStyle {
  const { bold, red, yellow, green } = colors.createColors(color);
  const paint = { violated: red, inconclusive: yellow, compatible: green };
  return { verdict: (verdict, text) => bold(paint[verdict](text)), heading: bold };
}
