import { areHeldAgainstPeople, columnsTaken } from '../flow/filled-columns.ts';
import { PRINTED_TOTAL } from '../flow/fractions.ts';
import type { Correction, Estimate, Site } from '../flow/observation.ts';
import type { Expression, Language } from '../flow/program.ts';
import { descendants, nameOf } from '../flow/walk.ts';
import type { Cause } from '../provenance/cause.ts';
import { AGAINST_HUMAN, CONTROLS } from '../provenance/marks.ts';
import { namesCriteria, snakeCase } from '../provenance/names.ts';
import { GENERATED, has, IMPUTED, JUDGED, POOLED_VALUES } from '../provenance/origins.ts';
import { causeOfKind, causes, samePlace } from '../provenance/trace.ts';
import { dataMarks, dataOrigins, type Value } from '../provenance/value.ts';
import { rememberingOf } from '../recent.ts';
import { countsAgainstOthers, onlyCentres, studiesJudge, testsClassifier } from './judge-study.ts';
import { namesCorrection } from './names-correction.ts';
import { isOfOtherField } from './other-field.ts';
import type { Observations } from './rule.ts';

interface JudgedEstimate {
  readonly estimate: Estimate;
  readonly value: Value;
}

/** Numbers that are reported of a judge's labels, which no human labels correct: what the rules about judges look at. */
export const judgedEstimates = rememberingOf((observed: Observations): readonly JudgedEstimate[] => [
  ...judgedIn(observed),
]);

function* judgedIn(observed: Observations): Generator<JudgedEstimate> {
  if (observed.about.studiesJudge) return;
  const tested = judgesUnderTest(observed.estimates);
  const corrections = trusted(observed.corrections);
  const telling = new Set(
    observed.estimates.filter(({ what, data }) => what !== PRINTED_TOTAL && data.some(isJudged)).map(documentOf),
  );
  for (const estimate of observed.estimates) {
    // most estimates are of something else: what looks at names and code comes after
    const value = estimate.data.find(isJudged);
    if (!value) continue;
    // where a mean or a rate is told, what it is worked out from is told in passing
    if (estimate.what === PRINTED_TOTAL && (telling.has(documentOf(estimate)) || isOnlyNamed(value))) continue;
    if (observed.isTransform(estimate) || estimate.resplits || isAgreement(estimate)) continue;
    if (namesCorrection(estimate) || studiesJudge(estimate) || scoresOneAnswer(estimate, observed.language)) continue;
    if (
      isOfCosts(estimate) ||
      countsAgainstOthers(estimate) ||
      (observed.language === 'typescript' && testsClassifier(estimate.site))
    )
      continue;
    if (definesMetric(estimate, value) || isCorrected(estimate, value, corrections)) continue;
    if (isOfCorrected(estimate, observed.estimates)) continue;
    if (answersForItself(value, observed)) continue;
    if (tested.some(({ site, judge }) => isSameCode(site, estimate.site) && isSameJudge(judge, judgeOf(value))))
      continue;
    if (onlyCentres(estimate) || areHeldAgainstPeople(columnsOf(estimate, value), observed.units)) continue;
    if (hasJudge(value, observed)) yield { estimate, value };
  }
}

/** The module that has an estimate told. */
const documentOf = ({ calledFrom, site }: Estimate): string => (calledFrom ?? site).place.document;

const isJudged = (value: Value): boolean =>
  has(dataOrigins(value), JUDGED) &&
  !has(dataOrigins(value), POOLED_VALUES) &&
  !(dataMarks(value) & (AGAINST_HUMAN | CONTROLS)); // the judge itself is under test

/** Labels of a judge held against others, be they another judge's. A test of two systems takes one judge's labels of each. */
const isAgreement = ({ compares, data, what }: Estimate): boolean =>
  compares && data.length > 1 && !(what === 'test' && areOfOneJudge(data));

const areOfOneJudge = ([first, ...others]: readonly Value[]): boolean => {
  const judge = first && isJudged(first) ? judgeOf(first) : null;
  return judge !== null && others.every((value) => isJudged(value) && isSameJudge(judgeOf(value), judge));
};

