/** A name as a part of a URI's path. Half a character, which no URI can hold, becomes a replacement character. */
export const uriPart = (name: string): string => encodeURIComponent(name.replace(/\p{Cs}/gu, '\ufffd'));

/** The URI of a folder as it stands before a "/" and a name: that of the root, too, ends without one. */
export const asFolder = (uri: string): string => uri.replace(/\/$/, '');

/** The folder that a document is in. */
export const folderOf = (uri: string): string => uri.slice(0, uri.lastIndexOf('/'));

/** `rubric` of `./rubric.js`, and of `eval/rubric.test.ts`. */
export const stemOf = (path: string): string => path.split('/').at(-1)!.split('.', 1)[0]!;

/** How much of their paths two documents share. */
export function lengthShared(a: string, b: string): number {
  let i = 0;
  while (i < a.length && a[i] === b[i]) i++;
  return i;
}

/** Is there no folder above? */
export const isRoot = (folder: string): boolean => !/^[a-z][\w+.-]*:(\/\/[^/]*)?\/[^/]/i.test(folder);

/** What a URI, or a part of one, stands for; as it is where it is none. */
export function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
