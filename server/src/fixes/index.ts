import type { Fix } from '@unpool/shared/protocol/finding.ts';
import { calibrateJudge } from './calibrate-judge.ts';
import { estimateOnReal } from './estimate-on-real.ts';
import type { FixContext } from './fix-context.ts';
import { nameCalibration, otherGrader } from './promptfoo.ts';
import { resampleInFolds } from './resample-in-folds.ts';
import { splitFirst } from './split-first.ts';
import { suppress } from './suppress.ts';
import { repairsInTypeScript } from './typescript/index.ts';

const repairs = [estimateOnReal, calibrateJudge, splitFirst, resampleInFolds, otherGrader, nameCalibration] as const;

/** Corrections for a finding: what repairs it first, then what silences it. */
export function fixesFor(context: FixContext): readonly Fix[] {
  const { report, document } = context;
  // what another module computes is repaired there
  const found = report.isElsewhere ? [] : repairsOf(context);
  // JSON has no comments
  return document.uri.endsWith('.json') ? found : [...found, suppress(context)];
}

const repairsOf = (context: FixContext): readonly Fix[] =>
  context.module.language === 'typescript'
    ? repairsInTypeScript(context)
    : repairs.flatMap((repair) => repair(context) ?? []);
