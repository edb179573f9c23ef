import type { Confidence } from '@unpool/shared/protocol/finding.ts';
import type { Estimate, Site, Split, Storage, Training } from '../flow/observation.ts';
import { originColumnOf } from '../flow/origin-column.ts';
import { fileName } from '../flow/parts.ts';
import type { Cause } from '../provenance/cause.ts';
import { BY_ORIGIN, ORIGIN_FLAG, ROWS, SAW_ALL_ROWS, SPLIT_TEST, SPLIT_TRAIN, TABLE } from '../provenance/marks.ts';
import { words } from '../provenance/names.ts';
import {
  AUGMENTED,
  confidenceOf,
  has,
  IMPUTED,
  isOnly,
  POOLED_UNITS,
  REAL,
  SYNTHETIC,
  strongest,
} from '../provenance/origins.ts';
import { causeOfKind, passes, samePlace, sourceOf, sourcesOf } from '../provenance/trace.ts';
import { dataMarks, dataOrigins, unitOrigins, type Value } from '../provenance/value.ts';
import { fromWhere, standIn, traceOf } from './describe.ts';
import { asksForOrigin, isOfRealRows, type MeasuredPool, measuredPools, usesFlag } from './naive-pooling.ts';
import type { Observations, Report, Rule } from './rule.ts';
import { isScoreOfTestSet } from './test-sets.ts';
import { isClassByPart } from './told-apart.ts';

export const syntheticInTest: Rule = {
  id: 'synthetic-in-test',
  *check(observed) {
    const seen: Site[] = [];
    const told: Value[] = [];
    for (const estimate of observed.estimates) {
      if (estimate.framework || usesFlag(estimate)) continue;
      const report = testedOnSynthetic(estimate, observed) ?? learnedFromTest(estimate);
      if (
        !report ||
        seen.some(
          (site, i) =>
            samePlace(site.place, report.site.place) ||
            sameFolds(site, report.site, estimate) ||
            (isBeside(site, report.site) && areMadeTogether(told[i]!, report.value)),
        )
      )
        continue;
      seen.push(report.site);
      told.push(report.value);
      yield report;
    }
    for (const measured of measuredPools(observed)) {
      if (!isScoreOfTestSet(measured, observed) || told.some((value) => areMadeTogether(value, measured.value)))
        continue;
      seen.push(measured.estimate.site);
      told.push(measured.value);
      yield scoredTestSet(measured);
    }
    for (const split of observed.splits) {
      const report = splitOfMadeRows(split) ?? splitOfPseudoLabels(split, observed);
      if (!report || told.some((value) => areMadeTogether(value, report.value))) continue;
      seen.push(split.site);
      told.push(report.value);
      yield report;
    }
    for (const storage of observed.stored) {
      const report = storedForTest(storage, observed);
      if (!report || told.some((value) => areMadeTogether(value, report.value))) continue;
      seen.push(report.site);
      told.push(report.value);
      yield report;
    }
    if (seen.length === 0) yield* trainedOnTest(observed);
  },
};

/** Two estimates in one cell or function. */
const isBeside = (a: Site, b: Site): boolean =>
  a.unit === b.unit && a.within === b.within && a.node.kind === 'call' && b.node.kind === 'call';

/** Several scores cross-validated on the same rows in one cell or function: one finding. */
function sameFolds(a: Site, b: Site, estimate: Estimate): boolean {
  if (
    !estimate.resplits ||
    a.unit !== b.unit ||
    a.within !== b.within ||
    a.node.kind !== 'call' ||
    b.node.kind !== 'call'
  )
    return false;
  const [mine, yours] = [a.node, b.node].map((call) =>
    call.arguments
      .slice(0, 3)
      .map(({ value }) => (value.kind === 'name' ? value.name : value.start))
      .join(),
  );
  return mine === yours;
}

