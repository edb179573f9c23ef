import { circularCalibration } from './circular-calibration.ts';
import { fixedJudgeError } from './fixed-judge-error.ts';
import { naivePooling } from './naive-pooling.ts';
import type { Rule } from './rule.ts';
import { selfJudging } from './self-judging.ts';
import { singleOrderJudging } from './single-order-judging.ts';
import { syntheticInTest } from './synthetic-in-test.ts';
import { uncalibratedJudge } from './uncalibrated-judge.ts';

export const rules: readonly Rule[] = [
  // one a line
  naivePooling,
  uncalibratedJudge,
  syntheticInTest,
  selfJudging,
  singleOrderJudging,
  circularCalibration,
  fixedJudgeError,
];
