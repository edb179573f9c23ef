import * as vscode from 'vscode';
import { namedPlaces } from './named-places.ts';

/**
 * The file of the workspace that a model names.
 * @throws Error, for the model to read, when there is none, or more than one
 */
export async function namedFile(given: string): Promise<vscode.Uri> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  if (folders.length === 0)
    throw new Error('No folder is open in the editor, and Unpool reads files of a folder only.');
  const places = namedPlaces(
    given,
    folders.map(({ name, uri }) => ({ name, path: uri.path })),
  );
  const uris = new Map(
    places.map(({ folder, path }) => {
      const uri = folders[folder]!.uri.with({ path });
      return [uri.toString(), uri];
    }),
  );
  const types = await Promise.all([...uris.values()].map(typeOf));
  const found = [...uris.values()].filter((_, index) => types[index] === 'file');
  if (found.length > 1) {
    const names = found.map((uri) => vscode.workspace.asRelativePath(uri, true)).join(', ');
    throw new Error(
      `"${given}" is in several folders of the workspace: ${names}. Begin the path with the folder's name.`,
    );
  }
  if (found[0]) return found[0];
  if (types.includes('folder')) throw new Error(`"${given}" is a folder. Name one file.`);
  throw new Error(`There is no file "${given}" in the workspace.`);
}

async function typeOf(uri: vscode.Uri): Promise<'file' | 'folder' | null> {
  try {
    const { type } = await vscode.workspace.fs.stat(uri);
    return type & vscode.FileType.Directory ? 'folder' : 'file';
  } catch {
    return null;
  }
}
