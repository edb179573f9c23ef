import type { RuleId } from '@unpool/shared/protocol/finding.ts';
import { WATCHED_FILES } from '@unpool/shared/protocol/requests.ts';
import {
  CodeActionRequest,
  type Connection,
  DidChangeWatchedFilesNotification,
  type InitializeParams,
} from 'vscode-languageserver';
import type { Analyser, Assets, CreateAnalyser } from '../analysis.ts';
import type { Check, InWorkerOptions } from '../check/in-worker.ts';
import type { WorkerQuestion, WorkerResult } from '../check/messages.ts';
import { isHome } from '../configuration/homes.ts';
import { EvidenceStore } from '../evidence/evidence-store.ts';
import { isEvidence } from '../evidence/paths.ts';
import { NumbersInTime } from '../numbers/numbers-in-time.ts';
import { PooledFiles } from '../numbers/pooled-files.ts';
import { Configurations } from '../workspace/configurations.ts';
import type { SourceDocument } from '../workspace/document.ts';
import { createWorkspace, type Files } from '../workspace/stored.ts';
import { createAnalyses } from './analyses.ts';
import { createBuffers } from './buffers.ts';
import { serverCapabilities } from './capabilities.ts';
import { answerChecks } from './checks.ts';
import { type ClientFeatures, clientFeatures } from './client-features.ts';
import { createCodeActions } from './code-actions.ts';
import { codeLenses } from './code-lenses.ts';
import { configurationCompletions, configurationHover } from './configuration-help.ts';
import { publishConfigurationProblems } from './configuration-problems.ts';
import { answerEvidence } from './evidence.ts';
import { publishEvidenceProblems } from './evidence-problems.ts';
import { answerFileFindings } from './file-findings.ts';
import { OTHER_CELLS } from './fix-all.ts';
import { createFolders } from './folders.ts';
import { hover } from './hover.ts';
import { answerLineage } from './lineage.ts';
import { createPublisher } from './publisher.ts';
import { answerRepairFiles } from './repair-files.ts';
import { answerRequests } from './requests.ts';
import { createSettings } from './settings.ts';
import { createStatus } from './status.ts';
import { createAnalyseText, createStoredAnalysis } from './stored-analysis.ts';

/** What only an entry knows: how its host reads files, finds its own assets and computes beside the main thread. */
export interface Host {
  createAnalyser: CreateAnalyser;
  assets(params: InitializeParams): Assets;
  /** Markdown of a rule's page. */
  page(rule: RuleId, params: InitializeParams): Promise<string>;
  /** `folders` are the only ones that may be read. */
  files(folders: () => readonly string[]): Files;
  /** Runs a check beside the main thread; files whose contents are not given are the host's to read. */
  check(question: WorkerQuestion, options: InWorkerOptions, params: InitializeParams): Promise<WorkerResult>;
}

const PREPARING = 'The server was asked before it was initialized';

