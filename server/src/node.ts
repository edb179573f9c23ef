/** Entry of the language server on Node: `--stdio`, `--node-ipc`, `--pipe=NAME` or `--socket=PORT` says how to talk. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { createAnalyser } from './analyser.ts';
import { checkInWorker } from './check/in-worker.ts';
import { startServer } from './lsp/server.ts';
import { clientFiles } from './workspace/client-files.ts';
import { nodeFiles } from './workspace/node-files.ts';

// Each edit leaves an analysis behind: collected early, since an editor runs many servers (a third less memory, a tenth more time).
setFlagsFromString('--heap-growing-percent=60');

const beside = (name: string) => readFile(path.join(__dirname, name)); // the bundle's folder holds the assets

const connection = createConnection(ProposedFeatures.all);
process.on('unhandledRejection', (reason) => {
  connection.console.error(`Unpool met an unexpected error and goes on: ${describe(reason)}`);
});
startServer(connection, {
  createAnalyser,
  assets: () => ({ read: beside, typescript: async () => createRequire(__filename)('./typescript.cjs') }),
  page: async (rule) => (await beside(`rules/${rule}.md`)).toString(),
  files: (folders) => {
    const disk = nodeFiles(folders);
    const remote = clientFiles(connection); // of a virtual workspace
    return {
      read: (uri, limit) => (uri.startsWith('file:') ? disk : remote).read(uri, limit),
      list: (folder) => (folder.startsWith('file:') ? disk : remote).list(folder),
      size: (uri) => (uri.startsWith('file:') ? disk : remote).size(uri),
      digest: (uri) => (uri.startsWith('file:') ? disk : remote).digest(uri),
      cheapDigest: async (uri) => (uri.startsWith('file:') ? disk.digest(uri) : undefined),
    };
  },
  check: (question, options) => checkInWorker(path.join(__dirname, 'check-worker.cjs'), question, options),
});
connection.listen();

function describe(reason: unknown): string {
  return reason instanceof Error ? (reason.stack ?? reason.message) : String(reason);
}
