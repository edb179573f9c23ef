import { readFile, stat } from 'node:fs/promises';
import { dirname, isAbsolute, join, relative, sep } from 'node:path';
import ignore, { type Ignore } from 'ignore';
import { repositoryOf } from './repository.ts';

/** The rules of one `.gitignore`, for what lies below its folder. */
export interface Layer {
  readonly folder: string;
  readonly rules: Ignore;
}

/** Null when the folder has no readable `.gitignore`. */
export async function layer(folder: string): Promise<Layer | null> {
  try {
    const file = join(folder, '.gitignore');
    if (!(await stat(file)).isFile()) return null;
    const text = await readFile(file, 'utf8');
    return { folder, rules: ignore({ ignorecase: false }).add(text) };
  } catch {
    return null;
  }
}

/** The innermost `.gitignore` that has a word on the path decides; `layers` go from inner to outer. */
export function isIgnored(path: string, kind: 'file' | 'folder', layers: readonly Layer[]): boolean {
  for (const { folder, rules } of layers) {
    const below = relative(folder, path).split(sep).join('/');
    const { ignored, unignored } = rules.test(kind === 'folder' ? `${below}/` : below);
    if (ignored || unignored) return ignored;
  }
  return false;
}

/** The layers above a folder that is named: none when they ignore the folder itself, since what is named is checked. */
export async function outerLayers(folder: string, cwd: string): Promise<readonly Layer[]> {
  const layers = (await Promise.all(governing(folder, cwd).map(layer))).filter((found) => found !== null);
  return isIgnored(folder, 'folder', layers) ? [] : layers;
}

/** The folders above, up to the root of the repository, or else to the working directory; from inner to outer. */
function governing(folder: string, cwd: string): string[] {
  const last = repositoryOf(folder) ?? cwd;
  const above: string[] = [];
  for (let at = folder; dirname(at) !== at; at = dirname(at)) above.push(dirname(at));
  return above.filter((ancestor) => isWithin(ancestor, last));
}

function isWithin(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return !isAbsolute(way) && way.split(sep)[0] !== '..';
}
