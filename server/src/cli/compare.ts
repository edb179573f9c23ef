import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { DataError } from '@unpool/shared/data/data-error.ts';
import type { CompareResult, DataFileRef } from '@unpool/shared/protocol/check.ts';
import { compareReport } from '@unpool/shared/report/model.ts';
import { renderHtml } from '@unpool/shared/report/render-html.ts';
import { renderMarkdown } from '@unpool/shared/report/render-markdown.ts';
import { renderText, type TextStyle } from '@unpool/shared/report/render-text.ts';
import colors from 'picocolors';
import { nodeDataFile } from '../check/node-data-file.ts';
import { runCompare } from '../check/run-compare.ts';
import { COMPARE_HELP } from './compare-help.ts';
import { type CompareFormat, type CompareOptions, parseCompare } from './compare-options.ts';
import type { Io } from './io.ts';
import { UsageError } from './usage.ts';

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
    await print(result, options, io);
    return exitStatus(result, options);
  } catch (error) {
    if (error instanceof UsageError || error instanceof DataError) {
      io.error(`unpool compare: ${error.message}\n`);
      return 2;
    }
    throw error;
  }
}

function fileRef(name: string, cwd: string): DataFileRef {
  return { name, uri: pathToFileURL(path.resolve(cwd, name)).href };
}

async function print(result: CompareResult, { format, output }: CompareOptions, io: Io): Promise<void> {
  if (output === undefined) {
    io.write(render(result, format, io.color));
    return;
  }
  try {
    await writeFile(path.resolve(io.cwd, output), render(result, format, false));
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const reason = code === 'ENOENT' ? 'there is no such folder' : code === 'EISDIR' ? 'this is a folder' : message;
    throw new UsageError(`the report could not be written to ${output}: ${reason}`);
  }
}

function render(result: CompareResult, format: CompareFormat, color: boolean): string {
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

function terminalStyle(color: boolean): TextStyle {
  const { bold, red, yellow, green } = colors.createColors(color);
  const paint = { violated: red, inconclusive: yellow, compatible: green };
  return { verdict: (verdict, text) => bold(paint[verdict](text)), heading: bold };
}

function exitStatus({ verdict }: CompareResult, { failOnInconclusive }: CompareOptions): number {
  return verdict === 'violated' ? 1 : verdict === 'inconclusive' && failOnInconclusive ? 3 : 0;
}
