import { type CheckFilesResult, CODE_ENDINGS } from '@unpool/shared/protocol/requests.ts';
import * as vscode from 'vscode';
import type { Server } from './connection.ts';

const SOURCES = `**/*.{${CODE_ENDINGS.join(',')}}`;
/** Folders that hold other people's code, copies, or what a build made. */
const LEFT_OUT =
  '**/{node_modules,bower_components,site-packages,.venv,venv,.tox,.nox,.git,.yarn,__pycache__,.ipynb_checkpoints,dist,.next,.nuxt,.output,.svelte-kit,.turbo,.vercel}/**';
/** Small enough that progress moves and cancelling is quick. */
const BATCH = 20;

export function registerCommands(server: Server, output: vscode.LogOutputChannel): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.commands.registerCommand('unpool.checkWorkspace', () => checkWorkspace(server, output)),
    vscode.commands.registerCommand('unpool.showOutput', () => output.show()),
    vscode.commands.registerCommand('unpool.restartServer', () => server.restart()),
  );
}

/** Checks all files of code and notebooks of the workspace; what it finds is in the Problems panel. */
async function checkWorkspace(server: Server, output: vscode.LogOutputChannel): Promise<CheckFilesResult> {
  const files = (await vscode.workspace.findFiles(SOURCES, LEFT_OUT)).map(String).sort();
  const options = { location: vscode.ProgressLocation.Notification, title: 'Unpool', cancellable: true };
  const result = await vscode.window.withProgress(options, (progress, token) =>
    checkFiles(server, files, token, (done) => {
      const message = `${done} of ${files.length} files`;
      progress.report({ message, increment: (100 * BATCH) / files.length });
    }),
  );
  for (const { uri, message } of result.errors) output.error(`${vscode.Uri.parse(uri).fsPath}: ${message}`);
  void tell(result);
  return result;
}

async function checkFiles(
  server: Server,
  files: readonly string[],
  token: vscode.CancellationToken,
  report: (done: number) => void,
): Promise<CheckFilesResult> {
  let total: CheckFilesResult = { filesChecked: 0, findings: 0, errors: [] };
  for (let start = 0; start < files.length && !token.isCancellationRequested; start += BATCH) {
    const batch = await server.request('unpool/checkFiles', { uris: files.slice(start, start + BATCH) }, token);
    total = {
      filesChecked: total.filesChecked + batch.filesChecked,
      findings: total.findings + batch.findings,
      errors: [...total.errors, ...batch.errors],
    };
    report(Math.min(start + BATCH, files.length));
  }
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

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
