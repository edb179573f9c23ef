import { PassThrough } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import type { InitializationOptions, ServerStatus } from '@unpool/shared/protocol/requests.ts';
import {
  type ClientCapabilities,
  createConnection,
  createProtocolConnection,
  type Diagnostic,
  type DocumentDiagnosticReport,
  type InitializeResult,
  MessageType,
  ProposedFeatures,
  type ProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import { contentsDataFile } from '../../server/src/check/contents-data-file.ts';
import { runCheck } from '../../server/src/check/run-check.ts';
import { type Host, startServer } from '../../server/src/lsp/server.ts';
import { createFakeAnalyser } from './fake-analyser.ts';

export interface ClientOptions {
  capabilities?: ClientCapabilities;
  folders?: readonly string[];
  initializationOptions?: InitializationOptions;
  /** Settings by the start of the URI they are for. */
  settings?: Record<string, unknown>;
  /** Stored files by URI. */
  files?: Record<string, string>;
  host?: Partial<Host>;
}

/** What a modern editor can do, as far as the server asks. */
export const FULL: ClientCapabilities = {
  workspace: {
    configuration: true,
    workspaceFolders: true,
    diagnostics: { refreshSupport: true },
    workspaceEdit: { documentChanges: true },
  },
  textDocument: {
    publishDiagnostics: { relatedInformation: true, codeDescriptionSupport: true, dataSupport: true },
    diagnostic: {},
    hover: { contentFormat: ['markdown', 'plaintext'] },
    codeAction: {
      codeActionLiteralSupport: { codeActionKind: { valueSet: ['quickfix'] } },
      isPreferredSupport: true,
      dataSupport: true,
      resolveSupport: { properties: ['edit'] },
    },
  },
};

const { diagnostic: _, ...withoutPull } = FULL.textDocument ?? {};
/** The same without pulled diagnostics. */
export const PUSH: ClientCapabilities = { ...FULL, textDocument: withoutPull };

/** An editor made of nothing but the protocol, at the other end of two streams in this process. */
export interface TestClient {
  readonly connection: ProtocolConnection;
  readonly initialized: InitializeResult;
  /** Every `publishDiagnostics`, in order. */
  readonly published: { uri: string; diagnostics: Diagnostic[] }[];
  readonly statuses: ServerStatus[];
  readonly errors: string[];
  /** What the server asked to be told of (`client/registerCapability`). */
  readonly registered: unknown[];
  refreshes: number;
  lensRefreshes: number;
  settings: Record<string, unknown>;
  open(uri: string, text: string, languageId?: string): Promise<void>;
  /** Replaces the whole text. */
  replace(uri: string, version: number, text: string): Promise<void>;
  pull(uri: string, previousResultId?: string): Promise<DocumentDiagnosticReport>;
  items(uri: string): Promise<Diagnostic[]>;
  /** What the client shows of pushed diagnostics. */
  shown(uri: string): Diagnostic[] | undefined;
  until(condition: () => boolean): Promise<void>;
  close(): void;
}

export async function startClient(options: ClientOptions = {}): Promise<TestClient> {
  const up = new PassThrough();
  const down = new PassThrough();
  const server = createConnection(ProposedFeatures.all, new StreamMessageReader(up), new StreamMessageWriter(down));
  const files = options.files ?? {};
  startServer(server, {
    createAnalyser: createFakeAnalyser,
    assets: () => ({ read: async () => new Uint8Array(), typescript: () => Promise.reject(new Error('no code here')) }),
    page: async (rule) => `# ${rule}`,
    files: () => ({
      read: async (uri) => (uri in files ? new TextEncoder().encode(files[uri]) : undefined),
      list: async () => [],
      size: async () => undefined,
      digest: async () => undefined,
    }),
    check: (question, { onProgress = () => {}, contents = new Map() }) =>
      runCheck(question, contentsDataFile(contents), { onProgress }),
    ...options.host,
  });
  server.listen();
  const connection = createProtocolConnection(new StreamMessageReader(down), new StreamMessageWriter(up));
  const partial = observe(connection, options.settings ?? {});
  connection.listen();
  const initialized = await connection.sendRequest<InitializeResult>('initialize', {
    processId: null,
    rootUri: null,
    capabilities: options.capabilities ?? FULL,
    workspaceFolders: (options.folders ?? ['file:///project']).map((uri) => ({ uri, name: uri })),
    initializationOptions: options.initializationOptions,
  });
  await connection.sendNotification('initialized', {});

  const client: TestClient = Object.assign(partial, {
    connection,
    initialized,
    open: (uri: string, text: string, languageId = 'python') =>
      connection.sendNotification('textDocument/didOpen', { textDocument: { uri, languageId, version: 1, text } }),
    replace: (uri: string, version: number, text: string) =>
      connection.sendNotification('textDocument/didChange', {
        textDocument: { uri, version },
        contentChanges: [{ text }],
      }),
    pull: (uri: string, previousResultId?: string) =>
      connection.sendRequest<DocumentDiagnosticReport>('textDocument/diagnostic', {
        textDocument: { uri },
        ...(previousResultId !== undefined && { previousResultId }),
      }),
    async items(uri: string) {
      const report = await client.pull(uri);
      return report.kind === 'full' ? report.items : [];
    },
    shown: (uri: string) => client.published.findLast((publication) => publication.uri === uri)?.diagnostics,
    async until(condition: () => boolean) {
      while (!condition()) await sleep(10); // mocha's own time limit ends a wait in vain
    },
    close() {
      connection.dispose();
      server.dispose();
    },
  });
  return client;
}

function observe(connection: ProtocolConnection, settings: Record<string, unknown>) {
  const seen = {
    published: [] as TestClient['published'],
    statuses: [] as ServerStatus[],
    errors: [] as string[],
    registered: [] as unknown[],
    refreshes: 0,
    lensRefreshes: 0,
    settings,
  };
  connection.onNotification('textDocument/publishDiagnostics', (params) => void seen.published.push(params));
  connection.onNotification('unpool/status', (status: ServerStatus) => void seen.statuses.push(status));
  connection.onNotification('window/logMessage', ({ type, message }) => {
    if (type === MessageType.Error) seen.errors.push(message);
  });
  connection.onRequest('workspace/diagnostic/refresh', () => {
    seen.refreshes++;
    return null;
  });
  connection.onRequest('workspace/codeLens/refresh', () => {
    seen.lensRefreshes++;
    return null;
  });
  connection.onRequest('client/registerCapability', (params) => {
    seen.registered.push(params);
    return null;
  });
  connection.onRequest('workspace/configuration', ({ items }: { items: { scopeUri: string }[] }) =>
    items.map(
      ({ scopeUri }) => Object.entries(seen.settings).find(([start]) => scopeUri.startsWith(start))?.[1] ?? null,
    ),
  );
  return seen;
}
