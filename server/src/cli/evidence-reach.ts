import { filesOfCheck, type SavedCheck } from '@unpool/shared/evidence/evidence.ts';
import { URI } from 'vscode-uri';
import { uriAt } from '../evidence/paths.ts';
import { nodeFiles } from '../workspace/node-files.ts';
import { diskFiles } from './configurations.ts';
import { repositoryOf } from './repository.ts';

/** Which files of a check cannot be asked again, by their paths in the evidence. */
export interface Unreached {
  readonly absent: readonly string[];
  readonly outside: readonly string[];
  /** What they are outside of, in words. */
  readonly bounds: string;
}

/**
 * Evidence comes with a repository, and may name any file of whoever cloned it; of data that are asked again, something
 * is printed. So only files are that lie in the repository themselves; outside of one, beside or below the evidence.
 */
export async function unreached(check: SavedCheck, folder: string): Promise<Unreached> {
  const own = URI.parse(folder).fsPath;
  const repository = repositoryOf(own);
  const inside = nodeFiles(() => [URI.file(repository ?? own).toString()]);
  const absent: string[] = [];
  const outside: string[] = [];
  for (const { path } of filesOfCheck(check)) {
    const uri = uriAt(folder, path);
    if ((await inside.size(uri)) !== undefined) continue;
    if ((await diskFiles(own).size(uri)) === undefined) absent.push(path);
    else outside.push(path);
  }
  return { absent, outside, bounds: repository === null ? 'the folder of the evidence' : 'the repository' };
}