/** Synthetic rows mixed among real ones, as far as that is sure. */
function mixedIn(value: Value): Confidence | null {
  const origins = dataOrigins(value);
  const [augmented, pooled] = [confidenceOf(origins, AUGMENTED), confidenceOf(origins, POOLED_UNITS)];
  const mixed = augmented && has(origins, REAL) ? augmented : null;
  return mixed && pooled ? strongest(mixed, pooled) : (mixed ?? pooled);
}

/** A name like `test_set` alone makes no split: the pool itself is what is wrong then, and naive-pooling says so. */
const isTested = (data: Value): boolean =>
  (dataMarks(data) & SPLIT_TEST) !== 0 &&
  ((has(dataOrigins(data), AUGMENTED) && sourceOf(data, AUGMENTED)?.model === undefined) ||
    causeOfKind(data, SYNTHETIC, 'split') !== null);

function testedOnSynthetic(estimate: Estimate, observed: Observations): Report | null {
  if (isOfRealRows(estimate)) return null;
  const value = estimate.data.find(
    (data) =>
      mixedIn(data) &&
      (estimate.resplits || isTested(data)) &&
      !(dataMarks(data) & BY_ORIGIN) &&
      !asksForOrigin(data, observed),
  );
  if (!value) return null;
  const split = estimate.resplits ? null : splitSite(value, observed);
  const pool = causeOfKind(value, SYNTHETIC, 'pool');
  const isOwn = !estimate.resplits && (pool?.inputs.some((rows) => dataMarks(rows) & SPLIT_TEST) ?? false);
  const made = pool?.message ?? 'synthetic rows';
  const where = estimate.resplits
    ? `Every fold of this ${estimate.what} is tested on rows that were made, not observed (${made} before the folds are drawn).`
    : `The test part holds rows that were made, not observed (${made} before the split).`;
  return {
    rule: 'synthetic-in-test',
    severity: 'warning',
    confidence: mixedIn(value)!,
    message: isOwn
      ? `The test part holds rows that were made, not observed (${made} after the split). The ${estimate.what} is that of a mix of rows that nobody will meet. Score the test part as it was set apart, and add made-up rows to the training part only.`
      : `${where} They resemble the training rows they were made from, so the score comes out too good. Split first, and add made-up rows to the training part only.`,
    site: split ?? estimate.site,
    trace: traceOf(value, [SYNTHETIC], estimate, `${estimate.what} on these rows`),
    subject: null,
    estimate,
    value,
  };
}

/** A split of resampled rows whose test part is scored elsewhere, or by something that is not known. */
function splitOfMadeRows({ site, data }: Split): Report | null {
  if (data.some((rows) => dataMarks(rows) & ORIGIN_FLAG)) return null;
  const value = data.find(
    (rows) => madeInSight(rows) && has(dataOrigins(rows), REAL) && !(dataMarks(rows) & SPLIT_TRAIN),
  );
  if (!value) return null;
  const made = madeBy(value)!.message;
  const estimate = standIn('score', site, data, value);
  return {
    rule: 'synthetic-in-test',
    severity: 'warning',
    confidence: confidenceOf(dataOrigins(value), AUGMENTED)!,
    message: `The test part will hold rows that were made, not observed (${made} before the split). They resemble the training rows they were made from, so its score comes out too good. Split first, and add made-up rows to the training part only.`,
    site,
    trace: traceOf(value, [SYNTHETIC], estimate, 'split into training and test'),
    subject: null,
    estimate,
    value,
  };
}

const namesTest = (name: string | null): boolean =>
  name !== null && words(name).some((word) => /^(test(set)?|holdout)$/.test(word));

