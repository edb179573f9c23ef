/** Entry of the extension on Node: the server is a process of its own. */
import * as vscode from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';
import { type Extension, startExtension, stopExtension } from './extension.ts';

export function activate(context: vscode.ExtensionContext): Promise<Extension> {
  const module = vscode.Uri.joinPath(context.extensionUri, 'dist', 'server.cjs').fsPath;
  const server = { module, transport: TransportKind.ipc };
  const debug = { ...server, options: { execArgv: ['--nolazy', '--inspect=6009'] } };
  return startExtension(context, (options) => {
    const client = new LanguageClient('unpool', 'Unpool', { run: server, debug }, options);
    return { client, pid: () => client.serverProcess?.pid };
  });
}

export const deactivate = stopExtension;
