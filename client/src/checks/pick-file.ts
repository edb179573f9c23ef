import type { DataFileRef } from '@unpool/shared/protocol/check.ts';
import * as vscode from 'vscode';
import type { Server } from '../connection.ts';
import { reference } from './data-files.ts';
import { Previews } from './file-previews.ts';
import { literal } from './literal.ts';

export interface FileQuestion<Extra> {
  readonly title: string;
  readonly placeholder: string;
  readonly files: readonly DataFileRef[];
  /** The lower, the likelier it is meant. */
  readonly rank: (file: DataFileRef) => number;
  /** Answers other than a file, shown before them. */
  readonly extras?: readonly { readonly label: string; readonly detail: string; readonly answer: Extra }[];
}

type Answer<Extra> =
  | { readonly kind: 'file'; readonly file: DataFileRef }
  | { readonly kind: 'extra'; readonly answer: Extra };

interface FileItem<Extra> extends vscode.QuickPickItem {
  readonly file?: DataFileRef;
  readonly extra?: Extra;
  readonly isBrowse?: true;
}

/** Files whose columns are shown at once; of the others when they are looked at. */
const FIRST_SHOWN = 12;

/**
 * Asks for a data file, the likely ones first, each with its columns. A file that cannot be used is told at its place and
 * not taken. Undefined when the user leaves.
 */
export function pickFile<Extra = never>(
  server: Server,
  { title, placeholder, files, rank, extras = [] }: FileQuestion<Extra>,
): Promise<Answer<Extra> | undefined> {
  const pick = vscode.window.createQuickPick<FileItem<Extra>>();
  const previews = new Previews(server);
  let items: FileItem<Extra>[] = [
    ...extras.map(({ label, detail, answer }) => ({ label: literal(label), detail: literal(detail), extra: answer })),
    ...inOrder(files, rank).map((file) => ({ label: literal(file.name), description: literal(folderOf(file)), file })),
    { label: '$(folder-opened) Another file …', isBrowse: true, alwaysShow: true },
  ];
  const show = () => {
    const [active] = pick.activeItems;
    pick.items = items;
    const same = items.find((item) => item.file !== undefined && item.file === active?.file);
    if (same) pick.activeItems = [same];
  };
  const look = async (file: DataFileRef) => {
    const { detail, problem } = await previews.of(file);
    if (items.some((item) => item.file === file && item.detail === detail)) return problem;
    items = items.map((item) => (item.file === file ? { ...item, detail } : item));
    show();
    return problem;
  };
  Object.assign(pick, { title, placeholder, matchOnDescription: true, matchOnDetail: true, ignoreFocusOut: true });
  pick.keepScrollPosition = true;
  pick.items = items;
  void lookAtAll(items.flatMap(({ file }) => file ?? []).slice(0, FIRST_SHOWN), look);
  return new Promise((resolve) => {
    /** While the file dialog is open, which takes this question's place in a browser. */
    let isAway = false;
    const finish = (answer: Answer<Extra> | undefined) => {
      resolve(answer);
      pick.dispose();
    };
    const take = async (file: DataFileRef) => {
      pick.busy = true;
      const problem = await look(file);
      pick.busy = false;
      if (problem === undefined) return finish({ kind: 'file', file });
      pick.placeholder = problem;
      pick.show();
    };
    const takeAnother = async () => {
      isAway = true;
      const file = await browse(title);
      isAway = false;
      if (file) await take(file);
      else pick.show();
    };
    pick.onDidChangeActive(([active]) => active?.file && void look(active.file));
    pick.onDidAccept(() => {
      const [chosen] = pick.selectedItems;
      if (chosen?.file) void take(chosen.file);
      else if (chosen?.isBrowse) void takeAnother();
      else if (chosen?.extra !== undefined) finish({ kind: 'extra', answer: chosen.extra });
    });
    pick.onDidHide(() => !isAway && finish(undefined));
    pick.show();
  });
}

async function lookAtAll(files: readonly DataFileRef[], look: (file: DataFileRef) => Promise<unknown>): Promise<void> {
  for (const file of files) await look(file); // one after the other: typing goes first
}

function inOrder(files: readonly DataFileRef[], rank: (file: DataFileRef) => number): readonly DataFileRef[] {
  return [...files].sort((a, b) => rank(a) - rank(b) || placeOf(a).localeCompare(placeOf(b)));
}

const placeOf = ({ uri }: DataFileRef): string => vscode.workspace.asRelativePath(vscode.Uri.parse(uri));

/** Empty at the root of the only folder. */
const folderOf = (file: DataFileRef): string => placeOf(file).slice(0, -file.name.length).replace(/\/$/, '');

async function browse(title: string): Promise<DataFileRef | undefined> {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  const chosen = await vscode.window.showOpenDialog({ title, ...(folder && { defaultUri: folder.uri }) });
  return chosen?.[0] && reference(chosen[0]);
}
