import type { Fix } from '@unpool/shared/protocol/finding.ts';
import { type FixContext, isWorkedOutElsewhere } from '../fix-context.ts';
import { sayNobodyWasAsked } from '../say-nobody-was-asked.ts';
import { judgeBothOrders } from './both-orders.ts';
import { averageByPrompt, clusterByPrompt } from './by-prompt.ts';
import { calibrateScorers } from './calibrate-scorers.ts';
import { carryLabels } from './carry-labels.ts';
import { clusterSpread } from './cluster-spread.ts';
import { correctByFile } from './correct-by-file.ts';
import { drawLabels } from './draw-labels.ts';
import { showEquivalence } from './equivalence.ts';
import { countJudgeError } from './judge-error.ts';
import { countJudgeErrorByFile } from './judge-error-by-file.ts';
import { keepOrigin } from './keep-origin.ts';
import { leaveSyntheticOut } from './leave-synthetic-out.ts';
import { bothVerdicts } from './letter-verdicts.ts';
import { withMeansElsewhere } from './mean-elsewhere.ts';
import { observedRows } from './observed-rows.ts';
import { judgeOrdersInLoop } from './orders-in-loop.ts';
import { otherJudge } from './other-judge.ts';
import { passWeights } from './pass-weights.ts';
import { realRowsOnly, reportByOrigin, weightToReal } from './real-rows-only.ts';
import { withPackage } from './required.ts';
import { sharesOfPrompts } from './shares-of-prompts.ts';
import { splitLabels } from './split-labels.ts';
import { splitReal } from './split-real.ts';

const repairs = [
  carryLabels,
  drawLabels,
  correctByFile,
  calibrateScorers,
  realRowsOnly,
  leaveSyntheticOut,
  reportByOrigin,
  weightToReal,
  splitReal,
  splitLabels,
  observedRows,
  passWeights,
  keepOrigin,
  showEquivalence,
  countJudgeError,
  countJudgeErrorByFile,
  otherJudge,
  judgeBothOrders,
  bothVerdicts,
  judgeOrdersInLoop,
  clusterByPrompt,
  averageByPrompt,
  clusterSpread,
  sharesOfPrompts,
  sayNobodyWasAsked,
] as const;

/** What repairs a finding in TypeScript or JavaScript. */
export function repairsInTypeScript(given: FixContext): readonly Fix[] {
  const context = withMeansElsewhere(given);
  if (isWorkedOutElsewhere(context)) return [];
  return repairs.flatMap((repair) => {
    const fix = repair(context);
    return fix ? withPackage(context, fix) : [];
  });
}
