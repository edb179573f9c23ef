import { uriPart } from './uri.ts';

/**
 * Where a data file may lie that code in a document names: beside the document, or in a workspace folder. Nowhere for
 * what is on another host: looking for it would ask that host.
 */
export function dataFileUris(path: string, document: string, folders: readonly string[]): string[] {
  if (/^[a-z][a-z0-9+.-]+:\/\//i.test(path) || path.startsWith('~')) return [];
  const [, drive, rest] = /^(?:([a-z]):(?=\/))?(.*)$/is.exec(path.replaceAll('\\', '/'))!;
  if (rest!.startsWith('//') && drive === undefined) return []; // \\server\share
  const encoded = rest!.split('/').map(uriPart).join('/');
  // a drive as editors write it
  if (drive !== undefined) return resolved(`${drive.toLowerCase()}%3A${encoded}`, 'file:///');
  return [document, ...folders.map((folder) => `${folder}/`)].flatMap((base) => resolved(encoded, base));
}

function resolved(encoded: string, base: string): string[] {
  try {
    const uri = new URL(encoded, base);
    return uri.pathname.startsWith('//') ? [] : [uri.toString()]; // "/..//server/share" is another host's, too
  } catch {
    return []; // an unsaved document has no place of its own
  }
}
