import { randomUUID } from 'node:crypto';
import { open, realpath, rename, rm, stat } from 'node:fs/promises';
import { relative, resolve, sep } from 'node:path';
import { URI } from 'vscode-uri';
import { isNotebook, languageOf } from '../languages/language-of.ts';
import { directDisk } from '../workspace/disk.ts';
import { type Decoded, decode } from './decode.ts';
import { isSupported, SUPPORTED } from './document.ts';
import type { Io } from './io.ts';
import { UsageError } from './usage.ts';

/** A text to check. `path` is as shown to the user: relative to the working directory, with `/`. */
export interface Source {
  readonly path: string;
  readonly uri: string;
  /** Throws an `Error` that says in words why the text cannot be had. */
  read(): Promise<string>;
  /** Writes a new text beside the old one, which stays until the draft takes its place. */
  draft(text: string): Promise<Draft>;
}

export interface Draft {
  takePlace(): Promise<void>;
  discard(): Promise<void>;
}

/** Replaces texts that belong together: where one cannot be written, all are left untouched. */
export async function writeTogether(texts: readonly { readonly source: Source; readonly text: string }[]) {
  const drafts: Draft[] = [];
  try {
    for (const { source, text } of texts) drafts.push(await source.draft(text));
    for (const draft of drafts) await draft.takePlace();
  } finally {
    for (const draft of drafts) await draft.discard();
  }
}

/** Beyond this a script is data, or generated; a notebook's size is mostly its outputs. */
const LARGEST_MEGABYTES = { script: 10, notebook: 100 };

export function fileSource(file: string, cwd: string): Source {
  let decoded: Decoded | undefined;
  return {
    path: shownPath(file, cwd),
    uri: URI.file(file).toString(),
    async read() {
      const limit = LARGEST_MEGABYTES[isNotebook(file) ? 'notebook' : 'script'];
      if ((await directDisk.status(file)).size > limit * 1e6)
        throw new Error(`is larger than ${limit} MB and was not checked`);
      decoded = decode(await directDisk.read(file), { codingLines: languageOf(file) === 'python' });
      return decoded.text;
    },
    draft: async (text) => draftOf(file, decoded ? decoded.encode(text) : Buffer.from(text)),
  };
}

/** Standard input, under the name it was given; a script when it has none. */
export function stdinSource(io: Io, name: string | null): Source {
  if (name !== null && !isSupported(name)) {
    throw new UsageError(
      `--stdin-filename takes the name of a file that can be checked (${SUPPORTED}); got "${name}".`,
    );
  }
  const file = resolve(io.cwd, name ?? 'stdin.py');
  return {
    path: name === null ? '-' : shownPath(file, io.cwd),
    uri: URI.file(file).toString(),
    read: () => io.readStdin(),
    draft: () => Promise.reject(new Error('standard input cannot be written')),
  };
}

/** Relative to the working directory, with forward slashes. */
export function shownPath(file: string, cwd: string): string {
  return relative(cwd, file).split(sep).join('/') || '.';
}

/** Writes beside the file, to be renamed, so that no reader ever sees half of it; keeps its mode, follows its link. */
async function draftOf(file: string, content: Uint8Array): Promise<Draft> {
  const target = await realpath(file);
  const path = `${target}.${randomUUID()}.tmp`;
  const discard = () => rm(path, { force: true });
  try {
    const handle = await open(path, 'wx', (await stat(target)).mode);
    await handle.writeFile(content).finally(() => handle.close());
  } catch (error) {
    await discard();
    throw error;
  }
  return { takePlace: () => rename(path, target), discard };
}
