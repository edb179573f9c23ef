/** Entry of the extension in a web extension host: the server is a worker. */
import * as vscode from 'vscode';
import { BrowserMessageReader, BrowserMessageWriter, LanguageClient } from 'vscode-languageclient/browser';
import { type Extension, startExtension, stopExtension } from './extension.ts';

export function activate(context: vscode.ExtensionContext): Promise<Extension> {
  const script = vscode.Uri.joinPath(context.extensionUri, 'dist', 'browser', 'server.js').toString(true);
  return startExtension(context, (options) => {
    // The transports are made here: the client knows a worker by its class, and an extension host has its own.
    const transports = async () => {
      const worker = new Worker(script);
      return { reader: new BrowserMessageReader(worker), writer: new BrowserMessageWriter(worker) };
    };
    const client = new LanguageClient('unpool', 'Unpool', transports, options);
    return { client, pid: () => undefined };
  });
}

export const deactivate = stopExtension;