/** Labels of a judge held against people's: the judge itself is under test. */
const testsJudge = ({ compares, data }: Estimate): boolean => compares && data.some((labels) => !isJudged(labels));

/** Whose labels are held against others in the same code: what else is said of them is about the judge. */
const judgesUnderTest = (estimates: readonly Estimate[]): { readonly site: Site; readonly judge: Cause }[] =>
  estimates.filter(testsJudge).flatMap(({ site, data }) =>
    data.filter(isJudged).flatMap((value) => {
      const judge = judgeOf(value);
      return judge ? [{ site, judge }] : [];
    }),
  );

/** A script that writes a file which is read here is another code. */
const isSameCode = (a: Site, b: Site): boolean => a.place.document === b.place.document;

/** A model that is asked about itself, or plays a person, grades nothing by its "rating". */
const answersForItself = (value: Value, { asksOfSelf }: Observations): boolean =>
  asksOfSelf && firstJudge(value)?.bySoftName === true && !isOnlyNamed(value);

/** Where a value became a judge's. */
const firstJudge = (value: Value): Cause | undefined =>
  causes(value, JUDGED)
    .filter(({ kind }) => kind === 'judge')
    .at(-1);

const judgeOf = (value: Value): Cause | null => causeOfKind(value, JUDGED, 'judge');

/** A column is named at each use: the same words mean the same labels. What is asked, is asked at one place. */
const isSameJudge = (a: Cause | null, b: Cause | null): boolean =>
  !a?.place ||
  !b?.place ||
  samePlace(a.place, b.place) ||
  (a.message === b.message && (a.byName === true || a.message?.includes('"') === true));

/** The columns that the labels were taken from last; none for bare labels. */
function columnsOf({ expressions, site }: Estimate, value: Value): readonly string[] {
  const taken = columnsTaken(isSummary(site.node) ? site.node : (expressions[0] ?? site.node));
  const said = causes(value, JUDGED).flatMap(
    ({ message }) =>
      COLUMN.exec(message ?? '')
        ?.slice(1)
        .join('') ?? [],
  );
  return taken.length > 0 ? taken : said.slice(0, 1);
}

const isSummary = (node: Expression): boolean => node.kind === 'call' && /^agg(regate)?$/.test(nameOf(node.callee));

const COLUMN = /^column "(.+)"|^"(.+)" among a judge's verdicts$/;

/** A court has judges, too, and a scanner gives verdicts: where there is only a name, the code has to speak of models. */
function hasJudge(value: Value, { about, asksModels, language }: Observations): boolean {
  if (!isOnlyNamed(value)) return true;
  if (causes(value, JUDGED).some(({ besidePeople }) => besidePeople)) return false;
  if (language === 'typescript' && firstJudge(value)?.bySoftName && !about.speaksOfJudge) return false;
  return about.speaksOfModels && (about.namesModels || asksModels || !firstJudge(value)?.bySoftName);
}

/** Does nothing but a name say that there is a judge? */
function isOnlyNamed(value: Value): boolean {
  const judge = firstJudge(value);
  return judge ? judge.byName === true : !has(dataOrigins(value), GENERATED);
}

/** What asking costs, in money or time, whoever was asked: `spent / budget`. */
const isOfCosts = ({ expressions }: Estimate): boolean =>
  expressions.some((node) => node && COSTS.test(snakeCase(nameOf(node))));

const COSTS = /(^|_)(usd|costs?|spend|spent|budget|savings|tokens|latency|latencies|duration|cache|cached|ms)(_|$)/;

/** Several judges of one answer come to one verdict here. */
const OF_SEVERAL_JUDGES =
  /(^|[/_-])(consensus|ensemble|jury|voting|multi_?-?judge|judges?[/_-]?(?:panel|multi|aggregat\w*|merge))([/_.-]|$)/i;

