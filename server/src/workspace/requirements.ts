import { languageOf } from '../languages/language-of.ts';
import type { SourceDocument } from './document.ts';
import { asFolder, folderOf, isRoot, uriPart } from './uri.ts';
import type { Workspace } from './workspace.ts';

/** A file that lists the packages that code needs. */
export interface RequirementsFile {
  readonly uri: string;
  readonly name: string;
  readonly text: string;
}

const OF_PYTHON = /^(?:pyproject\.toml|requirements.*\.txt)$/i;
const OF_NODE = /^package\.json$/;

/** Files that list packages, looked for once: an analysis follows each key. */
export class Requirements {
  private readonly workspace: Pick<Workspace, 'folders' | 'list' | 'readFile' | 'openText'>;
  private readonly known = new Map<string, Promise<readonly (readonly RequirementsFile[])[]>>();

  constructor(workspace: Pick<Workspace, 'folders' | 'list' | 'readFile' | 'openText'>) {
    this.workspace = workspace;
  }

  /** Files changed on disk. */
  forget(): void {
    this.known.clear();
  }

  /**
   * The files that list what a document needs, as an editor has them, by folder: first those of its own, then those of the
   * folders above.
   */
  async of({ uri }: SourceDocument): Promise<readonly (readonly RequirementsFile[])[]> {
    const name = languageOf(uri) === 'typescript' ? OF_NODE : OF_PYTHON;
    const folder = folderOf(uri);
    const key = `${name} ${folder}`;
    const found = this.known.get(key) ?? filesAbove(folder, name, this.workspace);
    this.known.set(key, found);
    const asOpen = (file: RequirementsFile) => ({ ...file, text: this.workspace.openText?.(file.uri) ?? file.text });
    return (await found).map((files) => files.map(asOpen));
  }
}

async function filesAbove(
  own: string,
  wanted: RegExp,
  { folders, list, readFile }: Pick<Workspace, 'folders' | 'list' | 'readFile'>,
): Promise<readonly (readonly RequirementsFile[])[]> {
  const found: (readonly RequirementsFile[])[] = [];
  const isOurs = (folder: string) =>
    folders.some((top) => folder === asFolder(top) || folder.startsWith(`${asFolder(top)}/`));
  for (let folder = own; isOurs(folder); folder = folderOf(folder)) {
    const files: RequirementsFile[] = [];
    for (const { name, isFolder } of await list(folder)) {
      if (isFolder || !wanted.test(name)) continue;
      const file = `${folder}/${uriPart(name)}`;
      const bytes = await readFile(file);
      if (bytes) files.push({ uri: file, name, text: new TextDecoder().decode(bytes) });
    }
    // the order of a folder is the host's
    if (files.length > 0) found.push(files.sort((a, b) => (a.name < b.name ? -1 : 1)));
    if (isRoot(folder)) break;
  }
  return found;
}
