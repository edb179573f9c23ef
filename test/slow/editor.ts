import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { Program } from './debian-editors.ts';

export const DEADLINE = 30_000;

/** A finding as an editor holds it. */
export interface Listed {
  readonly line: number;
  readonly rule: string;
  readonly message: string;
  /** The text that it marks. */
  readonly code: string;
}

/** An editor that runs as its user has set it up, in a folder. What it is asked to show has come when the promise resolves. */
export interface Editor {
  open(file: string): Promise<void>;
  /** Back to a file that is open. */
  switchTo(file: string): Promise<void>;
  /** Of the file in front. */
  findings(): Promise<readonly Listed[]>;
  text(): Promise<string>;
  save(): Promise<void>;
  replace(from: string, to: string): Promise<void>;
  /** Types at the cursor. */
  write(text: string): Promise<void>;
  /** Completes what was just typed. */
  complete(): Promise<void>;
  goToFinding(): Promise<void>;
  /** What is shown of the value at the cursor. */
  hover(): Promise<string>;
  /** Chooses the first code action at the cursor. */
  repair(): Promise<void>;
  rulePage(): Promise<string>;
  /** The steps to the findings of a file, a line each. */
  trace(): Promise<string>;
  /** Goes to the first of these steps. The line is then that of the cursor. */
  goToStep(): Promise<void>;
  line(): Promise<number>;
  stop(): Promise<void>;
}

const run = promisify(execFile);

/** Runs a program to its end. What it printed comes from wherever it printed: Neovim 0.7 answers on stderr. @throws Error */
export async function output({ command, args, env }: Program, ...more: readonly string[]): Promise<string> {
  const options = { env: { ...process.env, ...env }, timeout: DEADLINE, maxBuffer: 1e8 };
  const { stdout, stderr } = await run(command, [...args, ...more], options);
  return stdout || stderr;
}

/** Starts an editor; `log` is what it printed so far. */
export function launch({ command, args, env }: Program, folder: string, ...more: readonly string[]) {
  const child = spawn(command, [...args, ...more], { cwd: folder, env: { ...process.env, ...env } });
  child.stdin.end();
  process.on('exit', () => child.kill('SIGKILL')); // also where its start, or the test, broke off
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (printed += chunk));
  return { child, log: () => printed };
}

const isRunning = ({ exitCode, signalCode }: ChildProcess) => exitCode === null && signalCode === null;

/** Waits until an editor has ended, and ends it where it doesn't. */
export async function ended(child: ChildProcess): Promise<void> {
  for (const end = Date.now() + 5000; isRunning(child) && Date.now() < end; ) await sleep(20);
  child.kill('SIGKILL');
}

/** Asks again and again for a value that is as wanted. @throws Error with the last one, after the deadline */
export async function until<Value>(
  ask: () => Promise<Value>,
  isWanted: (value: Value) => boolean,
  what: string,
): Promise<Value> {
  for (const end = Date.now() + DEADLINE; ; await sleep(50)) {
    const value = await ask();
    if (isWanted(value)) return value;
    if (Date.now() > end) throw new Error(`${what}: still ${JSON.stringify(value)}`);
  }
}
