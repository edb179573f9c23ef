import type { CheckProgress } from '@unpool/shared/protocol/check.ts';
import type { CheckAnswer, CheckQuestion } from '@unpool/shared/protocol/question.ts';
import * as vscode from 'vscode';
import { ProgressType } from 'vscode-languageclient';
import type { Server } from '../connection.ts';

/** Runs a check, with its progress and a way to cancel it; undefined when the user, or `token`, does. */
export async function checkWithProgress(
  server: Server,
  question: CheckQuestion,
  title: string,
  token?: vscode.CancellationToken,
): Promise<CheckAnswer | undefined> {
  const options = { location: vscode.ProgressLocation.Notification, title: `Checking ${title}`, cancellable: true };
  return vscode.window.withProgress(options, async (progress, byUser) => {
    const cancelling = new vscode.CancellationTokenSource();
    const following = [token, byUser].map((one) => one?.onCancellationRequested(() => cancelling.cancel()));
    const listening = listen(server, progress);
    try {
      return await server.request('unpool/check', { question, progress: listening.token }, cancelling.token);
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
