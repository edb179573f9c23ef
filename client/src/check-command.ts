import type { CheckProgress, CompareRequest, CompareResult, DataFileRef } from '@unpool/shared/protocol/check.ts';
import { CHECK_COMMAND, type CheckCommandArgument } from '@unpool/shared/protocol/requests.ts';
import * as vscode from 'vscode';
import { ProgressType } from 'vscode-languageclient';
import { askForFiles, askForValueColumn, type CheckFiles, filesOfSubject } from './check-inputs.ts';
import type { Server } from './connection.ts';
import { showReport } from './report-view.ts';

export function registerCheckCommand(server: Server): vscode.Disposable {
  return vscode.commands.registerCommand(CHECK_COMMAND, async (argument?: CheckCommandArgument) => {
    const files = (argument && (await filesOfSubject(argument))) ?? (await askForFiles(server));
    if (!files) return undefined;
    const value = files.column ?? (await askForValueColumn(server, [...files.real, ...files.synthetic]));
    return value === undefined ? undefined : check(server, files, value);
  });
}

/** Runs the check and shows its report; undefined when the data cannot be used or the user cancels. */
async function check(server: Server, files: CheckFiles, value: string): Promise<CompareResult | undefined> {
  const { real, synthetic } = files;
  const request: CompareRequest = { source: { kind: 'two-sides', real, synthetic }, value };
  const title = `${names(real)} and ${names(synthetic)}`;
  const options = { location: vscode.ProgressLocation.Notification, title: `Checking ${title}`, cancellable: true };
  const answer = await vscode.window.withProgress(options, async (progress, token) => {
    const listening = listen(server, progress);
    try {
      return await server.request('unpool/compare', { request, progress: listening.token }, token);
    } catch (error) {
      if (token.isCancellationRequested) return undefined;
      throw error;
    } finally {
      listening.dispose();
    }
  });
  if (answer?.kind === 'unusable')
    void vscode.window.showErrorMessage(`Unpool cannot check this data: ${answer.error.message}`);
  if (answer?.kind !== 'report') return undefined;
  showReport(`Unpool: ${title}`, answer.html);
  return answer.result;
}

let lastToken = 0;

function listen(server: Server, progress: vscode.Progress<{ message: string; increment: number }>) {
  const token = `unpool-check-${++lastToken}`;
  let done = 0;
  const listener = server.onProgress(new ProgressType<CheckProgress>(), token, ({ fraction, stage }) => {
    progress.report({ message: stage, increment: 100 * (fraction - done) });
    done = fraction;
  });
  return { token, dispose: () => listener.dispose() };
}

function names(files: readonly DataFileRef[]): string {
  return files.map(({ name }) => name).join(', ');
}
