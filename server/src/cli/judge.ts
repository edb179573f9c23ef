import { judgeReport } from '@unpool/shared/report/judge-report.ts';
import { nodeDataFile } from '../check/node-data-file.ts';
import { runJudge } from '../check/run-judge.ts';
import { dataCommand } from './data-command.ts';
import { saveEvidence } from './evidence-file.ts';
import { fileRef } from './file-ref.ts';
import type { Io } from './io.ts';
import { JUDGE_HELP } from './judge-help.ts';
import { parseJudge } from './judge-options.ts';
import { printReport, verdictStatus } from './print-report.ts';

/**
 * `unpool judge`. Exit status: 0 done and not violated, 1 violated, 2 unusable input,
 * 3 inconclusive with --fail-on-inconclusive. Never rejects for what a user can mistype.
 */
export function judgeCommand(args: readonly string[], io: Io): Promise<number> {
  return dataCommand('judge', io, async (onProgress) => {
    const options = parseJudge(args, (file) => fileRef(file, io.cwd));
    if (options === 'help') {
      io.write(JUDGE_HELP);
      return 0;
    }
    const result = await runJudge(options.request, nodeDataFile, { onProgress });
    await printReport(result, judgeReport(result), options, io);
    if (options.savesEvidence) {
      const check = { kind: 'judge', request: options.request, result } as const;
      io.error(`Saved in ${await saveEvidence(check, io.cwd)}\n`);
    }
    return verdictStatus(result.verdict, options);
  });
}
