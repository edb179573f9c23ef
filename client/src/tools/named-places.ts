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
 * Where a file may be that somebody names: by an absolute path, or from a folder of the workspace, with or without that
 * folder's name before it.
 * @throws Error when all of these are outside of the workspace
 */
export function namedPlaces(given: string, folders: readonly NamedFolder[]): readonly NamedPlace[] {
  const path = given.trim().replaceAll('\\', '/');
  const isAbsolute = /^(\/|[A-Za-z]:\/)/.test(path);
  const inside = folders.flatMap(({ name, path: root }, folder) => {
    const top = normal(root);
    const [first, ...rest] = path.split('/');
    const meant = isAbsolute ? [path] : [`${top}/${path}`, ...(first === name ? [`${top}/${rest.join('/')}`] : [])];
    return meant
      .map(normal)
      .filter((candidate) => candidate.startsWith(top === '/' ? '/' : `${top}/`))
      .map((candidate) => ({ folder, path: candidate }));
  });
  if (path !== '' && inside.length > 0) return inside;
  const names = folders.map(({ name }) => name).join(', ');
  throw new Error(
    `"${given}" is not a path inside of the workspace. Unpool reads files of its folders only (${names}): give a path from one of them.`,
  );
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
