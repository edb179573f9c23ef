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
  const meanings = namedPlaces(
    given,
    folders.map(({ name, uri }) => ({ name, path: uri.path })),
  );
  const seen = new Set<'file' | 'folder' | null>();
  for (const places of meanings) {
    const named = places.map(({ folder, path }) => folders[folder]!.uri.with({ path }));
    const uris = [...new Map(named.map((uri) => [uri.toString(), uri])).values()];
    const types = await Promise.all(uris.map(typeOf));
    const [found, ...others] = uris.filter((_, index) => types[index] === 'file');
    if (found && others.length === 0) return found;
    if (found) throw new Error(ambiguous(given, [found, ...others]));
    for (const type of types) seen.add(type);
  }
  if (seen.has('folder')) throw new Error(`"${given}" is a folder. Name one file.`);
  throw new Error(`There is no file "${given}" in the workspace.`);
}

function ambiguous(given: string, uris: readonly vscode.Uri[]): string {
  const names = uris.map((uri) => vscode.workspace.asRelativePath(uri, true)).join(', ');
  return `"${given}" is in several folders of the workspace: ${names}. Begin the path with the folder's name, or give all of it.`;
}

async function typeOf(uri: vscode.Uri): Promise<'file' | 'folder' | null> {
  try {
    const { type } = await vscode.workspace.fs.stat(uri);
    return type & vscode.FileType.Directory ? 'folder' : 'file';
  } catch {
    return null;
  }
}
