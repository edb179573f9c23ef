import { readFile, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { isNoSource } from '../languages/language-of.ts';
import { mayHoldPromptfoo, speaksPromptfoo } from '../languages/promptfoo/names.ts';
import { directDisk } from '../workspace/disk.ts';
import { SKIPPED_FOLDERS, VIRTUAL_ENVIRONMENT } from '../workspace/skipped-folders.ts';
import { isSupported, SUPPORTED } from './document.ts';
import { isIgnored, type Layer, layer, outerLayers } from './gitignore.ts';
import { type FileProblem, fileMessage } from './problems.ts';

export interface Walked {
  /** Absolute paths, each once, in path order. */
  readonly files: readonly string[];
  /** Those of the files that were named themselves. */
  readonly named: ReadonlySet<string>;
  /** Files that were named, and whose name says that their code is not read: declarations of types, bundles. */
  readonly leftOut: readonly string[];
  readonly problems: readonly FileProblem[];
  /** Some file or folder was left out for a `.gitignore`. */
  readonly ignoresSome: boolean;
}

const NO_SOURCE = `is no source that can be checked (${SUPPORTED})`;

/**
 * The sources below `paths`; or other files, which are `wanted` by their name. What is named is taken as it is; inside
 * folders, ignored files are left out and symbolic links are not followed (as git does), so that the walk ends.
 */
export async function walk(
  paths: readonly string[],
  cwd: string,
  honourIgnoreFiles: boolean,
  wanted: ((name: string) => boolean) | null = null,
): Promise<Walked> {
  const files = new Set<string>();
  const named = new Set<string>();
  const leftOut: string[] = [];
  const problems: FileProblem[] = [];
  let ignoresSome = false;
  const isMeant = wanted ?? isSupported;

  async function start(path: string): Promise<void> {
    const status = await stat(path);
    if (status.isDirectory()) return folder(path, honourIgnoreFiles ? await outerLayers(path, cwd) : []);
    if (isNoSource(path)) return void leftOut.push(path);
    const isOdd = mayHoldPromptfoo(path) && !isMeant(path);
    if (!isMeant(path) && !isOdd) throw new Error(NO_SOURCE);
    // reading a pipe or a device might never end
    if (!status.isFile()) throw new Error('is not a regular file');
    if (isOdd && !speaksPromptfoo(await readFile(path, 'utf8')))
      throw new Error('is no configuration of promptfoo: expected "providers" with "prompts" or "tests"');
    files.add(path);
    named.add(path);
  }

  async function folder(path: string, outer: readonly Layer[]): Promise<void> {
    const entries = await directDisk.list(path);
    const names = new Set(entries.map((entry) => entry.name));
    if (names.has(VIRTUAL_ENVIRONMENT)) return;
    const own = honourIgnoreFiles && names.has('.gitignore') ? await layer(path) : null;
    const layers = own ? [own, ...outer] : outer;
    for (const entry of entries) {
      const inside = join(path, entry.name);
      const isFolder = entry.isDirectory();
      if (isFolder ? SKIPPED_FOLDERS.has(entry.name) : !entry.isFile()) continue;
      if (!isFolder && !isMeant(entry.name) && !(wanted === null && YAML.test(entry.name))) continue;
      if (isIgnored(inside, isFolder ? 'folder' : 'file', layers)) ignoresSome = true;
      else if (isFolder) await attempt(inside, () => folder(inside, layers));
      else if (isMeant(entry.name) || (await isConfiguration(inside))) files.add(inside);
    }
  }

  async function attempt(path: string, action: () => Promise<void>): Promise<void> {
    await action().catch((error) => problems.push({ path, message: fileMessage(error) }));
  }

  for (const path of paths.map((name) => resolve(cwd, name))) await attempt(path, () => start(path));
  return { files: [...files].sort(inPathOrder), named, leftOut, problems, ignoresSome };
}

const YAML = /\.ya?ml$/i;
/** A configuration is written by hand; what is larger is data. */
const LARGEST = 1e6;

/** A configuration of promptfoo may have any name. */
const isConfiguration = async (path: string): Promise<boolean> =>
  (await stat(path)).size <= LARGEST && speaksPromptfoo(await readFile(path, 'utf8'));

function inPathOrder(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
