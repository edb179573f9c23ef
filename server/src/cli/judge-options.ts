import type { DataFileRef } from '@unpool/shared/protocol/check.ts';
import type { JudgeRequest } from '@unpool/shared/protocol/judge.ts';
import { numberOf, parseOptions, REPORT_OPTIONS, type ReportOptions, reportOptions } from './report-options.ts';
import { UsageError } from './usage.ts';

export interface JudgeOptions extends ReportOptions {
  readonly request: JudgeRequest;
  readonly savesEvidence: boolean;
}

const OPTIONS = {
  human: { type: 'string' },
  judge: { type: 'string' },
  cluster: { type: 'string' },
  stratum: { type: 'string' },
  margin: { type: 'string' },
  'half-width': { type: 'string' },
  alpha: { type: 'string' },
  seed: { type: 'string' },
  'save-evidence': { type: 'boolean' },
  ...REPORT_OPTIONS,
} as const;

/** The arguments of `unpool judge`. Throws a UsageError that says what to type instead. */
export function parseJudge(args: readonly string[], file: (name: string) => DataFileRef): JudgeOptions | 'help' {
  const { values, positionals } = parseOptions(args, OPTIONS);
  if (values.help === true) {
    return 'help';
  }
  if (positionals.length < 1 || positionals.length > 2) {
    throw new UsageError(
      `expected one file, or two: labelled rows and unlabelled rows; got ${positionals.length}. See unpool judge --help`,
    );
  }
  const { human, judge, cluster, stratum, margin, alpha, seed } = values;
  const halfWidth = values['half-width'];
  // Nothing here is random; a seed that is no number is still a slip.
  if (seed !== undefined) {
    numberOf('seed', seed);
  }
  return {
    request: {
      data: positionals.map(file),
      ...(human !== undefined && { human }),
      ...(judge !== undefined && { judge }),
      ...(cluster !== undefined && { cluster }),
      ...(stratum !== undefined && { stratum }),
      ...(margin !== undefined && { margin: numberOf('margin', margin) }),
      ...(alpha !== undefined && { alpha: numberOf('alpha', alpha) }),
      ...(halfWidth !== undefined && { halfWidth: numberOf('half-width', halfWidth) }),
    },
    savesEvidence: values['save-evidence'] === true,
    ...reportOptions(values),
  };
}
