import {
  type CancellationToken,
  CodeLensRefreshRequest,
  type Connection,
  type Diagnostic,
  type DocumentDiagnosticReport,
  DocumentDiagnosticReportKind,
  LSPErrorCodes,
  ResponseError,
} from 'vscode-languageserver';
import type { Analysis } from '../analysis.ts';
import { isHome } from '../configuration/homes.ts';
import type { Analyses } from './analyses.ts';
import type { Buffers } from './buffers.ts';
import type { ClientFeatures } from './client-features.ts';
import { diagnosticsByText, storedDiagnostics } from './diagnostics.ts';
import type { FindDocument } from './positions.ts';
import type { AnalyseStored } from './stored-analysis.ts';
import { PAUSE_IN_COMMENT, Typing } from './typing.ts';

/** Schemes whose texts are pulled. Notebook cells are left out: clients pull them one by one, and slowly. */
export const PULLED_SCHEMES = ['file', 'untitled', 'vscode-vfs', 'vscode-remote', 'vscode-test-web'];

/**
 * How long typing must pause (ms) before the documents that may depend on an edited one are analysed. The document
 * itself is at once: while somebody types on, the newest text wins.
 */
const PAUSE_OTHERS = 400;

/** Key of the timer that no single document owns. */
const OTHERS = '';

/**
 * The one place that diagnostics leave by. It has two faces: texts are pulled by clients that can, and all else is
 * pushed; the cells of a notebook are always pushed together.
 */
export interface Publisher {
  pull(textUri: string, previous: string | undefined, token: CancellationToken): Promise<DocumentDiagnosticReport>;
  /** Looks at every open document again, after something outside of them changed. */
  refresh(): Promise<void>;
  /** Shows the findings of a file that is not open; null clears them. */
  showStored(uri: string, analysis: Analysis | null): Promise<void>;
  /** Looks at a file again that is not open, if its findings are shown. */
  showAgain(uri: string): Promise<void>;
  dispose(): void;
}

export function createPublisher(
  connection: Connection,
  buffers: Buffers,
  analyses: Analyses,
  analyseStored: AnalyseStored,
  client: () => ClientFeatures,
  find: FindDocument,
): Publisher {
  const pushed = new Map<string, Map<string, Diagnostic[]>>();
  /** Files that were checked without being open: their findings stay when a look at them ends. */
  const checked = new Set<string>();
  const pulled = new Map<string, { id: string; content: string }>();
  const timers = new Map<string, NodeJS.Timeout>();
  const typing = new Typing();
  let nextId = 1;

  const isPulled = (uri: string) =>
    client().pullsDiagnostics && !buffers.isNotebook(uri) && PULLED_SCHEMES.includes(uri.slice(0, uri.indexOf(':')));

  const newestDiagnostics = async (uri: string): Promise<Map<string, Diagnostic[]>> => {
    const snapshot = await analyses.newest(uri);
    if (!snapshot) return new Map();
    const { findings, waits } = typing.settled(snapshot.analysis, snapshot.revision);
    if (waits) later(`${uri} typing`, PAUSE_IN_COMMENT, () => refresh());
    return diagnosticsByText({ ...snapshot.analysis, findings }, snapshot.revision, client(), find);
  };

  /** Sends what differs from what the client shows, every text of the document at once. */
  const send = async (uri: string, byText: Map<string, Diagnostic[]>) => {
    const before = pushed.get(uri) ?? new Map<string, Diagnostic[]>();
    if (byText.size) pushed.set(uri, byText);
    else pushed.delete(uri);
    if (JSON.stringify([...before]) === JSON.stringify([...byText])) return;
    const texts = new Set([...before.keys(), ...byText.keys()]);
    for (const text of texts) await connection.sendDiagnostics({ uri: text, diagnostics: byText.get(text) ?? [] });
  };

  const sendStored = async (uri: string, analysis: Analysis | null) => {
    if (buffers.document(uri)) return;
    await send(uri, analysis ? await storedDiagnostics(analysis, client(), find) : new Map<string, Diagnostic[]>());
  };

  const showAgain = async (uri: string) => {
    const analysis = await analyseStored(uri).catch(() => undefined); // it may be gone by now
    await sendStored(uri, analysis && analysis !== 'off' ? analysis : null);
  };

  const push = async (uri: string) => {
    const revision = buffers.revision(uri);
    const byText = await newestDiagnostics(uri);
    if (buffers.document(uri) && buffers.revision(uri) === revision) await send(uri, byText);
  };

  /** The report's id stays while its content does, so that a client that has it need not get it again. */
  const report = async (uri: string) => {
    const items = (await newestDiagnostics(uri)).get(uri) ?? [];
    const content = JSON.stringify(items);
    const last = pulled.get(uri);
    if (last?.content === content) return { id: last.id, items };
    const id = String(nextId++);
    pulled.set(uri, { id, content });
    return { id, items };
  };

  const refresh = async (except?: string) => {
    let stale = false;
    for (const uri of buffers.documents()) {
      if (uri === except) continue;
      if (!isPulled(uri)) await push(uri);
      else if (pulled.has(uri)) stale = pulled.get(uri)?.id !== (await report(uri)).id || stale;
    }
    if (stale) await connection.languages.diagnostics.refresh();
    if (client().refreshesLenses) await connection.sendRequest(CodeLensRefreshRequest.type); // they speak of the same
  };

  const later = (key: string, delay: number, work: () => Promise<void>) => {
    clearTimeout(timers.get(key));
    const run = () => {
      timers.delete(key);
      work().catch((error) => connection.console.error(`Unpool could not publish its findings: ${error.message}`));
    };
    timers.set(key, setTimeout(run, delay));
  };

  buffers.onDidChange((uri) => {
    if (isHome(uri)) return later(OTHERS, PAUSE_OTHERS, () => refresh());
    if (!isPulled(uri)) later(uri, 0, () => push(uri));
    else if (pushed.has(uri)) later(uri, 0, () => send(uri, new Map())); // shown while it was closed; now it is pulled
    later(OTHERS, PAUSE_OTHERS, () => refresh(uri));
  });
  buffers.onDidClose((uri) => {
    clearTimeout(timers.get(uri));
    timers.delete(uri);
    pulled.delete(uri);
    typing.forget(uri);
    later(uri, 0, () => (checked.has(uri) ? showAgain(uri) : send(uri, new Map())));
    later(OTHERS, PAUSE_OTHERS, () => refresh());
  });

  return {
    async pull(textUri, previous, token) {
      const uri = buffers.documentOf(textUri);
      if (!uri || !isPulled(uri)) return { kind: DocumentDiagnosticReportKind.Full, items: [] };
      if (token.isCancellationRequested)
        throw new ResponseError(LSPErrorCodes.RequestCancelled, 'Newer text is coming');
      const { id, items } = await report(uri);
      if (id === previous) return { kind: DocumentDiagnosticReportKind.Unchanged, resultId: id };
      return { kind: DocumentDiagnosticReportKind.Full, resultId: id, items };
    },
    refresh: () => refresh(),
    async showStored(uri, analysis) {
      if (analysis) checked.add(uri);
      else checked.delete(uri);
      await sendStored(uri, analysis);
    },
    async showAgain(uri) {
      if (checked.has(uri)) await showAgain(uri);
    },
    dispose() {
      for (const timer of timers.values()) clearTimeout(timer);
    },
  };
}
