/** Entry of the extension in a web extension host: the server is a worker. */
import * as vscode from 'vscode';
import { LanguageClient } from 'vscode-languageclient/browser';
import { type Extension, startExtension, stopExtension } from './extension.ts';

export function activate(context: vscode.ExtensionContext): Promise<Extension> {
  const script = vscode.Uri.joinPath(context.extensionUri, 'dist', 'browser', 'server.js').toString(true);
  return startExtension(context, (options) => {
    const client = new LanguageClient('unpool', 'Unpool', async () => new Worker(script), options);
    return { client, pid: () => undefined };
  });
}

export const deactivate = stopExtension;
