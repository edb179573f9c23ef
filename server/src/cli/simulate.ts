import { simulateReport } from '@unpool/shared/report/simulate-report.ts';
import { runSimulate } from '../check/run-simulate.ts';
import type { Io } from './io.ts';
import { printReport } from './print-report.ts';
import { SIMULATE_HELP } from './simulate-help.ts';
import { parseSimulate } from './simulate-options.ts';
import { UsageError } from './usage.ts';

/** `unpool simulate`. Exit status: 0 done, 2 unusable input. Never rejects for what a user can mistype. */
export async function simulateCommand(args: readonly string[], io: Io): Promise<number> {
  try {
    const options = parseSimulate(args);
    if (options === 'help') {
      io.write(SIMULATE_HELP);
      return 0;
    }
    const result = runSimulate(options.request);
    await printReport(result, simulateReport(result), options, io);
    return 0;
  } catch (error) {
    if (error instanceof UsageError) {
      io.error(`unpool simulate: ${error.message}\n`);
      return 2;
    }
    throw error;
  }
}
