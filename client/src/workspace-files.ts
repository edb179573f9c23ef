import { CODE_LANGUAGES, MAX_FILE_BYTES } from '@unpool/shared/protocol/requests.ts';
import * as vscode from 'vscode';

/** A file for a server without a file system: of the workspace, beside an open document, or the extension's own. */
export async function readWorkspaceFile(uri: vscode.Uri, assets: vscode.Uri): Promise<Uint8Array | null> {
  if (!isInside(uri, assets) && !isReadable(uri)) return null;
  try {
    if (!isInside(uri, assets) && (await vscode.workspace.fs.stat(uri)).size > MAX_FILE_BYTES) return null;
    return await vscode.workspace.fs.readFile(uri);
  } catch {
    return null; // absent or unreadable: the server says what that means
  }
}

/** Bytes of a file of the workspace, or beside an open document, however large it is. */
export async function workspaceFileSize(uri: vscode.Uri): Promise<number | null> {
  if (!isReadable(uri)) return null;
  try {
    const { type, size } = await vscode.workspace.fs.stat(uri);
    return type & vscode.FileType.File ? size : null;
  } catch {
    return null;
  }
}

/** What is in a folder of the workspace, or beside an open document; links are left out. */
export async function readWorkspaceFolder(uri: vscode.Uri): Promise<{ name: string; isFolder: boolean }[]> {
  if (!isReadable(vscode.Uri.joinPath(uri, 'any'))) return [];
  try {
    const entries = await vscode.workspace.fs.readDirectory(uri);
    return entries
      .filter(([, type]) => type === vscode.FileType.File || type === vscode.FileType.Directory)
      .map(([name, type]) => ({ name, isFolder: type === vscode.FileType.Directory }));
  } catch {
    return [];
  }
}

function isReadable(uri: vscode.Uri): boolean {
  if (vscode.workspace.getWorkspaceFolder(uri)) return true;
  const scripts = vscode.workspace.textDocuments.filter(({ languageId }) =>
    CODE_LANGUAGES.some((language) => language === languageId),
  );
  return [...scripts, ...vscode.workspace.notebookDocuments].some((document) =>
    isInside(uri, vscode.Uri.joinPath(document.uri, '..')),
  );
}

function isInside(uri: vscode.Uri, folder: vscode.Uri): boolean {
  const prefix = folder.path.endsWith('/') ? folder.path : `${folder.path}/`;
  return uri.scheme === folder.scheme && uri.authority === folder.authority && uri.path.startsWith(prefix);
}
