import type { ColumnPreview } from '@unpool/shared/data/preview.ts';
import type { DataFileRef } from '@unpool/shared/protocol/check.ts';
import * as vscode from 'vscode';
import type { Server } from '../connection.ts';
import { literal } from './literal.ts';

/** The columns of data files, and questions about them. */

export type Columns = readonly ColumnPreview[];

/** The columns of each file; undefined, after a message, when one cannot be used. */
export async function columnsOf(
  server: Server,
  files: readonly DataFileRef[],
): Promise<readonly Columns[] | undefined> {
  const answer = await server.request('unpool/preview', { files });
  if (answer.kind === 'columns') return answer.files;
  void vscode.window.showErrorMessage(`Unpool cannot check this data: ${answer.error.message}`);
  return undefined;
}

export const isNumeric = ({ kind }: ColumnPreview): boolean => kind === 'number' || kind === 'binary';

/** Those of the first file that all the others have as well. */
export function shared(tables: readonly Columns[], isMeant: (column: ColumnPreview) => boolean = () => true): Columns {
  const [first = [], ...others] = tables.map((table) => table.filter(isMeant));
  return first.filter(({ name }) => others.every((columns) => columns.some((column) => column.name === name)));
}

export const namesOf = (columns: Columns): readonly string[] => columns.map(({ name }) => name);

/** What a guess gives; undefined where the data leave it open. */
export function clear<Guess>(guess: () => Guess): Guess | undefined {
  try {
    return guess();
  } catch {
    return undefined; // the message is for those who cannot be asked
  }
}

export interface ColumnQuestion {
  readonly title: string;
  readonly placeHolder: string;
  /** Those that fit, the likely ones first. */
  readonly columns: Columns;
  /** What is missing where no column fits, for people. */
  readonly missing: string;
}

/** Asks for one of the columns. Undefined when none fits, after a message, or the user leaves. */
export async function askForColumn({
  title,
  placeHolder,
  columns,
  missing,
}: ColumnQuestion): Promise<string | undefined> {
  if (columns.length === 0) {
    void vscode.window.showErrorMessage(`Unpool cannot check this data: ${missing}`);
    return undefined;
  }
  return (await vscode.window.showQuickPick(columns.map(item), { title, placeHolder, matchOnDescription: true }))?.name;
}

/** Asks for at least one of the columns. */
export async function askForColumns({
  title,
  placeHolder,
  columns,
  missing,
}: ColumnQuestion): Promise<readonly [string, ...string[]] | undefined> {
  if (columns.length <= 1) {
    const only = await askForColumn({ title, placeHolder, columns, missing });
    return only === undefined ? undefined : [only];
  }
  const options = { title, placeHolder, canPickMany: true, matchOnDescription: true } as const;
  const [first, ...others] = (await vscode.window.showQuickPick(columns.map(item), options)) ?? [];
  return first && [first.name, ...others.map(({ name }) => name)];
}

/** The column, with what its first rows hold. */
function item({ name, holds, values }: ColumnPreview): vscode.QuickPickItem & { readonly name: string } {
  return { name, label: literal(name), description: literal(values && holds === 'text' ? values.join(', ') : holds) };
}
