import { isSavable } from '@unpool/shared/protocol/question.ts';
import * as vscode from 'vscode';
import type { Server } from '../connection.ts';
import type { ReportState } from './report-state.ts';

/** Writes the answer of a check into the evidence of the workspace. Resolves to the file; undefined, after a message, when it cannot be. */
export async function saveEvidence(
  server: Server,
  { document, check, digests }: ReportState,
): Promise<vscode.Uri | undefined> {
  if (!isSavable(check)) {
    void vscode.window.showInformationMessage(
      'An interval for a task has no verdict that could be kept as evidence. Export the report instead.',
    );
    return undefined;
  }
  const answer = await server.request('unpool/evidence', { document, check, digests });
  if (answer.kind === 'unusable') {
    void vscode.window.showErrorMessage(`Unpool: ${answer.message}`);
    return undefined;
  }
  const uri = vscode.Uri.parse(answer.uri);
  const open = vscode.workspace.textDocuments.find((one) => one.uri.toString() === uri.toString());
  if (open?.isDirty) {
    void vscode.window.showErrorMessage(
      `Unpool: ${vscode.workspace.asRelativePath(uri)} is being edited. Save it first.`,
    );
    return undefined;
  }
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(answer.text));
  void offerToOpen(uri);
  return uri;
}

async function offerToOpen(uri: vscode.Uri): Promise<void> {
  const message = `Saved in ${vscode.workspace.asRelativePath(uri)}. Findings about these data go by it; commit it with the code.`;
  if ((await vscode.window.showInformationMessage(message, 'Open')) === 'Open')
    await vscode.window.showTextDocument(uri);
}
