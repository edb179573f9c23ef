import { type CheckFilesResult, REPAIR_COMMAND, type RepairCommandArgument } from '@unpool/shared/protocol/requests.ts';
import * as vscode from 'vscode';
import { codeFiles, count, inBatches, logErrors } from './code-files.ts';
import type { Server } from './connection.ts';
import { repairWorkspace } from './repair-workspace.ts';

export function registerCommands(server: Server, output: vscode.LogOutputChannel): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.commands.registerCommand('unpool.checkWorkspace', () => checkWorkspace(server, output)),
    vscode.commands.registerCommand(REPAIR_COMMAND, (given?: RepairCommandArgument) =>
      repairWorkspace(server, output, given?.rule ?? null),
    ),
    vscode.commands.registerCommand('unpool.showOutput', () => output.show()),
    vscode.commands.registerCommand('unpool.restartServer', () => server.restart()),
  );
}

/** Checks all files of code and notebooks of the workspace; what it finds is in the Problems panel. */
async function checkWorkspace(server: Server, output: vscode.LogOutputChannel): Promise<CheckFilesResult> {
  let total: CheckFilesResult = { filesChecked: 0, findings: 0, errors: [] };
  await inBatches(await codeFiles(), async (uris, token) => {
    const batch = await server.request('unpool/checkFiles', { uris }, token);
    total = {
      filesChecked: total.filesChecked + batch.filesChecked,
      findings: total.findings + batch.findings,
      errors: [...total.errors, ...batch.errors],
    };
  });
  logErrors(total.errors, output);
  void tell(total);
  return total;
}

async function tell({ filesChecked, findings, errors }: CheckFilesResult): Promise<void> {
  const checked = `Unpool checked ${count(filesChecked, 'file')}: ${findings ? count(findings, 'finding') : 'no findings'}.`;
  const [button, command] = errors.length
    ? ['Show Output', 'unpool.showOutput']
    : ['Show Problems', 'workbench.actions.view.problems'];
  const message = errors.length ? `${checked} ${count(errors.length, 'file')} could not be checked.` : checked;
  const show = errors.length ? vscode.window.showWarningMessage : vscode.window.showInformationMessage;
  if ((await show(message, button)) === button) await vscode.commands.executeCommand(command);
}
