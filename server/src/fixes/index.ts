import type { Fix } from '@unpool/shared/protocol/finding.ts';
import { judgeBothOrders } from './both-orders.ts';
import { averageByPrompt } from './by-prompt.ts';
import { calibrateJudge } from './calibrate-judge.ts';
import { carryJudgeError } from './carry-judge-error.ts';
import { completeCases } from './complete-cases.ts';
import { takeRealRows, testEquivalence } from './equivalence-test.ts';
import { estimateOnReal } from './estimate-on-real.ts';
import type { FixContext } from './fix-context.ts';
import { keepOrigin } from './keep-origin.ts';
import { labelSample } from './label-sample.ts';
import { observedAndPredicted } from './observed-and-predicted.ts';
import { otherJudge } from './other-judge.ts';
import { passWeights } from './pass-weights.ts';
import { nameCalibration, otherGrader } from './promptfoo.ts';
import { reportByOrigin } from './report-by-origin.ts';
import { resampleInFolds } from './resample-in-folds.ts';
import { askRealRows, sayNobodyWasAsked } from './say-nobody-was-asked.ts';
import { splitBeforeGenerator } from './split-before-generator.ts';
import { splitFirst } from './split-first.ts';
import { splitLabels } from './split-labels.ts';
import { suppress } from './suppress.ts';
import { testOnReal } from './test-on-real.ts';
import { repairsInTypeScript } from './typescript/index.ts';
import { weighByCovariates } from './weigh-by-covariates.ts';

const repairs = [
  estimateOnReal,
  completeCases,
  askRealRows,
  sayNobodyWasAsked,
  testEquivalence,
  takeRealRows,
  keepOrigin,
  passWeights,
  observedAndPredicted,
  reportByOrigin,
  weighByCovariates,
  calibrateJudge,
  labelSample,
  carryJudgeError,
  splitLabels,
  splitFirst,
  resampleInFolds,
  testOnReal,
  splitBeforeGenerator,
  otherJudge,
  averageByPrompt,
  judgeBothOrders,
  otherGrader,
  nameCalibration,
] as const;

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
