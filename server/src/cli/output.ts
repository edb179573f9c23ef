import { randomUUID } from 'node:crypto';
import { realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Io } from './io.ts';
import { fileMessage } from './problems.ts';
import { UsageError } from './usage.ts';

/** Where a report goes. */
export interface Output {
  /** What reporters write to. */
  readonly io: Io;
  /** Makes the file that was asked for appear, whole: a run that breaks off leaves what was there. */
  finish(): void;
}

/** Standard output, or the file that `--output` names. Throws a UsageError, at once, where that cannot be written. */
export function openOutput(name: string | null, io: Io): Output {
  if (name === null) return { io, finish() {} };
  const file = resolve(io.cwd, name);
  const parts: string[] = [];
  attempt(name, () => {
    if (!statSync(dirname(file), { throwIfNoEntry: false })?.isDirectory()) throw new Error('there is no such folder');
    if (statSync(file, { throwIfNoEntry: false })?.isDirectory()) throw new Error('it is a folder');
  });
  return {
    io: { ...io, color: false, write: (text) => void parts.push(text) },
    finish: () => attempt(name, () => replaceFile(file, parts.join(''))),
  };
}

function attempt(name: string, action: () => void): void {
  try {
    action();
  } catch (error) {
    throw new UsageError(`${name} cannot be written: ${fileMessage(error)}.`);
  }
}

/** Writes a file whole, in the place of what was there. */
export function replaceFile(name: string, text: string): void {
  const there = statSync(name, { throwIfNoEntry: false });
  if (there && !there.isFile()) {
    writeFileSync(name, text); // a pipe or a device stays one
    return;
  }
  const file = there ? realpathSync(name) : name;
  const draft = `${file}.${randomUUID()}.tmp`;
  try {
    writeFileSync(draft, text, { flag: 'wx' });
    renameSync(draft, file);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}
