import type { Estimate } from '../flow/observation.ts';
import { descendants, strings } from '../flow/walk.ts';
import { COMPARED, ESTIMATE, NO_DATA } from '../provenance/marks.ts';
import { rowEvidence } from '../provenance/names.ts';
import {
  AUGMENTED,
  confidenceOf,
  GENERATED,
  has,
  isOnly,
  JUDGED,
  POOLED_UNITS,
  REAL,
  SYNTHETIC,
  weakest,
} from '../provenance/origins.ts';
import { causes, samePlace, sourceOf } from '../provenance/trace.ts';
import { dataMarks, dataOrigins, type Value } from '../provenance/value.ts';
import { fromWhere, subjectOf, traceOf } from './describe.ts';
import { usesFlag } from './naive-pooling.ts';
import { isWord, namesIn } from './names-in-code.ts';
import type { Report, Rule } from './rule.ts';

export const syntheticOnlyInference: Rule = {
  id: 'synthetic-only-inference',
  *check(evidence) {
    // where real rows are estimated from, too, the synthetic ones are held against them
    if (!evidence.about.speaksOfPeople || evidence.estimates.some(isConfirmedOnReal)) return;
    for (const estimate of evidence.estimates) {
      if (estimate.framework || evidence.isTransform(estimate)) continue;
      if (usesFlag(estimate) || studiesMethod(estimate) || isSaidBeside(estimate)) continue;
      const value = estimate.data.find(isMadeUp);
      if (
        !value ||
        !(estimate.confirmatory || foretellsMarket(estimate)) ||
        (evidence.about.studiesModel && isPlayed(value)) ||
        estimate.data.some(isReference) ||
        estimate.data.some((data) => has(dataOrigins(data), POOLED_UNITS)) ||
        areOfSeveralSources(estimate) ||
        !isSeenToBeMade(value, estimate)
      )
        continue;
      yield report(estimate, value);
    }
  },
};

/** What people would buy, pay or vote for: somebody acts on such a number, with an interval or without. */
const OF_MARKET =
  /purchase_?(intent|interest|likelihood|probab)|willingness_?to_?(pay|buy)|(^|_)(wtp|nps)(_|$)|net_?promoter|likelihood_?to_?(buy|recommend)|vot(e_?share|ing_?intent)|market_?share/i;

const foretellsMarket = ({ expressions, compares }: Estimate): boolean =>
  !compares &&
  expressions.some(
    (node) => node && [...descendants(node)].some((part) => namesIn(part, isWord).some((name) => OF_MARKET.test(name))),
  );

/** How often a model is right about made-up questions is no claim about people. */
const isMadeUp = (value: Value): boolean =>
  !(dataMarks(value) & COMPARED) && (isOfSyntheticRows(value) || isPlayed(value));

/** Synthetic rows and no others. A judge's labels of them are the judge's rule. */
const isOfSyntheticRows = (value: Value): boolean =>
  isOnly(dataOrigins(value), SYNTHETIC) && !has(dataOrigins(value), AUGMENTED | JUDGED);

/** Answers of people that a model plays, whatever rows it was told of them, and whatever it rates as them. */
function isPlayed(value: Value): boolean {
  if (!has(dataOrigins(value), GENERATED)) return false;
  for (const { kind, bySoftName, model, asPerson } of causes(value, GENERATED, true)) {
    if (kind === 'judge' && !bySoftName) return false;
    // the model that answered last: one may play a person for another
    if (model !== undefined) return asPerson === true;
  }
  return false;
}

const isConfirmedOnReal = ({ confirmatory, data }: Estimate): boolean =>
  confirmatory && data.some((value) => has(dataOrigins(value), REAL) && !isPlayed(value));

/** Something that the synthetic rows may be held against: other rows, or a figure that was worked out from some. */
const isReference = (value: Value): boolean =>
  !isMadeUp(value) && value.constant === undefined && (!(value.marks & NO_DATA) || (value.marks & ESTIMATE) !== 0);

/** Two samples made in different ways: how they were made is what is compared. */
function areOfSeveralSources({ compares, data }: Estimate): boolean {
  const [first, ...others] = data.flatMap((value) => {
    const fact = [SYNTHETIC, GENERATED].find((each) => has(dataOrigins(value), each));
    return (fact !== undefined && sourceOf(value, fact, true)?.place) || [];
  });
  return compares && first !== undefined && others.some((place) => !samePlace(first, place));
}

/** How well a method does is found out on data whose truth is known. */
const METHOD =
  /monte_?carlo|(^|[^a-z])(power|coverage|type_?(i|ii|1|2)|null|aa_?tests?|false_positives?|sample_size|simulation_stud(y|ies)|dgp)([^a-z]|$)/i;

const studiesMethod = ({ site, calledFrom }: Estimate): boolean =>
  [site, calledFrom].some(
    (where) =>
      where && [where.within, where.owner, fileOf(where.place.document)].some((name) => METHOD.test(name ?? '')),
  );

const fileOf = (uri: string): string => uri.slice(uri.lastIndexOf('/') + 1);

/**
 * A library or a model made them, or the file that they were read from says so. A variable's name is not enough, nor are
 * random numbers drawn in the same code: these are for trying something out.
 */
function isSeenToBeMade(value: Value, { site }: Estimate): boolean {
  const source = sourceOf(value, SYNTHETIC);
  if (source?.byLibrary || has(dataOrigins(value), GENERATED)) return true;
  return causes(value, SYNTHETIC).some(
    ({ file }) => file !== undefined && (namesSynthetic(file) || source?.place?.document !== site.place.document),
  );
}

const NOBODY = /(nobody|no ?one|no people) (was|were) asked|exploratory/i;

/** What is printed with the number says that nobody was asked. */
const isSaidBeside = ({ site: { statement } }: Estimate): boolean =>
  statement?.kind === 'evaluate' && [...strings([statement])].some((text) => NOBODY.test(text));

const namesSynthetic = (file: string): boolean => has(rowEvidence(file.replace(/\.\w+$/, '')), SYNTHETIC);

const SURE =
  'It says how sure one can be of what the generator was told, and with more rows made it gets as sure as you like; of people it says nothing.';
const BELIEVED = 'It says what the generator takes people for, not what they would do.';

function report(estimate: Estimate, value: Value): Report {
  const fact = isOfSyntheticRows(value) ? SYNTHETIC : GENERATED;
  return {
    rule: 'synthetic-only-inference',
    severity: 'information',
    // that a person is played is told by words
    confidence: weakest(confidenceOf(dataOrigins(value), fact)!, fact === GENERATED ? 'likely' : 'certain'),
    message: `${subjectOf(estimate)} is computed on synthetic rows alone${fromWhere(value, fact)}. ${estimate.confirmatory ? SURE : BELIEVED} Take real rows, or say beside the number that nobody was asked.`,
    site: estimate.site,
    trace: traceOf(value, [fact], estimate, `${estimate.what} of the synthetic rows`),
    subject: null,
    estimate,
    value,
  };
}