/** Wires the features to a connection. The caller calls `connection.listen()`. */
export function startServer(connection: Connection, host: Host): void {
  let client: ClientFeatures | undefined;
  let params: InitializeParams | undefined;
  const features = () => {
    if (!client) throw new Error(PREPARING);
    return client;
  };
  const initialized = () => {
    if (!params) throw new Error(PREPARING);
    return params;
  };

  const buffers = createBuffers(connection);
  const folders = createFolders(connection, buffers, () => {
    configurations.forget();
    evidence.forget();
    numbers.filesChanged(null);
    analyses.invalidate();
    void publisher.refresh();
  });
  const files = host.files(folders.readable);
  const configurations = new Configurations({
    files,
    openText: buffers.text,
    isTop: (folder) => folders.workspace().includes(folder),
  });
  const evidence = new EvidenceStore({
    files,
    openText: buffers.text,
    isTop: (folder) => folders.workspace().includes(folder),
  });
  publishConfigurationProblems(connection, configurations, buffers);
  publishEvidenceProblems(connection, evidence, buffers);
  const check: Check = (question, options) => host.check(question, options, initialized());
  const pooled = new PooledFiles(files, folders.workspace, check);
  const numbers = new NumbersInTime(
    (...asked) => pooled.of(...asked),
    async (documents) => {
      for (const uri of documents) analyses.invalidateOnly(uri);
      await publisher.refresh();
      for (const uri of documents) await publisher.showAgain(uri);
    },
  );
  const workspace = createWorkspace(
    folders.workspace,
    buffers.document,
    files,
    configurations,
    evidence,
    async (subject, document) => numbers.of(subject, document),
    buffers.text,
  );
  const find = (uri: string) => workspace.document(uri);
  /** Also a file that is no code: a repair may change it, too. */
  const findAny = async (uri: string) =>
    (await find(uri)) ?? textDocument(uri, buffers.text(uri) ?? (await files.read(uri)));
  const settings = createSettings(connection, features);
  const analyser = once(() => host.createAnalyser(workspace, host.assets(initialized())));
  const analyses = createAnalyses(buffers, settings, configurations, analyser, createStatus(connection, features));
  const analyseText = createAnalyseText(settings, analyser);
  const analyseStored = createStoredAnalysis(workspace, settings, analyseText);
  const publisher = createPublisher(connection, buffers, analyses, analyseStored, features, find);
  const actions = createCodeActions(buffers, analyses, features, findAny, evidence, analyseText);

  /** Null: nobody knows which files changed. */
  const forgetStored = async (changed: readonly string[] | null) => {
    configurations.forget();
    evidence.forget();
    numbers.filesChanged(changed);
    (await analyser()).filesChanged();
    analyses.invalidate();
  };

  connection.onInitialize((received) => {
    params = received;
    client = clientFeatures(received);
    folders.start(received, client);
    return { capabilities: serverCapabilities(client), serverInfo: { name: 'unpool' } };
  });
  connection.languages.diagnostics.on(({ textDocument, previousResultId }, token) =>
    publisher.pull(textDocument.uri, previousResultId, token),
  );
  connection.onCodeAction((request) => actions.list(request));
  connection.onCodeActionResolve((action) => actions.resolve(action));
  connection.onHover((request) =>
    isHome(request.textDocument.uri)
      ? configurationHover(request, buffers)
      : hover(request, buffers, analyses, features(), find),
  );
  connection.onCodeLens((request) => codeLenses(request, buffers, analyses, settings, evidence));
  connection.onCompletion((request) => configurationCompletions(request, buffers));
  settings.onDidChange(() => void publisher.refresh());
  // one handler only: a second one would take its place
  connection.onInitialized(async () => {
    folders.initialized();
    await settings.initialized();
    if (features().isExtension) await connection.client.register(CodeActionRequest.type, OTHER_CELLS);
    if (!features().watchesFiles) return;
    // one pattern each: eglot 1.9 refuses a star within braces, and then watches nothing
    const watchers = WATCHED_FILES.map((name) => ({ globPattern: `**/${name}` }));
    await connection.client.register(DidChangeWatchedFilesNotification.type, { watchers });
  });
  connection.onDidChangeWatchedFiles(async ({ changes }) => {
    await forgetStored(changes.map(({ uri }) => uri));
    for (const { uri } of changes) {
      if (isHome(uri)) await configurations.at(uri); // tells of what is wrong there now
      if (isEvidence(uri)) await evidence.at(uri);
    }
    for (const { uri } of changes) await publisher.showStored(uri, null); // what was found there may be gone
    await publisher.refresh();
  });
  buffers.onDidSave(async () => {
    if (features().tellsOfFiles) return;
    await forgetStored(null);
    await publisher.refresh();
  });
  connection.onShutdown(() => publisher.dispose());
  answerRequests(connection, {
    analyses,
    publisher,
    analyseStored,
    page: (rule) => host.page(rule, initialized()),
  });
  answerRepairFiles(connection, analyseStored, analyseText);
  answerFileFindings(connection, analyseStored, numbers, find);
  answerLineage(connection, buffers, analyses, find);
  answerEvidence(connection, files, evidence);
  answerChecks(connection, files, configurations, check);
}

function textDocument(uri: string, content: string | Uint8Array | undefined): SourceDocument | undefined {
  if (content === undefined) return undefined;
  const text = typeof content === 'string' ? content : new TextDecoder().decode(content);
  return { uri, language: null, units: [{ uri, cell: null, text, version: null }] };
}

/** Creates on first use; a failure is not kept, so that the next use tries again. */
function once(create: () => Promise<Analyser>): () => Promise<Analyser> {
  let created: Promise<Analyser> | undefined;
  return () => {
    created ??= create().catch((error) => {
      created = undefined;
      throw error;
    });
    return created;
  };
}
