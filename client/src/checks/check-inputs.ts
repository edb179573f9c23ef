import { guessValueColumn } from '@unpool/shared/data/guess-value-column.ts';
import type { ColumnPreview } from '@unpool/shared/data/preview.ts';
import type { DataFileRef } from '@unpool/shared/protocol/check.ts';
import type { CheckCommandArgument } from '@unpool/shared/protocol/requests.ts';
import * as vscode from 'vscode';
import type { Server } from '../connection.ts';

/** What the check compares; the column is null where nobody has said which. */
export interface CheckFiles {
  readonly real: readonly DataFileRef[];
  readonly synthetic: readonly DataFileRef[];
  readonly column: string | null;
}

const DATA_FILES = '**/*.{csv,tsv,jsonl,ndjson,parquet,feather,arrow,csv.gz,tsv.gz,jsonl.gz,ndjson.gz}';
const LEFT_OUT = '**/{node_modules,site-packages,.venv,venv,.git}/**';
const REAL_NAMES = /human|real|gold|label|annotat|survey|observed/i;
const SYNTHETIC_NAMES = /synth|generated|fake|augment|simulat|judge|llm|gpt|model/i;

/** The files that a finding names; undefined, after a message, when one of them is not there. */
export async function filesOfSubject({ document, subject }: CheckCommandArgument): Promise<CheckFiles | undefined> {
  const find = (paths: readonly string[]) => Promise.all(paths.map((path) => findFile(path, document)));
  const [real, synthetic] = [await find(subject.real), await find(subject.synthetic)];
  const missing = [...subject.real, ...subject.synthetic].filter((_, index) => ![...real, ...synthetic][index]);
  if (missing.length) {
    const places = 'neither beside the code nor in a folder of the workspace';
    void vscode.window.showWarningMessage(
      `Unpool did not find ${missing.join(', ')}: ${places}. Choose the files instead.`,
    );
    return undefined;
  }
  return { real: present(real), synthetic: present(synthetic), column: subject.column };
}

/** A path as code has it: absolute, beside the document, or from the root of a folder of the workspace. */
async function findFile(path: string, document: string): Promise<DataFileRef | undefined> {
  const source = vscode.Uri.parse(document);
  const root = source.scheme === 'untitled' ? vscode.Uri.file('/') : source;
  const isAbsolute = /^([/\\]|[A-Za-z]:[/\\])/.test(path);
  const relative = path.replaceAll('\\', '/');
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

/** Asks for the two files, guesses first: what a finding of the open document names, then what a name tells. */
export async function askForFiles(server: Server): Promise<CheckFiles | undefined> {
  const files = await vscode.workspace.findFiles(DATA_FILES, LEFT_OUT);
  if (files.length < 2) {
    void vscode.window.showWarningMessage(
      'Unpool compares two data files (CSV, JSON lines, Parquet or Arrow): open a folder that has them.',
    );
    return undefined;
  }
  const guess = await guessFromFindings(server);
  const real = await pick(files, 'Which file has the real rows?', guess?.real ?? [], REAL_NAMES);
  if (!real) return undefined;
  const others = files.filter((file) => file.toString() !== real.toString());
  const synthetic = await pick(others, 'Which file has the synthetic rows?', guess?.synthetic ?? [], SYNTHETIC_NAMES);
  if (!synthetic) return undefined;
  const isGuess = same(guess?.real, real) && same(guess?.synthetic, synthetic);
  return {
    real: [reference(real)],
    synthetic: [reference(synthetic)],
    column: isGuess ? (guess?.column ?? null) : null,
  };
}

/** The column to compare, and all that the files share: undefined when there is none, or the user chooses none. */
export async function askForColumns(
  server: Server,
  { real, synthetic, column }: CheckFiles,
): Promise<{ readonly value: string; readonly all: readonly string[] } | undefined> {
  const answer = await server.request('unpool/preview', { files: [...real, ...synthetic] });
  if (answer.kind === 'unusable') {
    void vscode.window.showErrorMessage(`Unpool cannot check this data: ${answer.error.message}`);
    return undefined;
  }
  const { columns, guess, all } = choices(answer.files);
  const value =
    column ?? guess ?? (await vscode.window.showQuickPick(columns, { placeHolder: 'Which column has the values?' }));
  return value === undefined ? undefined : { value, all };
}

async function guessFromFindings(server: Server): Promise<CheckFiles | undefined> {
  const active = vscode.window.activeNotebookEditor?.notebook.uri ?? vscode.window.activeTextEditor?.document.uri;
  if (!active) return undefined;
  const document = active.toString();
  const [finding] = await server.request('unpool/subjects', { uri: document });
  if (!finding) return undefined;
  const find = (paths: readonly string[]) => Promise.all(paths.map((path) => findFile(path, document)));
  const { real, synthetic, column } = finding.subject;
  return { real: present(await find(real)), synthetic: present(await find(synthetic)), column };
}

async function pick(
  files: readonly vscode.Uri[],
  placeHolder: string,
  guesses: readonly DataFileRef[],
  likely: RegExp,
): Promise<vscode.Uri | undefined> {
  const rank = (uri: vscode.Uri) =>
    guesses.some((guess) => guess.uri === uri.toString()) ? 0 : likely.test(reference(uri).name) ? 1 : 2;
  const items = files
    .map((uri) => ({ label: reference(uri).name, description: vscode.workspace.asRelativePath(uri), uri }))
    .sort((a, b) => rank(a.uri) - rank(b.uri) || a.description.localeCompare(b.description));
  return (await vscode.window.showQuickPick(items, { placeHolder, matchOnDescription: true }))?.uri;
}

function reference(uri: vscode.Uri): DataFileRef {
  return { name: uri.path.split('/').at(-1) ?? uri.path, uri: uri.toString() };
}

function present(files: readonly (DataFileRef | undefined)[]): DataFileRef[] {
  return files.filter((file) => file !== undefined);
}

function same(guess: readonly DataFileRef[] | undefined, file: vscode.Uri): boolean {
  return guess?.length === 1 && guess[0]?.uri === file.toString();
}

function choices(tables: readonly (readonly ColumnPreview[])[]) {
  const inAll = (isMeant: (column: ColumnPreview) => boolean) => {
    const [first = [], ...others] = tables.map((table) => table.filter(isMeant).map(({ name }) => name));
    return first.filter((name) => others.every((names) => names.includes(name)));
  };
  const columns = inAll(({ kind }) => kind === 'number' || kind === 'binary');
  const all = inAll(() => true);
  try {
    return { columns, guess: guessValueColumn(tables, undefined), all };
  } catch {
    return { columns, guess: null, all };
  }
}
