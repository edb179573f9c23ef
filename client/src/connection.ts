import {
  type ClientNotifications,
  CODE_LANGUAGES,
  EXPLAIN_COMMAND,
  type InitializationOptions,
  LINEAGE_COMMAND,
  type ServerRequests,
  WATCHED_FILES,
} from '@unpool/shared/protocol/requests.ts';
import * as vscode from 'vscode';
import {
  type DocumentSelector,
  ErrorAction,
  type LanguageClientOptions,
  type ProgressType,
  State,
} from 'vscode-languageclient';
import type { Launch } from './extension.ts';
import { readWorkspaceFile, readWorkspaceFolder, workspaceFileSize } from './workspace-files.ts';

/** The language server as the rest of the client sees it. */
export interface Server {
  start(): Promise<void>;
  stop(): Promise<void>;
  restart(): Promise<void>;
  request<Method extends keyof ServerRequests>(
    method: Method,
    params: ServerRequests[Method]['params'],
    token?: vscode.CancellationToken,
  ): Promise<ServerRequests[Method]['result']>;
  onNotification<Method extends keyof ClientNotifications>(
    method: Method,
    listener: (params: ClientNotifications[Method]) => void,
  ): vscode.Disposable;
  onProgress<State>(type: ProgressType<State>, token: string, listener: (state: State) => void): vscode.Disposable;
  onDidChangeState(listener: (running: boolean) => void): vscode.Disposable;
}

export function connect(
  context: vscode.ExtensionContext,
  launch: Launch,
  outputChannel: vscode.LogOutputChannel,
): { started: Server; pid(): number | undefined } {
  const watcher = vscode.workspace.createFileSystemWatcher(`**/{${WATCHED_FILES.join(',')}}`);
  context.subscriptions.push(watcher);
  const assets = vscode.Uri.joinPath(context.extensionUri, 'dist');
  const initializationOptions: InitializationOptions = {
    extension: true,
    ruleLink: `command:${EXPLAIN_COMMAND}?%5B%22{rule}%22%5D`, // its arguments: ["{rule}"]
    assets: assets.toString(),
  };
  const options: LanguageClientOptions = {
    documentSelector: documentSelector(),
    initializationOptions,
    outputChannel,
    markdown: { isTrusted: { enabledCommands: [LINEAGE_COMMAND] } }, // hovers link to it
    synchronize: { fileEvents: watcher },
    errorHandler: {
      // A dying server makes several writes fail at once: that alone must not end the client, which starts it again.
      error: () => ({ action: ErrorAction.Continue, handled: true }),
      closed: () => restarts.closed(),
    },
  };
  const { client, pid } = launch(options);
  const restarts = client.createDefaultErrorHandler();
  client.onRequest('unpool/readFile', ({ uri }: { uri: string }) => readWorkspaceFile(vscode.Uri.parse(uri), assets));
  client.onRequest('unpool/fileSize', ({ uri }: { uri: string }) => workspaceFileSize(vscode.Uri.parse(uri)));
  client.onRequest('unpool/readFolder', ({ uri }: { uri: string }) => readWorkspaceFolder(vscode.Uri.parse(uri)));
  const started: Server = {
    start: () => client.start(),
    stop: () => client.stop(),
    async restart() {
      if (client.isRunning()) await client.stop();
      await client.start();
    },
    // a token that is undefined would be sent as a parameter of its own
    request: (method, params, token) =>
      token ? client.sendRequest(method, params, token) : client.sendRequest(method, params),
    onNotification: (method, listener) => client.onNotification(method, listener),
    onProgress: (type, token, listener) => client.onProgress(type, token, listener),
    onDidChangeState: (listener) => client.onDidChangeState(({ newState }) => listener(newState === State.Running)),
  };
  return { started, pid };
}

/** Where configurations, requirements and evidence stand, whatever language the editor takes them for. */
const CONFIGURATIONS = [
  '**/unpool.toml',
  '**/pyproject.toml',
  '**/package.json',
  '**/requirements*.txt',
  '**/unpool.evidence.json',
];

/**
 * Code, configurations and evidence where people edit them: on disk, unsaved, or in a virtual workspace; not in the old
 * side of a comparison.
 */
export function documentSelector(): DocumentSelector {
  const folders = vscode.workspace.workspaceFolders ?? [];
  const schemes = new Set(['file', 'untitled', 'vscode-vfs', 'vscode-remote', ...folders.map(({ uri }) => uri.scheme)]);
  return [
    ...[...schemes].flatMap((scheme) => [
      ...CODE_LANGUAGES.map((language) => ({ language, scheme })),
      // configurations of promptfoo have any name: what others say is left alone
      { language: 'yaml', scheme },
      { language: 'json', scheme },
      ...CONFIGURATIONS.map((pattern) => ({ scheme, pattern })),
    ]),
    { notebook: 'jupyter-notebook', language: 'python' },
  ];
}
