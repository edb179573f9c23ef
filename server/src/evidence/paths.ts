import { EVIDENCE_FILE } from '@unpool/shared/evidence/evidence.ts';
import { decoded, uriPart } from '../workspace/uri.ts';

/** Where evidence says that files are: paths from its folder, the same on every machine. */

/** Is this a file of evidence by its name? */
export const isEvidence = (uri: string): boolean => uri.endsWith(`/${EVIDENCE_FILE}`);

/** The path of a file from a folder, with `..` where it leads out of it; the URI itself where they share no root. */
export function pathFrom(folder: string, uri: string): string {
  const [from, to] = [partsOf(folder), partsOf(uri)];
  if (from.root !== to.root) return uri;
  let shared = 0;
  while (shared < from.parts.length && from.parts[shared] === to.parts[shared]) shared++;
  return [...from.parts.slice(shared).map(() => '..'), ...to.parts.slice(shared).map(decoded)].join('/');
}

/** The file at such a path. */
export function uriAt(folder: string, path: string): string {
  if (/^[a-z][\w+.-]*:\/\//i.test(path)) return path;
  const { root, parts } = partsOf(folder);
  const at = [...parts];
  for (const part of path.split('/')) {
    if (part === '..') at.pop();
    else if (part !== '.' && part !== '') at.push(uriPart(part));
  }
  return `${root}/${at.join('/')}`;
}

function partsOf(uri: string): { readonly root: string; readonly parts: readonly string[] } {
  const [, root = '', path = ''] = /^([a-z][\w+.-]*:(?:\/\/[^/]*)?)(?:\/(.*))?$/i.exec(uri) ?? [];
  return { root, parts: path.split('/').filter((part) => part !== '') };
}
