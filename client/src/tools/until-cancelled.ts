import * as vscode from 'vscode';

/** Work of a tool; when it fails because it was cancelled, that is what it fails with. */
export async function untilCancelled<T>(
  token: vscode.CancellationToken,
  work: () => Promise<T | undefined>,
): Promise<T> {
  try {
    const result = await work();
    if (result === undefined) throw new vscode.CancellationError();
    return result;
  } catch (error) {
    throw token.isCancellationRequested ? new vscode.CancellationError() : error;
  }
}
