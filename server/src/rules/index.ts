import { imputedAsObserved } from './imputed-as-observed.ts';
import { naivePooling } from './naive-pooling.ts';
import { originDropped } from './origin-dropped.ts';
import type { Rule } from './rule.ts';
import { significanceGatedPooling } from './significance-gated-pooling.ts';
import { syntheticInTest } from './synthetic-in-test.ts';
import { syntheticOnlyInference } from './synthetic-only-inference.ts';
import { uncalibratedJudge } from './uncalibrated-judge.ts';

export const rules: readonly Rule[] = [
  naivePooling, //
  uncalibratedJudge,
  syntheticInTest,
  syntheticOnlyInference,
  originDropped,
  imputedAsObserved,
  significanceGatedPooling,
];