/** How one answer's score is put together from its scores by criterion, or one ranking's from those of its documents. */
const scoresOneAnswer = ({ site, expressions }: Estimate, language: Language): boolean =>
  isByWeights(site.node) ||
  OF_SEVERAL_JUDGES.test(snakeCase(site.within ?? '')) ||
  // a script of TypeScript that has all of its code at the top goes through all answers there
  ((site.within !== null || language !== 'typescript') &&
    OF_SEVERAL_JUDGES.test(site.place.document.split('/').slice(-4).join('/'))) ||
  /\/scorers\//.test(site.place.document.split('/').slice(-5).join('/')) ||
  /composite|weighted_(score|average)|^_?parse(_|$)|(^|_)n?dcg(_|$)/i.test(snakeCase(site.within ?? '')) ||
  expressions.some((node) => node && [...descendants(node)].some(isByCriterion));

/** `weighted_sum / total_weight`: weights are of criteria; those of rows come with a name of their own. */
const isByWeights = (node: Expression): boolean =>
  node.kind === 'operation' &&
  node.operator === '/' &&
  /(^|_)weights?(_|$)/.test(snakeCase(nameOf(node.operands.at(-1)!)));

/** `criteria_scores.values()`, `sum(part["score"] for part in criteria)` */
const isByCriterion = (node: Expression): boolean =>
  (node.kind === 'comprehension' && node.clauses.some(({ iterable }) => namesCriteria(nameOf(iterable)))) ||
  (node.kind === 'call' &&
    node.callee.kind === 'attribute' &&
    node.callee.name === 'values' &&
    (node.callee.object.kind === 'name' || node.callee.object.kind === 'attribute') &&
    /criteri|dimension|aspect|sub_?score/i.test(node.callee.object.name));

/** The class of a metric says how one sample is scored: by its base, or on verdicts that it only names. No analysis. */
const definesMetric = ({ site }: Estimate, value: Value): boolean =>
  / Base\w*Metric\b/.test(site.owner ?? '') ||
  (/Metric/.test(site.owner ?? '') && causeOfKind(value, JUDGED, 'judge')?.byName === true);

interface Trusted extends Correction {
  /** The labels of a judge among its data; none where nobody can trace them. */
  readonly labels: readonly Value[];
}

/** A function that corrects runs by itself, too, and then says nothing of those that it is called with. */
function trusted(corrections: readonly Correction[]): readonly Trusted[] {
  const all = corrections.map((correction) => ({
    ...correction,
    labels: correction.data.filter((other) => has(dataOrigins(other), JUDGED | IMPUTED | GENERATED)),
  }));
  const traced = all.filter(({ labels }) => labels.length > 0);
  return all.filter(
    (one) => one.labels.length > 0 || !traced.some(({ site }) => samePlace(site.place, one.site.place)),
  );
}

/** A correction that takes these labels, or labels nobody can trace, is trusted. */
function isCorrected(estimate: Estimate, value: Value, corrections: readonly Trusted[]): boolean {
  if (corrections.length === 0 || !mayBeCorrected(estimate)) return false;
  const judge = judgeOf(value);
  return corrections.some(
    ({ site, labels, isOfNumber }) =>
      (!isOfNumber || samePlace(site.place, (estimate.of ?? estimate).site.place)) &&
      !isOfOtherField(estimate, site) &&
      (labels.length === 0 || labels.some((other) => isSameJudge(judgeOf(other), judge))),
  );
}

/** `sqrt(variance(judged) / N + variance(gaps) / n)`: how unsure the corrected number is, by both parts of it. */
const isOfCorrected = ({ what, site }: Estimate, estimates: readonly Estimate[]): boolean =>
  what === 'standard error' &&
  site.statement !== null &&
  estimates.some(
    (other) =>
      other.what === what &&
      other.site.statement === site.statement &&
      other.data.some((value) => dataMarks(value) & AGAINST_HUMAN),
  );

/**
 * A raw number may stand beside the corrected one. An interval or a test of raw labels claims what the correction denies,
 * and so do draws of them, whatever the mean beside them has become.
 */
const mayBeCorrected = ({ confirmatory, of, what }: Estimate): boolean =>
  !confirmatory || (of !== null && what !== 'bootstrap interval');
