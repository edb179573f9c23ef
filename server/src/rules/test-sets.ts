import { COMPARED, SPLIT_TEST, TOTAL } from '../provenance/marks.ts';
import { words } from '../provenance/names.ts';
import { has, POOLED_UNITS } from '../provenance/origins.ts';
import { hasCause } from '../provenance/trace.ts';
import { dataMarks, dataOrigins, type Value } from '../provenance/value.ts';
import type { MeasuredPool } from './naive-pooling.ts';
import type { Observations } from './rule.ts';

/**
 * In TypeScript nobody calls a function that splits: a test set is what a name or a file says is one. A score of it is a
 * share, or a mean, of what came out right; a mean of what the rows hold themselves is about the rows.
 */
export const isScoreOfTestSet = ({ value }: MeasuredPool, { language }: Observations): boolean =>
  language === 'typescript' &&
  has(dataOrigins(value), POOLED_UNITS) &&
  (dataMarks(value) & (COMPARED | TOTAL)) !== 0 &&
  isTestSet(value);

const isTestSet = (value: Value): boolean =>
  (dataMarks(value) & SPLIT_TEST) !== 0 || hasCause(value, ({ file }) => file !== undefined && namesTestSet(file));

const TEST_SET = /^(?:tests?|test_?set|goldens?|gold|evals?|eval_?set|bench|benchmarks?|holdout|validation)$/;

const namesTestSet = (file: string): boolean => words(file).some((word) => TEST_SET.test(word));
