import type { RuleId } from '@unpool/shared/protocol/finding.ts';
import type { TextRange } from '@unpool/shared/protocol/lineage.ts';
import type { RepairedText } from '@unpool/shared/protocol/requests.ts';
import * as vscode from 'vscode';
import { codeFiles, count, inBatches, logErrors } from './code-files.ts';
import type { Server } from './connection.ts';

/**
 * Makes the safe repairs in all files of code and notebooks of the workspace, of one rule or of all: as one change, which
 * the editor shows first. Resolves with the number of findings that it repairs; 0 where nothing was changed.
 */
export async function repairWorkspace(
  server: Server,
  output: vscode.LogOutputChannel,
  rule: RuleId | null,
): Promise<number> {
  const texts: RepairedText[] = [];
  const closed: string[] = [];
  let findings = 0;
  const collect = async (uris: readonly string[], token: vscode.CancellationToken) => {
    const batch = await server.request('unpool/repairFiles', { uris, rule }, token);
    texts.push(...batch.texts);
    closed.push(...batch.closedNotebooks);
    findings += batch.findings;
    logErrors(batch.errors, output);
  };
  let isDone = await inBatches(await codeFiles(), collect);
  const notebooks = closed.splice(0);
  for (const uri of notebooks) await vscode.workspace.openNotebookDocument(vscode.Uri.parse(uri));
  if (isDone && notebooks.length > 0) isDone = await inBatches(notebooks, collect);
  if (!isDone) return 0;
  if (findings === 0) {
    void vscode.window.showInformationMessage('Unpool found nothing that can safely be repaired.');
    return 0;
  }
  if (texts.some(hasMovedOn)) {
    void vscode.window.showWarningMessage('The code has changed while Unpool looked for repairs. Nothing was changed.');
    return 0;
  }
  const isApplied =
    (await isWanted(texts, findings)) && (await vscode.workspace.applyEdit(editOf(texts), { isRefactoring: true }));
  if (isApplied) void vscode.window.showInformationMessage(`Unpool repaired ${count(findings, 'finding')}.`);
  return isApplied ? findings : 0;
}

const isCell = ({ uri }: RepairedText): boolean => vscode.Uri.parse(uri).scheme === 'vscode-notebook-cell';

/** Asks, where the editor cannot show the change: its preview takes all cells of a notebook for one text. */
async function isWanted(texts: readonly RepairedText[], findings: number): Promise<boolean> {
  if (!texts.some(isCell)) return true;
  const files = new Set(texts.map(({ uri }) => vscode.Uri.parse(uri).path)).size;
  const question = `Repair ${count(findings, 'finding')} in ${count(files, 'file')}?`;
  return (await vscode.window.showInformationMessage(question, { modal: true }, 'Repair')) === 'Repair';
}

function hasMovedOn({ uri, version }: RepairedText): boolean {
  const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri);
  return version !== null && open?.version !== version;
}

function editOf(texts: readonly RepairedText[]): vscode.WorkspaceEdit {
  const edit = new vscode.WorkspaceEdit();
  const [first] = texts;
  if (first && !texts.some(isCell))
    // makes the editor show the change; in the preview only what needs no confirmation is ticked
    edit.insert(vscode.Uri.parse(first.uri), new vscode.Position(0, 0), '', {
      label: 'Look the changes over',
      needsConfirmation: true,
    });
  const metadata = { label: 'Safe repairs', needsConfirmation: false };
  for (const { uri, edits } of texts)
    for (const { range, newText } of edits) edit.replace(vscode.Uri.parse(uri), toRange(range), newText, metadata);
  return edit;
}

const toRange = ({ start, end }: TextRange): vscode.Range =>
  new vscode.Range(start.line, start.character, end.line, end.character);
