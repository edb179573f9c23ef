import { compareReport } from '@unpool/shared/report/compare-report.ts';
import { nodeDataFile } from '../check/node-data-file.ts';
import { runCompare } from '../check/run-compare.ts';
import { withMargins } from '../workspace/configured-margins.ts';
import { COMPARE_HELP } from './compare-help.ts';
import { parseCompare } from './compare-options.ts';
import { diskConfigurations } from './configurations.ts';
import { dataCommand } from './data-command.ts';
import { saveEvidence } from './evidence-file.ts';
import { fileRef } from './file-ref.ts';
import type { Io } from './io.ts';
import { printReport, verdictStatus } from './print-report.ts';

/**
 * `unpool compare`. Exit status: 0 done and not violated, 1 violated, 2 unusable input,
 * 3 inconclusive with --fail-on-inconclusive. Never rejects for what a user can mistype.
 */
export function compareCommand(args: readonly string[], io: Io): Promise<number> {
  return dataCommand('compare', io, async (onProgress) => {
    const options = parseCompare(args, (file) => fileRef(file, io.cwd));
    if (options === 'help') {
      io.write(COMPARE_HELP);
      return 0;
    }
    const request = await withMargins(options.request, diskConfigurations(null, io.cwd));
    const result = await runCompare(request, nodeDataFile, { onProgress });
    await printReport(result, compareReport(result), options, io);
    if (options.savesEvidence)
      io.error(`Saved in ${await saveEvidence({ kind: 'compare', request, result }, io.cwd)}\n`);
    return verdictStatus(result.verdict, options);
  });
}
