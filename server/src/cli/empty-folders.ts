import { resolve, sep } from 'node:path';
import { shownPath } from './source.ts';
import type { Walked } from './walk.ts';
import { type FileWarning, unreadFile, warningOf } from './warnings.ts';

/** Says which of the paths that were named hold nothing to check: such a run looks like one without findings. */
export function emptyFolders(
  paths: readonly string[],
  walked: Walked,
  kept: readonly string[],
  cwd: string,
): readonly FileWarning[] {
  return [...new Set(paths.map((path) => resolve(cwd, path)))].flatMap((folder) => {
    if (walked.problems.some(({ path }) => path === folder) || kept.some((file) => isWithin(file, folder))) return [];
    const path = shownPath(folder, cwd);
    if (walked.leftOut.includes(folder)) return [unreadFile(path)];
    if (walked.files.some((file) => isWithin(file, folder)))
      return [warningOf(path, `"exclude" in the configuration leaves out all code in ${path}`)];
    const more = walked.ignoresSome ? '; --no-ignore also searches what .gitignore leaves out' : '';
    return [warningOf(path, `no code to check found in ${path} (Python, notebooks, TypeScript, JavaScript)${more}`)];
  });
}

function isWithin(file: string, folder: string): boolean {
  return file === folder || file.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}
