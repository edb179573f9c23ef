import {
  COMPARED,
  COUNT,
  NO_DATA,
  ONE_ANSWER,
  REPEATED,
  ROWS,
  SEVERAL,
  SPLIT_TEST,
  SPLIT_TRAIN,
  TOTAL,
} from '../provenance/marks.ts';
import { snakeCase } from '../provenance/names.ts';
import { GENERATED, has, JUDGED, POOLED_UNITS, VALUE_ORIGINS } from '../provenance/origins.ts';
import { dataOrigins, joinAll, unitOrigins, Value } from '../provenance/value.ts';
import { type Frame, isTypeScript } from './frame.ts';
import type { Expression } from './program.ts';
import { descendants, nameOf } from './walk.ts';

/**
 * Rows that a verdict chose (`[row for row in rows if row["verdict"] == "yes"]`), or a comparison with what was expected:
 * how many they are is a total, which divided by all of them is a rate. What chose them stays with them as `$chosen`.
 */

const decides = (test: Value, facts: number): boolean =>
  has(test.origins, facts) || ((test.marks & COMPARED) !== 0 && dataOrigins(test) !== 0);

/**
 * The rows, with the tests among those given that decide something: of rows that belong together (by these marks), any of
 * them.
 * @param facts what a test is of that decides something
 */
export function chosenBy(rows: Value, tests: readonly Value[], together = REPEATED, facts = GENERATED | JUDGED): Value {
  const deciding = rows.marks & together ? tests : tests.filter((test) => decides(test, facts));
  return deciding.length === 0 ? rows : rows.with({ fields: new Map(rows.fields).set('$chosen', joinAll(deciding)) });
}

const PASSED =
  /(?:^|_)(?:pass(?:ed|es|ing)?|(?:in)?correct|ok|succe(?:ss(?:ful)?|eded)|fail(?:ed|ure|s)?|hit|miss|score|rating|grade|wins?|won|match(?:es|ed)?|agree[sd]?|solved|resolved)$/;

/** `pooled.filter((row) => row.passed)`: how many of pooled rows passed depends on how many were made. */
export function passedOf(chosen: Value, test: Value, callback: Expression | null, frame: Frame): Value {
  if (!isTypeScript(frame) || !has(dataOrigins(chosen), POOLED_UNITS) || chosen.fields?.has('$chosen')) return chosen;
  const [only, ...more] = callback?.kind === 'function' ? callback.function.body : [];
  const asked = only?.kind === 'return' && more.length === 0 && only.value ? descendants(only.value) : [];
  const names = (callback?.kind === 'function' ? asked : callback ? [callback] : []).map(nameOf);
  if (!names.some((name) => PASSED.test(snakeCase(name)))) return chosen;
  return chosen.with({ fields: new Map(chosen.fields).set('$chosen', test) });
}

/** What is told of a verdict one by one: `if (!verdict.ok) failures.push("not supported")`. */
const OUTCOMES =
  /(?:^|_)(?:failures?|failed|fails|issues|problems|violations|errors|misses|mistakes|wrong|incorrect|passed|passes|correct|wins|losses|regressions|reasons|flags)$/;

/** A list that outcomes are added to where a verdict says so: how many they are depends on it. */
export function outcomesUnder(list: Value, before: Value | null, name: string, frame: Frame): Value {
  if (!isTypeScript(frame) || !OUTCOMES.test(snakeCase(name))) return list;
  const tests = frame.control.filter(({ origins, fields }) => has(origins, JUDGED) && !fields);
  const chosen = before?.fields?.get('$chosen');
  return chosenBy(list, chosen ? [chosen, ...tests] : tests);
}

const FAULTS =
  /(?:^|[._])(?:issues|problems|violations|errors|claims|mistakes|failures|missing\w*|hallucinations|contradictions|omissions|concerns)$/;

/** `verdict.unsupportedClaims.length`: how many faults a judge finds is its verdict. */
const countsFaults = ({ origins, target, marks, element, items }: Value): boolean =>
  has(origins, JUDGED) &&
  target?.kind === 'external' &&
  !(marks & ROWS) &&
  !element &&
  !items &&
  FAULTS.test(snakeCase(target.name));

/** How many there are; of chosen rows that is about what chose them, and about the pool that they are from. */
export function countOf(rows: Value): Value {
  const test = rows.fields?.get('$chosen');
  if (!test && countsFaults(rows)) return new Value({ origins: rows.origins, marks: COUNT, cause: rows.cause });
  if (!test) return new Value({ marks: NO_DATA | COUNT });
  const origins = (test.origins & VALUE_ORIGINS) | unitsOfPool(rows) | unitsOfPool(test);
  return new Value({
    origins,
    marks:
      TOTAL |
      COUNT |
      ((rows.marks | test.marks) & (SPLIT_TEST | SPLIT_TRAIN)) |
      (rows.marks & (REPEATED | SEVERAL | ONE_ANSWER)),
    cause: { kind: 'step', place: null, message: null, inputs: [test, rows] },
  });
}

/** The sum of what was chosen depends on what chose it. */
export function sumOfChosen(sum: Value, rows: Value): Value {
  const test = rows.fields?.get('$chosen');
  const told = test ? test.origins & VALUE_ORIGINS & ~sum.origins : 0;
  return told === 0
    ? sum
    : sum.with({
        origins: sum.origins | told,
        marks: sum.marks & ~NO_DATA,
        cause: { kind: 'step', place: null, message: null, inputs: [test!, sum] },
      });
}

const unitsOfPool = (value: Value): number => (has(dataOrigins(value), POOLED_UNITS) ? unitOrigins(value) : 0);
