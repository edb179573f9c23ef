import { DataError } from '@unpool/shared/data/data-error.ts';
import type { CompareResult } from '@unpool/shared/protocol/check.ts';
import { compareReport } from '@unpool/shared/report/model.ts';
import { renderHtml } from '@unpool/shared/report/render-html.ts';
import { renderMarkdown } from '@unpool/shared/report/render-markdown.ts';
import { renderText } from '@unpool/shared/report/render-text.ts';
import { nodeDataFile } from '../check/node-data-file.ts';
import { runCompare } from '../check/run-compare.ts';
import { COMPARE_HELP } from './compare-help.ts';
import { type CompareOptions, parseCompare } from './compare-options.ts';
import type { Io } from './io.ts';
import type { ReportFormat } from './report-options.ts';
import { UsageError } from './usage.ts';
import { fileRef, terminalStyle, writeReport } from './write-report.ts';

/**
 * `unpool compare`. Exit status: 0 done and not violated, 1 violated, 2 unusable input,
 * 3 inconclusive with --fail-on-inconclusive. Never rejects for what a user can mistype.
 */
export async function compareCommand(args: readonly string[], io: Io): Promise<number> {
  try {
    const options = parseCompare(args, (file) => fileRef(file, io.cwd));
    if (options === 'help') {
      io.write(COMPARE_HELP);
      return 0;
    }
    const result = await runCompare(options.request, nodeDataFile);
    await writeReport((color) => render(result, options.format, color), options.output, io);
    return exitStatus(result, options);
  } catch (error) {
    if (error instanceof UsageError || error instanceof DataError) {
      io.error(`unpool compare: ${error.message}\n`);
      return 2;
    }
    throw error;
  }
}

function render(result: CompareResult, format: ReportFormat, color: boolean): string {
  switch (format) {
    case 'json':
      return `${JSON.stringify(result, null, 2)}\n`;
    case 'html':
      return renderHtml(compareReport(result));
    case 'markdown':
      return renderMarkdown(compareReport(result));
    case 'text':
      return renderText(compareReport(result), terminalStyle(color));
  }
}

function exitStatus({ verdict }: CompareResult, { failOnInconclusive }: CompareOptions): number {
  return verdict === 'violated' ? 1 : verdict === 'inconclusive' && failOnInconclusive ? 3 : 0;
}
