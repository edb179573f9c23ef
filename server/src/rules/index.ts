import { circularCalibration } from './circular-calibration.ts';
import { dependentGenerations } from './dependent-generations.ts';
import { fixedJudgeError } from './fixed-judge-error.ts';
import { imputedAsObserved } from './imputed-as-observed.ts';
import { naivePooling } from './naive-pooling.ts';
import { originDropped } from './origin-dropped.ts';
import type { Rule } from './rule.ts';
import { selfJudging } from './self-judging.ts';
import { significanceGatedPooling } from './significance-gated-pooling.ts';
import { singleOrderJudging } from './single-order-judging.ts';
import { syntheticInTest } from './synthetic-in-test.ts';
import { syntheticOnlyInference } from './synthetic-only-inference.ts';
import { uncalibratedJudge } from './uncalibrated-judge.ts';
import { unusedWeights } from './unused-weights.ts';

export const rules: readonly Rule[] = [
  // one a line
  naivePooling,
  uncalibratedJudge,
  syntheticInTest,
  syntheticOnlyInference,
  originDropped,
  imputedAsObserved,
  significanceGatedPooling,
  selfJudging,
  singleOrderJudging,
  circularCalibration,
  fixedJudgeError,
  dependentGenerations,
  unusedWeights,
];
