import { folderOf, uriPart } from '../../workspace/uri.ts';
import type { Candidate } from '../import-candidate.ts';

/** How far up from a document the root of its imports is looked for. */
const MAX_ROOTS = 8;

/**
 * Where a Python module may lie, by its name and the document that imports it; the likeliest place first.
 *
 * @param document URI of the importing document
 * @param module dotted name as written: `a.b`, or relative: `.b`, `..a.b`, `.`
 * @param folders URIs of the workspace folders: nothing outside of them is a candidate, save beside the document
 */
export function importCandidates(document: string, module: string, folders: readonly string[]): Candidate[] {
  const dots = /^\.*/.exec(module)![0].length;
  const path = module.slice(dots).split('.').filter(Boolean).map(uriPart);
  const bases = dots > 0 ? [above(folderOf(document), dots - 1)] : roots(document, folders);
  return bases.flatMap((base) => {
    if (base === null) return [];
    const asPackage = { base, path: [...path, '__init__.py'] };
    // of a package and a module with the same name, Python takes the package
    return path.length === 0 ? [asPackage] : [asPackage, { base, path: [...path.slice(0, -1), `${path.at(-1)}.py`] }];
  });
}

/** Folders that a script's absolute imports may start at: its own, those above it, and their `src`. */
function roots(document: string, folders: readonly string[]): string[] {
  const found: string[] = [];
  let base: string | null = folderOf(document);
  for (let i = 0; i < MAX_ROOTS && base !== null; i++) {
    if (i > 0 && !folders.some((folder) => base === folder || base!.startsWith(`${folder}/`))) break;
    found.push(base, `${base}/src`);
    base = above(base, 1);
  }
  return found;
}

/** Null above the root. */
function above(folder: string, levels: number): string | null {
  let result = folder;
  for (let i = 0; i < levels; i++) {
    const end = result.lastIndexOf('/');
    if (end <= result.indexOf('://') + 2) return null;
    result = result.slice(0, end);
  }
  return result;
}
