import { DataError } from '@unpool/shared/data/data-error.ts';
import type { Io } from './io.ts';
import { UsageError } from './usage.ts';

/** Runs a command that reads what a user has: what can be mistyped, in arguments or data, is told in a line, status 2. */
export async function dataCommand(name: string, io: Io, run: () => Promise<number>): Promise<number> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof UsageError || error instanceof DataError) {
      io.error(`unpool ${name}: ${error.message}\n`);
      return 2;
    }
    throw error;
  }
}
