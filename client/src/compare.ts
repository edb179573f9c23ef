import type { CheckProgress, CompareRequest } from '@unpool/shared/protocol/check.ts';
import type { CompareAnswer } from '@unpool/shared/protocol/requests.ts';
import * as vscode from 'vscode';
import { ProgressType } from 'vscode-languageclient';
import type { Server } from './connection.ts';

/** Runs the check, with its progress and a way to cancel it; undefined when the user, or `token`, does. */
export async function compareWithProgress(
  server: Server,
  request: CompareRequest,
  title: string,
  token?: vscode.CancellationToken,
): Promise<CompareAnswer | undefined> {
  const options = { location: vscode.ProgressLocation.Notification, title: `Checking ${title}`, cancellable: true };
  return vscode.window.withProgress(options, async (progress, byUser) => {
    const cancelling = new vscode.CancellationTokenSource();
    const following = [token, byUser].map((one) => one?.onCancellationRequested(() => cancelling.cancel()));
    const listening = listen(server, progress);
    try {
      return await server.request('unpool/compare', { request, progress: listening.token }, cancelling.token);
    } catch (error) {
      if (cancelling.token.isCancellationRequested) return undefined;
      throw error;
    } finally {
      for (const one of [listening, ...following]) one?.dispose();
    }
  });
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
