import { NO_DATA, OF_JUDGMENTS, ROWS } from '../provenance/marks.ts';
import { namesJudgmentType } from '../provenance/names.ts';
import { VALUE_ORIGINS } from '../provenance/origins.ts';
import { dataOrigins, type Value } from '../provenance/value.ts';

const LIST = /\[\]$|^(?:readonly |Array<|ReadonlyArray<|Iterable<|Set<)/;

/** A type may say that a judge gave the values, where nothing else is known of them: `(results: JudgeResult[])`. */
export function typed(value: Value, annotation: string | null): Value {
  if (!annotation || !namesJudgmentType(annotation)) return value;
  const isKnown = (dataOrigins(value) & VALUE_ORIGINS) !== 0 || (value.marks & NO_DATA) !== 0;
  if (isKnown || value.fields || value.items || value.element) return value;
  return value.with({ marks: value.marks | OF_JUDGMENTS | (LIST.test(annotation) ? ROWS : 0) });
}
