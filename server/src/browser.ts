/** Entry of the language server in a web worker: what it reads comes through the client. */
import type { InitializationOptions } from '@unpool/shared/protocol/requests.ts';
import {
  BrowserMessageReader,
  BrowserMessageWriter,
  createConnection,
  type InitializeParams,
  ProposedFeatures,
} from 'vscode-languageserver/browser';
import { createAnalyser } from './analyser.ts';
import type { TypeScriptReader } from './analysis.ts';
import { checkInWebWorker } from './check/in-web-worker.ts';
import { startServer } from './lsp/server.ts';
import { clientFiles } from './workspace/client-files.ts';

const worker = globalThis as unknown as Worker; // its side of the messages looks the same
const connection = createConnection(
  ProposedFeatures.all,
  new BrowserMessageReader(worker),
  new BrowserMessageWriter(worker),
);
const files = clientFiles(connection);

addEventListener('unhandledrejection', ({ reason }) => {
  connection.console.error(`Unpool met an unexpected error and goes on: ${reason?.stack ?? reason}`);
});
startServer(connection, {
  createAnalyser,
  assets: (params) => ({ read: (name) => asset(name, params), typescript: () => loadTypeScript(params) }),
  page: async (rule, params) => new TextDecoder().decode(await asset(`rules/${rule}.md`, params)),
  files: () => files,
  check: (question, { contents = new Map(), ...options }, params) =>
    checkInWebWorker(`${assetsOf(params)}/browser/check-worker.js`, question, { ...options, contents }),
});
connection.listen();

function assetsOf({ initializationOptions }: InitializeParams): string {
  const { assets } = (initializationOptions ?? {}) as InitializationOptions;
  if (!assets) throw new Error('The client did not say where the extension is (initializationOptions.assets)');
  return assets;
}

/** A script of its own, which a worker loads into itself. */
async function loadTypeScript(params: InitializeParams): Promise<TypeScriptReader> {
  const script = URL.createObjectURL(
    new Blob([new Uint8Array(await asset('typescript.cjs', params))], { type: 'text/javascript' }),
  );
  try {
    importScripts(script);
  } finally {
    URL.revokeObjectURL(script);
  }
  return unpoolTypeScript;
}

declare function importScripts(address: string): void;
declare const unpoolTypeScript: TypeScriptReader;

async function asset(name: string, params: InitializeParams): Promise<Uint8Array> {
  const bytes = await files.read(`${assetsOf(params)}/${name}`);
  if (!bytes) throw new Error(`${name} of the extension could not be read`);
  return bytes;
}
