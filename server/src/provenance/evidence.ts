import type { Place } from '@unpool/shared/protocol/finding.ts';
import { deepMarks, oneOfSettings } from '../flow/parts.ts';
import { mapOrigins } from '../flow/select.ts';
import { languageOf } from '../languages/language-of.ts';
import type { Cause } from './cause.ts';
import {
  ASSUMED_REAL,
  COMPARED,
  DRAWN,
  ESTIMATE,
  JUDGE_PROMPT,
  NO_DATA,
  ORIGIN_FLAG,
  PREDICTED,
  SIGNIFICANCE,
  SPLIT_TEST,
  SPLIT_TRAIN,
  TABLE,
  TOTAL,
  VERDICT,
} from './marks.ts';
import {
  namesByProduct,
  namesGrade,
  namesHumanGrade,
  namesPredictions,
  namesPValue,
  namesSettings,
  namesVerdictOnly,
  rowEvidence,
  valueEvidence,
  words,
} from './names.ts';
import {
  at,
  GENERATED,
  has,
  IMPUTED,
  JUDGED,
  MEASURED,
  type Origins,
  REAL,
  SYNTHETIC,
  VALUE_ORIGINS,
  without,
} from './origins.ts';
import { namesJudgePrompt } from './prompts.ts';
import { dataMarks, dataOrigins, MODEL_FIELD, type Value } from './value.ts';

/** What a name adds to the value it is given to. Names fill gaps: they never contradict what the code shows. */
export function nameEvidence(value: Value, name: string, place: Place): Value {
  if (value.constant === undefined && value.origins === 0 && !(value.marks & NO_DATA) && namesPValue(name))
    return value.with({ marks: value.marks | SIGNIFICANCE });
  // `const truth = row.relevant ? "relevant" : "not"`: what people said, by other names
  if (value.marks & NO_DATA && value.origins !== 0 && has(valueEvidence(name), MEASURED))
    return nameEvidence(value.with({ marks: value.marks & ~NO_DATA }), name, place);
  // random numbers called "real" and "synthetic" are a simulation study
  if (value.marks & (NO_DATA | ESTIMATE | ORIGIN_FLAG | DRAWN)) return value;
  if (value.target && value.target.kind !== 'external') return value;
  // what asks a model is no data, whatever it is asked for
  if (value.fields?.has(MODEL_FIELD)) return value;
  // removed += 1: how many rows a step left out is no rate among them
  if (value.marks & TOTAL && namesByProduct(name)) return value.with({ origins: 0, marks: value.marks | NO_DATA });
  if (value.marks & ASSUMED_REAL && namesSettings(name))
    return value.with({ origins: without(value.origins, REAL), marks: value.marks & ~ASSUMED_REAL });
  if (namesJudgePrompt(name) && value.origins === 0) return value.with({ marks: value.marks | JUDGE_PROMPT });
  if (has(value.origins, JUDGED) && namesByProduct(name))
    return value.with({ origins: without(value.origins, JUDGED | GENERATED) });
  return graded(pseudoLabels(splitByName(rowsByName(value, name, place), name), name, place), name, place);
}

/** Synthetic rows, by what something (a name) says of them; null where it does not, or more is known of them. */
export function saidSynthetic(value: Value, said: Origins, cause: Cause): Value | null {
  const origins = dataOrigins(value);
  if (!has(said, SYNTHETIC) || has(origins, SYNTHETIC)) return null;
  if (has(origins, REAL) && !(deepMarks(value) & ASSUMED_REAL)) return null;
  const gaps = mapOrigins(value, (held) => without(held, REAL));
  return gaps.with({ origins: gaps.origins | said, marks: value.marks & ~ASSUMED_REAL, cause });
}

function rowsByName(value: Value, name: string, place: Place): Value {
  const said = value.marks & PREDICTED && namesPredictions(name) ? 0 : rowEvidence(name);
  if (said === 0) return labelled(value, name, place);
  const origins = dataOrigins(value);
  const file = value.cause?.file;
  const cause = (message: string) => ({ kind: 'source' as const, place, message, inputs: [], ...(file && { file }) });
  const synthetic = saidSynthetic(value, said, cause(`synthetic rows, by the name "${name}"`));
  if (synthetic) return synthetic;
  if (has(origins, REAL | SYNTHETIC)) return labelled(value, name, place);
  if (has(said, REAL) && has(origins, GENERATED)) return value;
  const rows = namesHumanGrade(name) && !(value.marks & TABLE) ? labelled(value, name, place) : value;
  return rows.with({ origins: rows.origins | said, cause: rows.cause ?? cause(`real rows, by the name "${name}"`) });
}

