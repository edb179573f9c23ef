import type { Confidence } from '@unpool/shared/protocol/finding.ts';
import type { Estimate, Imputation, Split } from '../flow/observation.ts';
import type { Expression, Statement } from '../flow/program.ts';
import { descendants, expressionsIn, nameOf, writtenStatementsIn } from '../flow/walk.ts';
import type { Cause } from '../provenance/cause.ts';
import { PREDICTED, ROWS, TABLE } from '../provenance/marks.ts';
import { words } from '../provenance/names.ts';
import { confidenceOf, has, IMPUTED, POOLED_VALUES } from '../provenance/origins.ts';
import { causeOfKind, causes, hasCause, passes } from '../provenance/trace.ts';
import { dataOrigins, isForTraining, type Value } from '../provenance/value.ts';
import { rememberingOf } from '../recent.ts';
import { standIn, subjectOf, traceOf } from './describe.ts';
import type { Observations, Report, Rule } from './rule.ts';

export const imputedAsObserved: Rule = {
  id: 'imputed-as-observed',
  *check(observed) {
    // PPI and its kin take a model's labels for what they are, and so do the rules for many imputations
    if (observed.corrections.length > 0 || observed.about.imputesOften) return;
    const told: Imputation[] = [];
    for (const imputation of observed.imputations) {
      const use = useOf(imputation, observed);
      if (!use) continue;
      told.push(imputation);
      yield mixedLabels(imputation, use);
    }
    const isTold = (value: Value) => told.some(({ site }) => passes(value, site.place));
    for (const estimate of observed.estimates) {
      if (estimate.framework || observed.isTransform(estimate)) continue;
      const truth = takenForTruth(estimate);
      if (truth && !isTold(truth) && !hasCause(truth, saysGaps)) yield report(estimate, truth, TRUTH);
      const outcome = truth ? null : takenForOutcome(estimate);
      if (outcome && !isTold(outcome)) yield report(estimate, outcome, OUTCOME);
    }
  },
};

/** A column by itself that holds a model's values. In a table of features they are what the model is given. */
const isImputed = (value: Value): boolean =>
  !(value.marks & TABLE) &&
  has(dataOrigins(value), IMPUTED) &&
  !has(dataOrigins(value), POOLED_VALUES) &&
  !isForTraining(value);

/** What the mixed labels are used for, other than training. */
function useOf({ site, isAnswered }: Imputation, observed: Observations): Estimate | Split | undefined {
  const isOfIt = (value: Value | null) => value !== null && isImputed(value) && passes(value, site.place);
  if (isAnswered)
    return observed.estimates.find(
      (estimate) =>
        estimate.data.some((value) => isOfIt(value) && isOfFilled(value)) &&
        !estimate.framework &&
        !(estimate.compares && !estimate.data.every(isOfIt)) &&
        ![site, estimate.site].some(({ unit }) => keepsApart(unit.body)),
    );
  return (
    observed.splits.find(({ data }) => data.some(isOfIt)) ??
    observed.estimates.find((estimate) => isOfIt(takenForTruth(estimate) ?? takenForOutcome(estimate)))
  );
}

/** Does code choose, or group, rows by a mark of what was filled: `rows.filter((row) => !row.imputed)`? */
const keepsApart = rememberingOf((body: readonly Statement[]): boolean =>
  [...testsIn(body)].some((test) => descendants(test).some((node) => marksFilled(node))),
);

function* testsIn(body: readonly Statement[]): Generator<Expression> {
  for (const statement of writtenStatementsIn(body)) if (statement.kind === 'if') yield statement.test;
  for (const node of expressionsIn(body)) {
    if (node.kind === 'conditional') yield node.test;
    if (node.kind === 'call' && CHOOSES.test(nameOf(node.callee))) yield* node.arguments.map(({ value }) => value);
  }
}

const CHOOSES = /^(?:filter|reject|partition|groupBy|group|rollups?|keyBy|find|every|some|countBy|where)$/;
const MARKS_FILLED = /^(?:filled|imputed|guessed|estimated|inferred|predicted|observed|origin|source|provenance)$/;

const marksFilled = (node: Expression): boolean =>
  (node.kind === 'attribute' ||
    (node.kind === 'constant' && typeof node.value === 'string' && node.value.length < 30)) &&
  words(node.kind === 'attribute' ? node.name : String(node.value)).some((word) => MARKS_FILLED.test(word));

/** Labels of a model that predictions are held against, as if they were right. */
function takenForTruth({ truth, data, resplits }: Estimate): Value | null {
  if (!truth || !isImputed(truth)) return null;
  // where the labels come first, predictions must come second: the two are often given the other way round
  const isScore = resplits || data[0] !== truth;
  return isScore ||
    data.some((value) => value !== truth && value.marks & PREDICTED && !has(dataOrigins(value), IMPUTED))
    ? truth
    : null;
}

