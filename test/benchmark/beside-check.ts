import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { CheckAnswer, CheckQuestion } from '@unpool/shared/protocol/question.ts';
import { CancellationTokenSource } from 'vscode-languageserver/node';
import { openFile } from './edit-latency.ts';
import { makeEdits } from './edits.ts';
import { createRandom, type Random } from './random.ts';
import type { Server } from './server.ts';
import type { Workspace } from './workspace.ts';

export interface BesideCheck {
  /** Of both sides of the check together. */
  readonly rows: number;
  /** Milliseconds from an edit to its diagnostics, in turns: while nothing else runs, and while a check does. */
  readonly alone: readonly number[];
  readonly beside: readonly number[];
  /** Milliseconds of each check that came to its end meanwhile. */
  readonly checks: readonly number[];
}

const TURNS = 4;
const WARM_UP = 20;

/** Edits the large file with and without a check of many rows that runs in the server all the while. */
export async function measureBesideCheck(
  server: Server,
  workspace: Workspace,
  count: number,
  rows: number,
): Promise<BesideCheck> {
  const random = createRandom(4);
  const [real, synthetic] = [
    await makeSide(path.join(workspace.folder, 'many_human.csv'), rows / 2, 50, random),
    await makeSide(path.join(workspace.folder, 'many_synthetic.csv'), rows / 2, 52, random),
  ];
  const source = { kind: 'two-sides', real: [real], synthetic: [synthetic] } as const;
  const question: CheckQuestion = { kind: 'compare', request: { source, value: 'score' } };
  const { timed, close } = await openFile(server, workspace);
  const edited = async (edits: number) => {
    const times: number[] = [];
    for (const edit of makeEdits(workspace, edits, random)) times.push(await timed(edit, 0));
    return times;
  };
  await edited(WARM_UP);
  const alone: number[] = [];
  const beside: number[] = [];
  const checks: number[] = [];
  for (let turn = 0; turn < TURNS; turn++) {
    alone.push(...(await edited(count / TURNS)));
    const stop = keepChecking(server, question, checks);
    do beside.push(...(await edited(count / TURNS)));
    while (checks.length <= turn); // all of a check, from reading to the last test
    await stop();
  }
  await close();
  return { rows, alone, beside, checks };
}

/** Checks again and again, as the extension asks for it, until it is stopped in the middle of one. */
function keepChecking({ connection }: Server, question: CheckQuestion, times: number[]): () => Promise<void> {
  const cancellation = new CancellationTokenSource();
  const { token } = cancellation;
  const check = () => connection.sendRequest<CheckAnswer>('unpool/check', { question, progress: 'check' }, token);
  const run = async () => {
    for (let began = performance.now(); !token.isCancellationRequested; began = performance.now()) {
      const answer = await check().catch((error) => {
        if (!token.isCancellationRequested) throw error;
      });
      if (answer?.kind === 'unusable') throw new Error(answer.error.message);
      if (answer) times.push(performance.now() - began);
    }
  };
  const running = run();
  return () => {
    cancellation.cancel();
    return running;
  };
}

const TOPICS = ['alias', 'billing', 'filters', 'password-reset', 'two-factor'];

async function makeSide(file: string, rows: number, centre: number, random: Random) {
  const stream = createWriteStream(file);
  stream.write('id,topic,score\n');
  for (let i = 0; i < rows; i++) {
    const score = (centre + random.below(4000) / 100 - 20).toFixed(2);
    if (!stream.write(`q${i},${random.pick(TOPICS)},${score}\n`)) await once(stream, 'drain');
  }
  stream.end();
  await once(stream, 'close');
  return { name: path.basename(file), uri: pathToFileURL(file).toString() };
}
