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

/** Longer than the server waits for more typing, shorter than it waits to look at the other documents. */
const PAUSE = 200;
const PAUSED_EDITS = 40;
const WARM_UP = 10;

/** Opens the large file and edits it as a person does, one edit after the other. */
export async function measureEdits(server: Server, { evaluation }: Workspace, count: number): Promise<EditLatency> {
  const { connection } = server;
  const uri = pathToFileURL(evaluation.file).toString();
  let version = 1;
  const change = ({ range, text }: Edit) =>
    connection.sendNotification('textDocument/didChange', {
      textDocument: { uri, version: ++version },
      contentChanges: [{ range, text }],
    });
  const pull = () =>
    connection.sendRequest<DocumentDiagnosticReport>('textDocument/diagnostic', { textDocument: { uri } });
  const timed = async (edit: Edit, pause: number) => {
    let began = performance.now();
    await change(edit);
    if (pause) {
      await sleep(pause);
      began = performance.now();
    }
    await pull();
    return performance.now() - began;
  };

  await connection.sendNotification('textDocument/didOpen', {
    textDocument: { uri, languageId: 'python', version, text: evaluation.text },
  });
  const first = await pull();
  const findings = first.kind === 'full' ? first.items.length : 0;
  if (findings === 0) throw new Error('the generated file has no findings: the server did not analyse it');

  const random = createRandom(2);
  const measured = async (edits: readonly Edit[], pause: number) => {
    const times: number[] = [];
    for (const edit of edits) times.push(await timed(edit, pause));
    return times;
  };
  await measured(makeEdits(evaluation.text, WARM_UP, random), 0);
  const before = server.cpu();
  const edit = await measured(makeEdits(evaluation.text, count, random), 0);
  const cpu = ((server.cpu() - before) * 1000) / count;
  const paused = await measured(
    makeEdits(evaluation.text, Math.min(Math.ceil(count / 2), PAUSED_EDITS), random),
    PAUSE,
  );
  await connection.sendNotification('textDocument/didClose', { textDocument: { uri } });
  return { findings, edit, cpu, paused };
}
