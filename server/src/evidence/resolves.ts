import { decoded, uriPart } from '../workspace/uri.ts';
import { pathFrom, uriAt } from './paths.ts';

/**
 * Does a path as code has it mean a file of the evidence? Code runs in a folder that nobody knows: beside itself, or any
 * folder above it up to that of the evidence.
 */
export function resolvesTo(
  written: string,
  path: string,
  { document, folder }: { readonly document: string; readonly folder: string },
): boolean {
  const plain = written.replaceAll('\\', '/').replace(/^(\.\/)+/, '');
  if (plain.startsWith('/') || /^[A-Za-z]:\//.test(plain))
    return pathOf(uriAt(folder, path)) === plain.replace(/^(?=\w)/, '/');
  const below = pathFrom(folder, document).split('/').slice(0, -1);
  for (let depth = below.length; depth >= 0; depth--) {
    const from = [folder, ...below.slice(0, depth).map(uriPart)].join('/');
    if (uriAt(from, plain) === uriAt(folder, path)) return true;
  }
  return false;
}

const pathOf = (uri: string): string => decoded(uri.replace(/^[a-z][\w+.-]*:\/\/[^/]*/i, ''));