/** What an interval, a test or a regression is about. Imputed values held against observed ones are the question itself. */
function takenForOutcome({ confirmatory, compares, truth, data }: Estimate): Value | null {
  if (!confirmatory || truth) return null;
  const outcomes = (compares ? data : data.slice(0, 1)).map(outcomeOf);
  return outcomes.length > 0 && outcomes.every((value) => has(value.origins, IMPUTED) && isFilledIn(value))
    ? outcomes[0]!
    : null;
}

/** Of a table whose columns a formula chose, the first; of a list of numbers, what these are. */
function outcomeOf(value: Value): Value {
  if (value.marks & TABLE) return [...(value.fields?.values() ?? [])][0] ?? value;
  const { element } = value;
  return element && !element.fields && has(element.origins, IMPUTED) ? element : value;
}

/** Of rows with filled entries, the entries themselves, or one of a pair: `[age, income]`. */
const isOfFilled = (value: Value): boolean =>
  [outcomeOf(value), ...(value.element?.items ?? [])].some(({ origins }) => has(origins, IMPUTED));

/** What is known of a column by itself, as opposed to the table that it is in. */
function ownOf(value: Value): Value {
  const own = value.cause?.inputs.at(-1);
  return own && own.marks & ROWS && !(own.marks & TABLE) && has(own.origins, IMPUTED) ? ownOf(own) : value;
}

const saysGaps = ({ message }: Cause): boolean => /^gaps filled (by|with the mean)/.test(message ?? '');

/** Some gaps among observed values, filled with their mean or by an imputer. */
const fillsGaps = (value: Value): boolean => causes(ownOf(value), IMPUTED).some(saysGaps);

/** Filled in code that is seen, or by a name that is plain about it: `pseudo_time` is no label. */
function isFilledIn(value: Value): boolean {
  if (fillsGaps(value) || causeOfKind(ownOf(value), IMPUTED, 'pool')) return true;
  const named = causes(value, IMPUTED).find(({ byName }) => byName)?.message ?? '';
  return /imputed|label|target|outcome|class|predicted|(alpha|colab|esm)_?fold/i.test(named);
}

const TRUTH =
  'It says how well one model follows another, mistakes included, not how often it is right. Take labels that somebody observed, or say that it is an agreement.';
const OUTCOME =
  "They vary less than observed ones and hold the model's mistakes, so it is too sure of a value that may be off. Estimate from the observed values, with the model's as predictions (PPI), or impute many times and combine.";

const GAPS =
  'They vary less than observed ones and count as if they were, so it is too sure of a value that may be off. Leave rows with gaps out where gaps come by chance, or impute many times and combine.';

/** Where rows come from says nothing of who labelled them. */
const OF_ROWS = /^(?:real |synthetic )?rows read|^made-up rows/;

function report(estimate: Estimate, value: Value, harm: typeof TRUTH | typeof OUTCOME): Report {
  const isOfGaps = fillsGaps(value);
  const from = causes(ownOf(value), IMPUTED).find(
    (cause) => saysGaps(cause) || (/source|pool/.test(cause.kind) && cause.message && !OF_ROWS.test(cause.message)),
  )?.message;
  return {
    rule: 'imputed-as-observed',
    severity: estimate.confirmatory ? 'error' : 'warning',
    confidence: isOfGaps ? 'likely' : confidenceOf(dataOrigins(value), IMPUTED)!,
    message: `${subjectOf(estimate)} takes ${isOfGaps ? 'filled-in' : "a model's"} values for observed ones${from ? ` (${from})` : ''}. ${isOfGaps ? GAPS : harm}`,
    site: estimate.site,
    trace: traceOf(
      ownOf(value),
      [IMPUTED],
      estimate,
      `${estimate.what} with them as ${harm === TRUTH ? 'the truth' : 'the outcome'}`,
    ),
    subject: null,
    estimate,
    value,
  };
}

const ANSWERS =
  "The model's mistakes enter the number, and no interval shows them. Estimate from the observed values, with the model's as predictions (PPI), or report both apart.";

function mixedLabels({ site, data, what, isAnswered }: Imputation, use: Estimate | Split): Report {
  const value = data[0]!;
  const confidence: Confidence = confidenceOf(value.origins, IMPUTED)!;
  const isConfirmed = use.kind === 'estimate' && use.confirmatory;
  const estimate = use.kind === 'estimate' ? use : standIn('score', use.site, use.data, value);
  const then = use.kind === 'estimate' ? `the ${use.what} takes them` : 'the split takes them';
  return {
    rule: 'imputed-as-observed',
    severity: isConfirmed ? 'error' : 'warning',
    confidence,
    message: `${what[0]!.toUpperCase()}${what.slice(1)}, and ${then} all for observed. ${
      isAnswered
        ? ANSWERS
        : isConfirmed
          ? OUTCOME
          : 'The model is then marked right where it repeats its own mistakes, so the score comes out too good. Keep such rows for training, and test on labels that somebody observed.'
    }`,
    site,
    trace: traceOf(value, [IMPUTED], estimate, use.kind === 'estimate' ? use.what : 'split into training and test'),
    subject: null,
    estimate,
    value,
  };
}
