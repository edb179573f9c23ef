import { simulateReport } from '@unpool/shared/report/simulate-report.ts';
import { runSimulate } from '../check/run-simulate.ts';
import { dataCommand } from './data-command.ts';
import type { Io } from './io.ts';
import { printReport } from './print-report.ts';
import { SIMULATE_HELP } from './simulate-help.ts';
import { parseSimulate } from './simulate-options.ts';

/** `unpool simulate`. Exit status: 0 done, 2 unusable input. Never rejects for what a user can mistype. */
export function simulateCommand(args: readonly string[], io: Io): Promise<number> {
  return dataCommand('simulate', io, async (onProgress) => {
    const options = parseSimulate(args);
    if (options === 'help') {
      io.write(SIMULATE_HELP);
      return 0;
    }
    const result = runSimulate(options.request, { onProgress });
    await printReport(result, simulateReport(result), options, io);
    return 0;
  });
}