/** `human_labels`, `judge_scores`: values of unknown origin with a telling name. */
function labelled(value: Value, name: string, place: Place): Value {
  if (dataOrigins(value) !== 0 || value.constant !== undefined || dataMarks(value) & COMPARED) return value;
  const said = saidOfValue(value, name);
  if (said === 0) return value;
  const cause = namedCause(said, name, place);
  // what is said of a list is said of what it holds
  const element = value.element?.with({ origins: said, cause });
  return value.with({ origins: said, element: element ?? null, cause });
}

/** Of nothing, and of what a program is told (`judge = { model: "…", temperature: 0 }`), a name says nothing. */
function saidOfValue(value: Value, name: string): Origins {
  const said = valueEvidence(name);
  return said !== 0 && (value.constant === null || oneOfSettings(value)) ? 0 : said;
}

export const namedCause = (said: Origins, name: string, place: Place) => ({
  kind: has(said, JUDGED) ? ('judge' as const) : ('source' as const),
  place,
  message: has(said, MEASURED)
    ? `human labels, by the name "${name}"`
    : has(said, JUDGED)
      ? `a judge model's labels, by the name "${name}"`
      : `filled in by a model, by the name "${name}"`,
  inputs: [],
  byName: true,
  ...(has(said, JUDGED) && namesVerdictOnly(name) && { bySoftName: true }),
});

function splitByName(value: Value, name: string): Value {
  if (dataOrigins(value) === 0) return value;
  const list = words(name);
  if (list.includes('test') || list.includes('holdout')) return value.with({ marks: value.marks | SPLIT_TEST });
  if (list.includes('train') && !list.includes('test')) return value.with({ marks: value.marks | SPLIT_TRAIN });
  return value;
}

/** `pseudo_labels = model.predict(rows)`: they are going to be labels. */
function pseudoLabels(value: Value, name: string, place: Place): Value {
  if (!(value.marks & PREDICTED) || has(value.origins, IMPUTED) || !has(valueEvidence(name), IMPUTED)) return value;
  const cause = { kind: 'source' as const, place, message: `a model's labels, by the name "${name}"`, inputs: [value] };
  return value.with({ origins: value.origins | at('likely', IMPUTED), cause });
}

/** A model's answer that goes into a variable, key or column named for a grade is a judge's label. */
export function graded(value: Value, name: string, place: Place): Value {
  if (!has(value.origins, GENERATED) || has(value.origins, JUDGED | MEASURED) || namesByProduct(name)) return value;
  // a count of answers is no grade
  if (value.marks & TOTAL || !namesGrade(name, (value.marks & VERDICT) !== 0)) return value;
  return asJudged(value, `a model's answer used as the grade "${name}"`, place, {
    bySoftName: !namesGrade(name, false),
  });
}

export function asJudged(
  value: Value,
  message: string,
  place: Place,
  { bySoftName, ofPair }: { readonly bySoftName?: boolean; readonly ofPair?: boolean } = {},
): Value {
  // in TypeScript, what passes is mostly told by rules that look into the answer, unless a judge is asked or named
  if (bySoftName && languageOf(place.document) === 'typescript') return value;
  const cause = {
    kind: 'judge' as const,
    place,
    message,
    inputs: [value],
    ...(bySoftName && { bySoftName }),
    ...(ofPair && { ofPair }),
  };
  return value.with({ origins: value.origins | at('likely', JUDGED), cause });
}

/** What the name of a column says of its values, if the code says nothing. */
export function columnEvidence(value: Value, name: string, place: Place): Value {
  if (value.marks & (COMPARED | NO_DATA)) return value;
  const judged = graded(value, name, place);
  if (judged !== value || (value.origins & VALUE_ORIGINS) !== 0) return judged;
  const said = saidOfValue(value, name);
  if (said === 0) return value;
  return value.with({ origins: value.origins | said, cause: { ...namedCause(said, name, place), inputs: [value] } });
}
