/** A name as a part of a URI's path. Half a character, which no URI can hold, becomes a replacement character. */
export const uriPart = (name: string): string => encodeURIComponent(name.replace(/\p{Cs}/gu, '\ufffd'));

/** The folder that a document is in. */
export const folderOf = (uri: string): string => uri.slice(0, uri.lastIndexOf('/'));
