import { isObject, type JsonObject } from '../records.ts';
import { objectsIn, type ToolRecords } from './documents.ts';

/** The output of `promptfoo eval -o results.json`: a record for each test case, prompt and provider. */
export function promptfooRecords(document: JsonObject): ToolRecords | null {
  // What is exported has its summary inside `results`; a summary alone has the same keys.
  const summary = isObject(document.results) ? document.results : document;
  const results = objectsIn(summary.results);
  const first = results[0];
  if (
    first === undefined ||
    !('success' in first) ||
    !('vars' in first || 'testCase' in first || 'namedScores' in first)
  ) {
    return null;
  }
  return {
    readAs: `results of promptfoo, a row for each test case, prompt and provider${brokenOff(results)}`,
    records: results.map((result) => ({
      test: result.testIdx,
      prompt: labelOf(result.prompt),
      provider: labelOf(result.provider),
      vars: result.vars,
      output: isObject(result.response) ? result.response.output : null,
      success: result.success,
      score: result.score,
      namedScores: result.namedScores,
      asserts: assertsOf(result.gradingResult),
      error: result.error,
      latencyMs: result.latencyMs,
      cost: result.cost,
    })),
  };
}

/** promptfoo's number for a test that ended in an error. */
const ERROR = 2;

/** Tests in which the provider or an assertion broke down: promptfoo gives them a score of 0. */
function brokenOff(results: readonly JsonObject[]): string {
  const broken = results.filter(({ failureReason }) => failureReason === ERROR).length;
  return broken === 0 ? '' : `; ${broken} of ${results.length} ended in an error, and count as failed`;
}

function labelOf(value: unknown): unknown {
  return isObject(value) ? value.label || (value.id ?? value.raw) : value;
}

/** The score of each assertion by its metric or type, counted where one comes up again. */
function assertsOf(grading: unknown): JsonObject {
  const scores: Record<string, unknown> = {};
  for (const { score, assertion } of isObject(grading) ? objectsIn(grading.componentResults) : []) {
    if (isObject(assertion)) {
      const name = String(assertion.metric ?? assertion.type);
      let free = name;
      for (let times = 2; free in scores; times++) {
        free = `${name} ${times}`;
      }
      scores[free] = score;
    }
  }
  return scores;
}
