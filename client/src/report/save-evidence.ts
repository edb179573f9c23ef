import * as vscode from 'vscode';
import type { Server } from '../connection.ts';
import { canBeSaved } from './can-be-saved.ts';
import type { ReportState } from './report-state.ts';

/** Writes the answer of a check into the evidence of the workspace. Resolves to the file; undefined, after a message, when it cannot be. */
export async function saveEvidence(server: Server, { document, check }: ReportState): Promise<vscode.Uri | undefined> {
  if (!canBeSaved(check)) {
    void vscode.window.showInformationMessage(
      'Evidence is about real and synthetic rows: this report cannot be saved as evidence.',
    );
    return undefined;
  }
  const { request, result } = check;
  const answer = await server.request('unpool/evidence', { document, request, result });
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
