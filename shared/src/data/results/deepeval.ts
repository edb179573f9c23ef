import { isObject, type JsonObject } from '../records.ts';
import { objectsIn, type ToolRecords } from './documents.ts';

const CASES = ['testCases', 'conversationalTestCases', 'test_results', 'testResults'];

/** A test run of DeepEval, or its evaluation result: a record for each test case. */
export function deepEvalRecords(document: JsonObject): ToolRecords | null {
  const run = isObject(document.testRunData) ? document.testRunData : document;
  const cases = CASES.flatMap((name) => objectsIn(run[name]));
  if (!cases.some((test) => 'metricsData' in test || 'metrics_data' in test)) {
    return null;
  }
  return {
    readAs: 'a test run of DeepEval, a row for each test case',
    records: cases.map((test) => {
      const metrics = objectsIn(test.metricsData ?? test.metrics_data);
      return {
        name: test.name,
        input: test.input ?? test.scenario,
        output: test.actualOutput ?? test.actual_output,
        expected: test.expectedOutput ?? test.expected_output ?? test.expectedOutcome,
        success: test.success,
        scores: byName(metrics, 'score'),
        passed: byName(metrics, 'success'),
      };
    }),
  };
}

function byName(metrics: readonly JsonObject[], key: string): JsonObject {
  return Object.fromEntries(metrics.map((metric) => [String(metric.name), metric[key]]));
}
