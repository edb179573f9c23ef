/** A name as a part of a URI's path. Half a character, which no URI can hold, becomes a replacement character. */
export const uriPart = (name: string): string => encodeURIComponent(name.replace(/\p{Cs}/gu, '\ufffd'));

/** The URI of a folder as it stands before a "/" and a name: that of the root, too, ends without one. */
export const asFolder = (uri: string): string => uri.replace(/\/$/, '');

/** The folder that a document is in. */
export const folderOf = (uri: string): string => uri.slice(0, uri.lastIndexOf('/'));

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
