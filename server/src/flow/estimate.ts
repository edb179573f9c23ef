import {
  AGAINST_HUMAN,
  ESTIMATE,
  OF_JUDGMENTS,
  ONE_ANSWER,
  REPEATED,
  SPREAD,
  TABLE,
  TOTAL,
} from '../provenance/marks.ts';
import { at, GENERATED, has, JUDGED, MEASURED, VALUE_ORIGINS } from '../provenance/origins.ts';
import { dataMarks, dataOrigins, joinAll, Value } from '../provenance/value.ts';
import { areOfDraws } from './draws.ts';
import { causeAt, type Frame, siteOf } from './frame.ts';
import type { Estimate } from './observation.ts';
import { areOfOneAnswer, isByCriteria } from './one-answer.ts';
import { partsWithin, scalar } from './parts.ts';
import type { Expression } from './program.ts';

interface EstimateOptions {
  readonly confirmatory?: boolean;
  readonly resplits?: boolean;
  readonly compares?: boolean;
  readonly framework?: boolean;
  readonly truth?: Value | null;
  /** The estimate that this one is worked out from. */
  readonly of?: Estimate;
}

/** Notes that a number is computed from data. The number itself is no longer a sample. */
export function estimate(
  frame: Frame,
  node: Expression,
  what: string,
  given: readonly Value[],
  expressions: readonly (Expression | null)[],
  options: EstimateOptions,
): Value {
  const data = given.map((value) => (isWholeOfJudgments(value) ? withVerdicts(value, frame, node) : value));
  const isByCriterion = !options.framework && expressions.some((expression) => isByCriteria(expression, frame));
  if (data.length > 0 && (data.every(areOfOneAnswer) || isByCriterion)) return scoreOf(data);
  // how much a judge's labels vary, or how many rows there are of each kind, is no estimate from the rows
  if (data.length > 0 && data.every(isDerived) && !/error|variance/.test(what))
    return new Value({ marks: ESTIMATE, cause: causeAt(frame, node, 'estimate', what, data) });
  const held = data.some((value) => dataMarks(value) & AGAINST_HUMAN) || (options.compares && measuresJudge(data));
  const isRepeated = data.some((value) => dataMarks(value) & REPEATED);
  const marks = ESTIMATE | (held ? AGAINST_HUMAN : 0) | (isRepeated ? REPEATED : 0);
  const ofDraws = what === 'quantile' && data.some((value) => areOfDraws(value, frame));
  const drawn = ofDraws && !isRepeated ? estimateOfDraws(data, frame) : undefined;
  if (drawn)
    return estimate(frame, node, 'bootstrap interval', drawn.data, drawn.expressions, {
      confirmatory: true,
      of: drawn,
    });
  const result = new Value({ marks, cause: causeAt(frame, node, 'estimate', what, data) });
  if (!isRepeated && data.every((value) => dataOrigins(value) === 0)) return result;
  const seen: Estimate = {
    kind: 'estimate',
    site: siteOf(frame, node),
    what: ofDraws ? 'bootstrap interval' : what,
    confirmatory: ofDraws || (options.confirmatory ?? false),
    resplits: options.resplits ?? false,
    compares: options.compares ?? false,
    framework: options.framework ?? false,
    of: options.of ?? null,
    data,
    truth: options.truth ?? null,
    expressions,
    result,
    calledFrom: frame.entry?.site ?? null,
    handed: frame.entry?.handed ?? [],
    caller: frame.caller,
  };
  frame.engine.observe(seen, frame.context);
  if (result.cause) frame.engine.estimates.set(result.cause, seen);
  return result;
}

/** The estimate that was computed anew for each draw of its data. */
function estimateOfDraws(data: readonly Value[], { engine }: Frame): Estimate | undefined {
  for (const { cause } of data.flatMap(partsWithin)) {
    const seen = cause && engine.estimates.get(cause);
    if (seen) return seen;
  }
  return undefined;
}

/** All columns of a judge's verdicts, whatever they are: `verdicts.groupby("model").mean()`. */
const isWholeOfJudgments = (value: Value): boolean =>
  (value.marks & TABLE) !== 0 && (value.marks & OF_JUDGMENTS) !== 0 && (dataOrigins(value) & VALUE_ORIGINS) === 0;

const withVerdicts = (value: Value, frame: Frame, node: Expression): Value =>
  value.with({
    origins: value.origins | at('likely', JUDGED),
    cause: { ...causeAt(frame, node, 'judge', "columns of a judge's verdicts", [value]), byName: true },
  });

/** Spreads, and counts by kind that no verdict decided. */
const isDerived = (value: Value): boolean =>
  (dataMarks(value) & SPREAD) !== 0 ||
  (value.element !== null && (value.element.marks & TOTAL) !== 0 && !has(dataOrigins(value), JUDGED | GENERATED));

/** The mean of one answer's scores is its score. */
function scoreOf(data: readonly Value[]): Value {
  const score = joinAll(data.map(scalar));
  return score.with({ marks: score.marks & ~(ONE_ANSWER | TOTAL | SPREAD) });
}

/** A judge's labels compared with people's: its sensitivity, its agreement. */
const measuresJudge = (data: readonly Value[]): boolean =>
  data.some((value) => has(dataOrigins(value), JUDGED)) && data.some((value) => has(dataOrigins(value), MEASURED));
