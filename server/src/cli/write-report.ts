import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { DataFileRef } from '@unpool/shared/protocol/check.ts';
import type { TextStyle } from '@unpool/shared/report/render-text.ts';
import colors from 'picocolors';
import type { Io } from './io.ts';
import { UsageError } from './usage.ts';

export function fileRef(name: string, cwd: string): DataFileRef {
  return { name, uri: pathToFileURL(path.resolve(cwd, name)).href };
}

/** Prints a report, or writes it to the file `output`, without colour. Throws a UsageError where it cannot be written. */
export async function writeReport(
  render: (color: boolean) => string,
  output: string | undefined,
  io: Io,
): Promise<void> {
  if (output === undefined) {
    io.write(render(io.color));
    return;
  }
  try {
    await writeFile(path.resolve(io.cwd, output), render(false));
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const reason = code === 'ENOENT' ? 'there is no such folder' : code === 'EISDIR' ? 'this is a folder' : message;
    throw new UsageError(`the report could not be written to ${output}: ${reason}`);
  }
}

export function terminalStyle(color: boolean): TextStyle {
  const { bold, red, yellow, green } = colors.createColors(color);
  const paint = { violated: red, inconclusive: yellow, compatible: green };
  return { verdict: (verdict, text) => bold(paint[verdict](text)), heading: bold };
}
