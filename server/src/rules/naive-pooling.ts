import type { Place } from '@unpool/shared/protocol/finding.ts';
import type { Estimate } from '../flow/observation.ts';
import { BY_ORIGIN, ONES, ORIGIN_FLAG, ZEROS } from '../provenance/marks.ts';
import {
  confidenceOf,
  has,
  JUDGED,
  MEASURED,
  POOLED_UNITS,
  POOLED_VALUES,
  REAL,
  SYNTHETIC,
} from '../provenance/origins.ts';
import { causeOfKind, hasStep, samePlace } from '../provenance/trace.ts';
import { dataMarks, dataOrigins, isForTraining, type Value } from '../provenance/value.ts';
import { rememberingOf } from '../recent.ts';
import { compareSubject, fromWhere, subjectOf, traceOf } from './describe.ts';
import { isInCorrection, namesCorrection } from './names-correction.ts';
import type { Observations, Report, Rule } from './rule.ts';
import { isScoreOfTestSet } from './test-sets.ts';

export const naivePooling: Rule = {
  id: 'naive-pooling',
  *check(observed) {
    for (const measured of measuredPools(observed)) {
      // that a score is of a test set with made-up rows in it says more: synthetic-in-test does
      if (isScoreOfTestSet(measured, observed)) continue;
      const { estimate, value } = measured;
      yield confidenceOf(dataOrigins(value), POOLED_UNITS)
        ? unitsPooled(estimate, value, observed)
        : valuesPooled(estimate, value);
    }
  },
};

/** What is computed from a pool, and which of its data are that. */
export interface MeasuredPool {
  readonly estimate: Estimate;
  readonly value: Value;
}

export function* measuredPools(observed: Observations): Generator<MeasuredPool> {
  const tested: Place[] = [];
  for (const estimate of observed.estimates) {
    if (estimate.framework || observed.isTransform(estimate) || usesFlag(estimate)) continue;
    const value = estimate.data.find(
      (data) => isPooled(data) && !excused(data, estimate) && !asksForOrigin(data, observed),
    );
    if (!value || isOfRealRows(estimate) || namesCorrection(estimate) || isCorrected(value, observed)) continue;
    // all scores on a test part are wrong for the one reason that synthetic-in-test gives: say it once
    const pool = causeOfKind(value, SYNTHETIC, 'pool')?.place;
    if (pool && isInCorrection(pool)) continue;
    // a search for better prompts keeps its own beside the first one: where rows were pooled, it can be shown
    if (!pool && observed.language === 'typescript' && has(dataOrigins(value), POOLED_UNITS)) continue;
    if (pool && (estimate.resplits || causeOfKind(value, SYNTHETIC, 'split'))) {
      if (tested.some((place) => samePlace(place, pool))) continue;
      tested.push(pool);
    }
    yield { estimate, value };
  }
}

/** The place where rows or values came together must be seen: that something is of either origin makes no pool. */
const isPooled = (value: Value): boolean =>
  confidenceOf(dataOrigins(value), POOLED_UNITS | POOLED_VALUES) !== null && hasStep(value, 'pool');

/** An estimator that looks at the origin of rows is about the origin: a real-or-synthetic classifier. */
export const usesFlag = (estimate: Estimate): boolean => estimate.data.some((data) => dataMarks(data) & ORIGIN_FLAG);

function excused(value: Value, estimate: Estimate): boolean {
  if (dataMarks(value) & BY_ORIGIN) return true;
  // what is only trained on is no evaluation
  return isForTraining(value) && !estimate.resplits;
}

/**
 * A metric is about the rows whose truth it is given, whatever the model learned from that made the predictions. Ones
 * joined to labels are those of rows that were made for one class.
 */
export const isOfRealRows = ({ compares, data }: Estimate): boolean =>
  compares &&
  data.some(
    (value) =>
      has(dataOrigins(value), REAL) && !has(dataOrigins(value), SYNTHETIC) && !(dataMarks(value) & (ZEROS | ONES)),
  );

/** Is the origin of the same pool what a model is fitted to predict? */
export function asksForOrigin(value: Value, observed: Observations): boolean {
  const asked = poolsByOrigin(observed);
  const pool = asked.length > 0 && causeOfKind(value, SYNTHETIC, 'pool')?.place;
  return pool ? asked.some((place) => samePlace(place, pool)) : false;
}

/** Where the rows were pooled whose origin is predicted, or looked at. */
const poolsByOrigin = rememberingOf(({ trainings, splits, estimates }: Observations): readonly Place[] =>
  [trainings, splits, estimates]
    .flatMap((some) => some.map(({ data }) => data))
    .filter((data) => data.some((value) => dataMarks(value) & ORIGIN_FLAG))
    .flatMap((data) => data.flatMap((value) => causeOfKind(value, SYNTHETIC, 'pool')?.place ?? [])),
);

function isCorrected(value: Value, { corrections }: Observations): boolean {
  if (corrections.length === 0) return false;
  const pool = (causeOfKind(value, SYNTHETIC, 'pool') ?? causeOfKind(value, MEASURED, 'pool'))?.place;
  return corrections.some(({ data }) =>
    data.some((other) => {
      const place = (causeOfKind(other, SYNTHETIC, 'pool') ?? causeOfKind(other, MEASURED, 'pool'))?.place;
      return place && pool && samePlace(place, pool);
    }),
  );
}

function unitsPooled(estimate: Estimate, value: Value, { units }: Observations): Report {
  const harm = estimate.confirmatory
    ? 'It is centred on what the generator made and takes made-up rows for observed, so it is too sure of a wrong value.'
    : 'The number moves towards what the generator made, the more so the more rows it made.';
  return {
    rule: 'naive-pooling',
    severity: estimate.confirmatory ? 'error' : 'warning',
    confidence: confidenceOf(dataOrigins(value), POOLED_UNITS)!,
    message: `${subjectOf(estimate)} is computed on real rows${fromWhere(value, REAL)} and synthetic rows${fromWhere(value, SYNTHETIC)} pooled as one sample. ${harm}`,
    advice: 'Estimate on the real rows, or report each origin by itself.',
    site: estimate.site,
    trace: traceOf(value, [REAL, SYNTHETIC], estimate, `${estimate.what} of the pooled rows`),
    subject: compareSubject(value, estimate, units),
    estimate,
    value,
  };
}

function valuesPooled(estimate: Estimate, value: Value): Report {
  return {
    rule: 'naive-pooling',
    severity: estimate.confirmatory ? 'error' : 'warning',
    confidence: confidenceOf(dataOrigins(value), POOLED_VALUES)!,
    message: `${subjectOf(estimate)} mixes human labels with a model's in one column, as if people had given all of them. The model's mistakes enter the number and no interval shows them. Estimate from the human labels, with the model's as predictions.`,
    site: estimate.site,
    trace: traceOf(value, [MEASURED, JUDGED], estimate, `${estimate.what} of the mixed labels`),
    subject: null,
    estimate,
    value,
  };
}