/** A pool of which a part goes to a file for testing: whoever reads it tests on made-up rows. */
function storedForTest({ site, data, file, called }: Storage, observed: Observations): Report | null {
  if (!namesTest(file === null ? called : fileName(file)) && !namesTest(called)) return null;
  const value = data.find((rows) => rows.marks & (TABLE | ROWS) && rows.marks & SPLIT_TEST && mixedIn(rows));
  const pool = value && causeOfKind(value, SYNTHETIC, 'pool');
  if (!value || !pool || dataMarks(value) & (BY_ORIGIN | SPLIT_TRAIN)) return null;
  // where a column says which rows are real, they can be tested on alone; where a class does, it is what is asked
  if (originColumnOf(value) !== null || isClassByPart(value) || asksForOrigin(value, observed)) return null;
  if (pool.inputs.some((rows) => dataMarks(rows) & SPLIT_TEST)) return null;
  const where = file === null ? 'a file' : fileName(file);
  const estimate = standIn('score', site, data, value);
  return {
    rule: 'synthetic-in-test',
    severity: 'warning',
    confidence: mixedIn(value)!,
    message: `The test part that goes to ${where} holds rows that were made, not observed (${pool.message} before it was set apart). A score on it is that of a mix of rows that nobody will meet. Set the test part apart of the real rows first, and add made-up rows to the training part only.`,
    site,
    trace: traceOf(value, [SYNTHETIC], estimate, `saved to ${where}`),
    subject: null,
    estimate,
    value,
  };
}

/** Rows that a model labelled, among observed ones. */
function splitOfPseudoLabels({ site, data }: Split, { imputations }: Observations): Report | null {
  const value = data.find((labels) => has(labels.origins, IMPUTED) && !(dataMarks(labels) & (SPLIT_TRAIN | TABLE)));
  const added = value && imputations.find(({ addsRows, site: { place } }) => addsRows && passes(value, place));
  if (!value || !added) return null;
  const estimate = standIn('score', site, data, value);
  return {
    rule: 'synthetic-in-test',
    severity: 'warning',
    confidence: confidenceOf(value.origins, IMPUTED)!,
    message: `The test part will hold rows whose labels a model made up (${added.what} before the split). The rows it was sure of are the easy ones, so the score comes out too good. Split first, and add them to the training part only.`,
    site,
    trace: traceOf(value, [IMPUTED], estimate, 'split into training and test'),
    subject: null,
    estimate,
    value,
  };
}

function areMadeTogether(a: Value, b: Value): boolean {
  const [one, other] = [a, b].map(
    (rows) => (causeOfKind(rows, SYNTHETIC, 'pool') ?? causeOfKind(rows, SYNTHETIC, 'source'))?.place,
  );
  return !!one && !!other && samePlace(one, other);
}

/** Copies that the code is seen to make, as opposed to a name that speaks of them. */
const madeInSight = (rows: Value): boolean => has(dataOrigins(rows), AUGMENTED) && madeBy(rows) !== null;

/** Where copies came among rows, or a library made copies of all of them. */
const madeBy = (rows: Value): Cause | null =>
  causeOfKind(rows, SYNTHETIC, 'pool') ??
  (confidenceOf(dataOrigins(rows), AUGMENTED) === 'certain' ? causeOfKind(rows, SYNTHETIC, 'source') : null);

/** A generator fitted on rows that are tested later hands what it saw of them to the model that is tested. */
function learnedFromTest(estimate: Estimate): Report | null {
  const predictions = estimate.data.find((data) => data.marks & SAW_ALL_ROWS);
  const tested = estimate.data.find((data) => data !== predictions && data.marks & SPLIT_TEST);
  const trained = predictions?.fields?.get('$trained');
  const fitted = trained && seenBy(trained);
  if (!predictions || !tested || !fitted || !haveOneSource(fitted, tested)) return null;
  if (isOfMadeRowsAlone(trained, tested)) return null;
  return {
    rule: 'synthetic-in-test',
    severity: 'warning',
    confidence: confidenceOf(dataOrigins(tested), REAL) ?? 'likely',
    message: `The synthetic training rows were made from all rows, also those that are tested here, so the ${estimate.what} comes out too good. Split first, and make rows from the training part only.`,
    site: estimate.site,
    trace: traceOf(tested, [REAL], estimate, `${estimate.what} on rows that were seen when rows were made`),
    subject: null,
    estimate,
    value: tested,
  };
}

