import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import type { DocumentDiagnosticReport } from 'vscode-languageserver/node';
import { type Edit, makeEdits } from './edits.ts';
import { createRandom } from './random.ts';
import type { Server } from './server.ts';
import type { Workspace } from './workspace.ts';

export interface EditLatency {
  readonly findings: number;
  /** Milliseconds from `didChange` to the answer of the pull that follows at once. */
  readonly edit: readonly number[];
  /** CPU milliseconds of the server for one of them. */
  readonly cpu: number;
  /** Milliseconds from a pull to its answer when typing has paused before: the work, without what the server waits. */
  readonly paused: readonly number[];
}

/** The large file, open. */
export interface OpenFile {
  readonly findings: number;
  /** Makes an edit, waits for a pause (ms) if there is one, and pulls: the milliseconds until the answer. */
  timed(edit: Edit, pause: number): Promise<number>;
  close(): Promise<void>;
}

/** Longer than the server waits for more typing, shorter than it waits to look at the other documents. */
const PAUSE = 200;
const PAUSED_EDITS = 40;
const WARM_UP = 10;

export async function openFile({ connection }: Server, { language, evaluation }: Workspace): Promise<OpenFile> {
  const uri = pathToFileURL(evaluation.file).toString();
  let version = 1;
  const change = ({ range, text }: Edit) =>
    connection.sendNotification('textDocument/didChange', {
      textDocument: { uri, version: ++version },
      contentChanges: [{ range, text }],
    });
  const pull = () =>
    connection.sendRequest<DocumentDiagnosticReport>('textDocument/diagnostic', { textDocument: { uri } });
  await connection.sendNotification('textDocument/didOpen', {
    textDocument: { uri, languageId: language, version, text: evaluation.text },
  });
  const first = await pull();
  const findings = first.kind === 'full' ? first.items.length : 0;
  if (findings === 0) throw new Error('the generated file has no findings: the server did not analyse it');
  return {
    findings,
    async timed(edit, pause) {
      let began = performance.now();
      await change(edit);
      if (pause) {
        await sleep(pause);
        began = performance.now();
      }
      await pull();
      return performance.now() - began;
    },
    close: () => connection.sendNotification('textDocument/didClose', { textDocument: { uri } }),
  };
}

/** Opens the large file and edits it as a person does, one edit after the other. */
export async function measureEdits(server: Server, workspace: Workspace, count: number): Promise<EditLatency> {
  const { findings, timed, close } = await openFile(server, workspace);
  const random = createRandom(2);
  const measured = async (edits: readonly Edit[], pause: number) => {
    const times: number[] = [];
    for (const edit of edits) times.push(await timed(edit, pause));
    return times;
  };
  await measured(makeEdits(workspace, WARM_UP, random), 0);
  const before = server.cpu();
  const edit = await measured(makeEdits(workspace, count, random), 0);
  const cpu = ((server.cpu() - before) * 1000) / count;
  const paused = await measured(makeEdits(workspace, Math.min(Math.ceil(count / 2), PAUSED_EDITS), random), PAUSE);
  await close();
  return { findings, edit, cpu, paused };
}
