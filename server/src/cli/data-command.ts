import { DataError } from '@unpool/shared/data/data-error.ts';
import type { CheckProgress } from '@unpool/shared/protocol/check.ts';
import type { Io } from './io.ts';
import { UsageError } from './usage.ts';

/** Milliseconds of work before it is told how far it is, and between two tellings. */
const PATIENCE = 1000;
const PACE = 100;

/**
 * Runs a command that reads what a user has: what can be mistyped, in arguments or data, is told in a line, status 2.
 * On a terminal, long work tells how far it is.
 */
export async function dataCommand(
  name: string,
  io: Io,
  run: (onProgress: (progress: CheckProgress) => void) => Promise<number>,
): Promise<number> {
  let next = performance.now() + PATIENCE;
  const onProgress = ({ fraction, stage }: CheckProgress) => {
    if (performance.now() > next) {
      next = performance.now() + PACE;
      io.status(`unpool ${name}: ${stage}, ${Math.floor(100 * fraction)} %`);
    }
  };
  try {
    return await run(onProgress);
  } catch (error) {
    if (error instanceof UsageError || error instanceof DataError) {
      io.error(`unpool ${name}: ${error.message}\n`);
      return 2;
    }
    throw error;
  } finally {
    io.status('');
  }
}
