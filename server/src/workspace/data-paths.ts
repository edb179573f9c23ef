import { uriPart } from './uri.ts';

/** Where a data file may lie that code in a document names: beside the document, or in a workspace folder. */
export function dataFileUris(path: string, document: string, folders: readonly string[]): string[] {
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(path) || path.startsWith('~')) return [];
  const encoded = path.replaceAll('\\', '/').split('/').map(uriPart).join('/');
  const bases = [document, ...folders.map((folder) => `${folder}/`)];
  return bases.flatMap((base) => {
    try {
      return [new URL(encoded, base).toString()];
    } catch {
      return []; // an unsaved document has no place of its own
    }
  });
}
