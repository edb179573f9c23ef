import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The root of the repository that a path lies in: the nearest folder with a `.git`; null where there is none. */
export function repositoryOf(path: string): string | null {
  for (let folder = path; ; folder = dirname(folder)) {
    if (existsSync(join(folder, '.git'))) return folder;
    if (dirname(folder) === folder) return null;
  }
}
