import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';

/** What a program used, its children included: seconds, and MB of memory at the most. */
export interface Usage {
  readonly cpu: number;
  readonly wall: number;
  readonly peak: number;
}

export interface Run extends Usage {
  readonly status: number;
  readonly out: string;
  readonly error: string;
}

const MINUTES = 15;

/** Runs a program to its end. Node tells no child's usage, so Python asks the system. */
export async function runMeasured(command: readonly string[], cwd: string, scratch: string): Promise<Run> {
  const report = path.join(scratch, 'usage.json');
  const child = spawn('python3', [path.join(import.meta.dirname, 'usage.py'), report, ...command], {
    cwd,
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: MINUTES * 60_000,
  });
  const out: Buffer[] = [];
  const error: Buffer[] = [];
  child.stdout.on('data', (chunk) => out.push(chunk));
  child.stderr.on('data', (chunk) => error.push(chunk));
  const status = await new Promise<number | null>((resolve, reject) => child.on('error', reject).on('close', resolve));
  const errorText = Buffer.concat(error).toString();
  if (status !== 0) throw new Error(`${command.slice(0, 2).join(' ')} came to no end: ${errorText}`);
  const used: Usage & { status: number } = JSON.parse(readFileSync(report, 'utf8'));
  return { ...used, out: Buffer.concat(out).toString(), error: errorText };
}
