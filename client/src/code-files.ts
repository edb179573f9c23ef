import { type CheckFilesResult, CODE_ENDINGS } from '@unpool/shared/protocol/requests.ts';
import * as vscode from 'vscode';

const SOURCES = `**/*.{${CODE_ENDINGS.join(',')}}`;
/** Folders that hold other people's code, copies, or what a build made. */
const LEFT_OUT =
  '**/{node_modules,bower_components,site-packages,.venv,venv,.tox,.nox,.git,.yarn,__pycache__,.ipynb_checkpoints,dist,.next,.nuxt,.output,.svelte-kit,.turbo,.vercel}/**';
/** Small enough that progress moves and cancelling is quick. */
const BATCH = 20;

/** URIs of all files of code and notebooks of the workspace. */
export async function codeFiles(): Promise<readonly string[]> {
  return (await vscode.workspace.findFiles(SOURCES, LEFT_OUT)).map(String).sort();
}

/** Goes through files a few at a time, and shows how far it is. False when that was cancelled. */
export function inBatches(
  files: readonly string[],
  work: (batch: readonly string[], token: vscode.CancellationToken) => Promise<void>,
): Thenable<boolean> {
  const options = { location: vscode.ProgressLocation.Notification, title: 'Unpool', cancellable: true };
  return vscode.window.withProgress(options, async (progress, token) => {
    for (let start = 0; start < files.length && !token.isCancellationRequested; start += BATCH) {
      await work(files.slice(start, start + BATCH), token);
      const message = `${Math.min(start + BATCH, files.length)} of ${files.length} files`;
      progress.report({ message, increment: (100 * BATCH) / files.length });
    }
    return !token.isCancellationRequested;
  });
}

export function logErrors(errors: CheckFilesResult['errors'], output: vscode.LogOutputChannel): void {
  for (const { uri, message } of errors) output.error(`${vscode.Uri.parse(uri).fsPath}: ${message}`);
}

export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