/** Trained on synthetic rows alone, tested on all the real ones: how far the former can stand in for the latter. */
const isOfMadeRowsAlone = (trained: Value, tested: Value): boolean =>
  isOnly(unitOrigins(trained), SYNTHETIC) && causeOfKind(tested, REAL, 'split') === null;

/** What rows were made from: what their generator was fitted on, or what they were put in among. */
const seenBy = (rows: Value): Value | null =>
  rows.fields?.get('$fitted') ?? (has(dataOrigins(rows), AUGMENTED) ? rows : null);

/** Read at one place or from one file. */
function haveOneSource(fitted: Value, tested: Value): boolean {
  const seen = sourcesOf(fitted, REAL);
  return sourcesOf(tested, REAL).some((held) =>
    seen.some(({ place, file }) => samePlace(place!, held.place!) || (file !== undefined && file === held.file)),
  );
}

/** The same where the predictions cannot be followed back to the model: said of its training. */
function* trainedOnTest({ trainings, estimates }: Observations): Generator<Report> {
  const told: Site[] = [];
  for (const training of trainings) {
    const value = training.data.find((data) => dataMarks(data) & SAW_ALL_ROWS && has(dataOrigins(data), SYNTHETIC));
    const fitted = value && seenBy(value);
    if (!value || !fitted || training.data.some((data) => dataMarks(data) & ORIGIN_FLAG)) continue;
    const isTestOfIt = (data: Value) =>
      (data.marks & SPLIT_TEST) !== 0 && haveOneSource(fitted, data) && !isOfMadeRowsAlone(value, data);
    const estimate = testsOf(training, estimates).find(
      (candidate) => candidate.data.some(isTestOfIt) && !usesFlag(candidate),
    );
    if (!estimate || told.some(({ unit, within }) => unit === training.site.unit && within === training.site.within))
      continue;
    told.push(training.site);
    yield {
      rule: 'synthetic-in-test',
      severity: 'warning',
      confidence: confidenceOf(dataOrigins(value), SYNTHETIC) ?? 'likely',
      message: `These synthetic training rows were made from all rows, also those that are tested later, so the ${estimate.what} of this model comes out too good. Split first, and make rows from the training part only.`,
      site: training.site,
      trace: traceOf(value, [SYNTHETIC], { ...estimate, site: training.site }, 'a model trained on these rows'),
      subject: null,
      estimate,
      value,
    };
  }
}

/** What may be a test of the model: in the same call of a function, where it tests there, else anywhere in the document. */
function testsOf({ site: { unit, within, context, place } }: Training, estimates: readonly Estimate[]): Estimate[] {
  const isHere = ({ site }: Estimate) => site.unit === unit && site.within === within;
  const here = within === null ? [] : estimates.filter((estimate) => isHere(estimate) && estimate.compares);
  if (here.length > 0) return here.filter(({ site }) => site.context === context);
  return estimates.filter(({ site, calledFrom }) =>
    [site, calledFrom].some((where) => where?.place.document === place.document),
  );
}

/** Rows that were made came into a test set by hand, or before it was cut off. */
function scoredTestSet({ estimate, value }: MeasuredPool): Report {
  return {
    rule: 'synthetic-in-test',
    severity: 'warning',
    confidence: confidenceOf(dataOrigins(value), POOLED_UNITS)!,
    message: `The test set holds rows that were made, not observed, beside real ones${fromWhere(value, REAL)}. The ${estimate.what} is that of a mix of rows that nobody will meet, and moves with how many were made. Score the observed rows, or report both apart.`,
    site: estimate.site,
    trace: traceOf(value, [REAL, SYNTHETIC], estimate, `${estimate.what} on these rows`),
    subject: null,
    estimate,
    value,
  };
}

function splitSite(value: Value, observed: Observations): Site | null {
  const place = causeOfKind(value, SYNTHETIC, 'split')?.place;
  return observed.splits.find(({ site }) => place && samePlace(site.place, place))?.site ?? null;
}
