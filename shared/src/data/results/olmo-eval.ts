import { isObject, type JsonObject } from '../records.ts';
import { eachLine } from './each-line.ts';
import type { LineLog } from './line-logs.ts';

/** `*-predictions.jsonl` of olmo-eval, and of OLMES before it: a line for each instance. */
export const olmoEval: LineLog = {
  readAs: 'predictions of olmo-eval, a row for each instance',
  fits: (first) =>
    'native_id' in first && 'model_output' in first && (isObject(first.instance_metrics) || isObject(first.metrics)),
  records: (lines) => eachLine(lines, record),
};

function record(line: JsonObject): JsonObject {
  const outputs = line.model_output;
  const first: unknown = Array.isArray(outputs) ? outputs[0] : undefined;
  const text = isObject(first) ? (first.text ?? first.continuation) : undefined;
  return {
    doc_id: line.doc_id,
    native_id: line.native_id,
    label: line.label,
    output: line.final_output ?? text,
    metrics: metricsOf(line),
    ...('judge_result' in line && { judge: line.judge_result }),
  };
}

/** Metrics, which an instance that failed may lack, are by scorer; one whose scorer has its own name is a plain number. */
function metricsOf(line: JsonObject): JsonObject {
  const metrics = line.instance_metrics ?? line.metrics;
  return Object.fromEntries(
    Object.entries(isObject(metrics) ? metrics : {}).map(([metric, scores]) => {
      const names = isObject(scores) ? Object.keys(scores) : [];
      return [metric, isObject(scores) && names.length === 1 && names[0] === metric ? scores[metric] : scores];
    }),
  );
}
