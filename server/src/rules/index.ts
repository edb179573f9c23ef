import { naivePooling } from './naive-pooling.ts';
import type { Rule } from './rule.ts';
import { selfJudging } from './self-judging.ts';
import { syntheticInTest } from './synthetic-in-test.ts';
import { uncalibratedJudge } from './uncalibrated-judge.ts';

export const rules: readonly Rule[] = [naivePooling, uncalibratedJudge, syntheticInTest, selfJudging];
