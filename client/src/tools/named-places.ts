/** A folder of the workspace: its name there, and the path of its URI. */
export interface NamedFolder {
  readonly name: string;
  readonly path: string;
}

/** A path inside of a folder of the workspace; `folder` is its index. */
export interface NamedPlace {
  readonly folder: number;
  readonly path: string;
}

/**
 * Where a file may be that somebody names: by an absolute path, from a folder of the workspace, or from above it, with
 * the folder's name first. Of these meanings, the first is taken in which there is a file. As the editor writes paths, a
 * folder's name comes first where there are several folders, and not where there is one: so any file can be named.
 * @throws Error when all of these are outside of the workspace
 */
export function namedPlaces(given: string, folders: readonly NamedFolder[]): readonly (readonly NamedPlace[])[] {
  const path = given.trim().replaceAll('\\', '/');
  const isAbsolute = /^(\/|[A-Za-z]:\/)/.test(path);
  const [first, ...rest] = path.split('/').filter((segment) => segment !== '' && segment !== '.');
  const inFolder = placesIn(folders, (top) => (isAbsolute ? path : `${top}/${path}`));
  const fromAbove = placesIn(folders, (top, name) =>
    !isAbsolute && first === name ? `${top}/${rest.join('/')}` : undefined,
  );
  const meanings = folders.length > 1 ? [fromAbove, inFolder] : [inFolder, fromAbove];
  const inside = meanings.filter((places) => places.length > 0);
  if (path !== '' && inside.length > 0) return inside;
  const names = folders.map(({ name }) => name).join(', ');
  throw new Error(
    `"${given}" is not a path inside of the workspace. Unpool reads files of its folders only (${names}): give a path from one of them.`,
  );
}

/** The place in each folder that has one, if it is inside of it. */
function placesIn(
  folders: readonly NamedFolder[],
  placeIn: (top: string, name: string) => string | undefined,
): readonly NamedPlace[] {
  return folders.flatMap(({ name, path: root }, folder) => {
    const top = normal(root);
    const place = placeIn(top, name);
    const path = place === undefined ? '' : normal(place);
    return path.startsWith(top === '/' ? '/' : `${top}/`) ? [{ folder, path }] : [];
  });
}

/** Without `.`, `..` and doubled slashes; a Windows drive in lower case, as the editor has it. */
function normal(path: string): string {
  const segments: string[] = [];
  for (const segment of path.split('/')) {
    if (segment === '..') segments.pop();
    else if (segment !== '' && segment !== '.') segments.push(segment);
  }
  return `/${segments.join('/')}`.replace(/^\/[A-Z]:/, (drive) => drive.toLowerCase());
}
