import type { DataFileRef } from '@unpool/shared/protocol/check.ts';
import * as vscode from 'vscode';

/** The data files of a workspace, and those that code names. */

const DATA_FILES = '**/*.{csv,tsv,jsonl,ndjson,parquet,feather,arrow,csv.gz,tsv.gz,jsonl.gz,ndjson.gz}';
const LEFT_OUT = '**/{node_modules,site-packages,.venv,venv,.git}/**';
/** More than a person looks through. */
const MOST_FILES = 2000;

export const REAL_NAMES = /human|real|gold|label|annotat|survey|observed/i;
export const SYNTHETIC_NAMES = /synth|generated|fake|augment|simulat|judge|llm|gpt|model/i;

export async function dataFiles(): Promise<readonly DataFileRef[]> {
  return (await vscode.workspace.findFiles(DATA_FILES, LEFT_OUT, MOST_FILES)).map(reference);
}

export function reference(uri: vscode.Uri): DataFileRef {
  return { name: uri.path.split('/').at(-1) ?? uri.path, uri: uri.toString() };
}

/** The files that code in `document` names; undefined, after a message, when one of them is not there. */
export async function findFiles(
  paths: readonly string[],
  document: string,
): Promise<readonly DataFileRef[] | undefined> {
  const found = await Promise.all(paths.map((path) => findFile(path, document)));
  const missing = paths.filter((_, index) => !found[index]);
  if (missing.length === 0) return found.filter((file) => file !== undefined);
  const places = 'neither beside the code nor in a folder of the workspace';
  void vscode.window.showWarningMessage(
    `Unpool did not find ${missing.join(', ')}: ${places}. Choose the files instead.`,
  );
  return undefined;
}

/** A path as code has it: absolute, beside the document, or from the root of a folder of the workspace. On another machine, none is looked for. */
export async function findFile(path: string, document: string): Promise<DataFileRef | undefined> {
  const source = vscode.Uri.parse(document);
  const root = source.scheme === 'untitled' ? vscode.Uri.file('/') : source;
  const isAbsolute = /^([/\\]|[A-Za-z]:[/\\])/.test(path);
  const relative = path.replaceAll('\\', '/');
  if (relative.startsWith('//')) return undefined;
  const folders = [
    vscode.Uri.joinPath(source, '..'),
    ...(vscode.workspace.workspaceFolders ?? []).map(({ uri }) => uri),
  ];
  const candidates = isAbsolute
    ? [root.with({ path: relative.startsWith('/') ? relative : `/${relative}` })]
    : folders.map((folder) => vscode.Uri.joinPath(folder, relative));
  for (const uri of candidates) {
    const status = await vscode.workspace.fs.stat(uri).then(
      (found) => found,
      () => undefined,
    );
    if (status && status.type !== vscode.FileType.Directory) return reference(uri);
  }
  return undefined;
}
