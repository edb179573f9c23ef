import type { Place } from '@unpool/shared/protocol/finding.ts';
import type { Estimate, Loss, Split, Storage } from '../flow/observation.ts';
import { fileName } from '../flow/parts.ts';
import type { Expression } from '../flow/program.ts';
import { nameOf } from '../flow/walk.ts';
import { BY_ORIGIN, ROWS, SPLIT_TEST, TABLE } from '../provenance/marks.ts';
import { rowEvidence, words } from '../provenance/names.ts';
import { AUGMENTED, confidenceOf, GENERATED, has, POOLED_UNITS, REAL, SYNTHETIC } from '../provenance/origins.ts';
import { causeOfKind, hasStep, passes, samePlace, sourcesOf, stepOf } from '../provenance/trace.ts';
import { dataMarks, dataOrigins, isForTraining, type Value } from '../provenance/value.ts';
import { fromWhere, standIn, traceOf } from './describe.ts';
import { asksForOrigin, isOfRealRows, usesFlag } from './naive-pooling.ts';
import type { Observations, Report, Rule } from './rule.ts';
import { areToldApart } from './told-apart.ts';

export const originDropped: Rule = {
  id: 'origin-dropped',
  *check(observed) {
    // one mistake a pool, however many tables are taken from it
    const told: Place[] = [];
    const isNew = ({ value, site }: Report) => {
      const pool = poolOf(value, observed) ?? (isAppended(site.node) ? site.place : null);
      if (!pool || told.some((place) => samePlace(place, pool))) return false;
      told.push(pool);
      return true;
    };
    for (const loss of observed.losses) {
      const use = asksForOrigin(loss.result, observed) ? null : useOf(loss, observed);
      const report = use && lost(loss, use);
      if (report && isNew(report)) yield report;
    }
    for (const storage of observed.stored) {
      const report = storedWithout(storage, observed);
      if (report && isNew(report)) yield report;
    }
  },
};

type Use = Estimate | Split | Storage;

/** What the rows are used for after the loss, while they are still one pool. */
function useOf({ site, result }: Loss, observed: Observations): Use | undefined {
  const place = site.place;
  const isOfPool = (value: Value) =>
    has(dataOrigins(value), POOLED_UNITS) && !(dataMarks(value) & BY_ORIGIN) && !isForTraining(value);
  const isUse = (use: Use) => use.data.some((value) => isOfPool(value) && (value === result || passes(value, place)));
  return (
    observed.splits.find(isUse) ??
    // some columns of a table, only for a number that is computed at once, are no loss
    observed.estimates.find(
      (estimate) =>
        (estimate.resplits || estimate.site.statement !== site.statement) &&
        !estimate.framework &&
        !observed.isTransform(estimate) &&
        !usesFlag(estimate) &&
        !isOfRealRows(estimate) &&
        isUse(estimate),
    ) ??
    observed.stored.find((storage) => !isOfTraining(storage) && isUse(storage))
  );
}

const TRAINING = new Set(['finetune', 'finetuning', 'finetuned', 'sft', 'pretrain', 'pretraining', 'corpus']);

const speaksOfTraining = (name: string | null): boolean =>
  name !== null && words(name).some((word) => TRAINING.has(word) || /^train(set|ing)?\d*$/.test(word));

/** Where everybody knows that the rows are for training, nobody takes them for observed. */
const isOfTraining = ({ file, called, site }: Storage): boolean =>
  [file, called, site.within, fileName(site.place.document)].some(speaksOfTraining);

const HARM =
  'From there on nobody can report by origin, test on real rows only or weight the synthetic ones, and they count as observed.';

function lost({ site, what, result }: Loss, use: Use): Report {
  const then =
    use.kind === 'split'
      ? 'before the rows are split'
      : use.kind === 'storage'
        ? `before the rows are saved${use.file === null ? '' : ` to ${fileName(use.file)}`}`
        : `before the ${use.what}`;
  const estimate = use.kind === 'estimate' ? use : standIn('score', site, [result], result);
  const last = use.kind === 'split' ? 'split' : use.kind === 'storage' ? 'saved' : use.what;
  return {
    rule: 'origin-dropped',
    severity: 'warning',
    confidence: confidenceOf(dataOrigins(result), POOLED_UNITS)!,
    message: `Real rows${fromWhere(result, REAL)} and synthetic rows${fromWhere(result, SYNTHETIC)} are told apart here no longer: ${what} is left out ${then}. ${HARM} Keep it beside the data, and leave it out only of what a model is fitted on.`,
    site,
    trace: traceOf(result, [REAL, SYNTHETIC], { ...estimate, site: use.site }, `${last} without it`),
    subject: null,
    estimate,
    value: result,
  };
}

/** Where the rows were put together. Lists that a loop fills keep the cause that they had first. */
const poolOf = (rows: Value, { language }: Observations): Place | null =>
  (causeOfKind(rows, SYNTHETIC, 'pool') ?? (language === 'typescript' ? stepOf(rows, 'pool') : null))?.place ?? null;

/** What is made of the pool in the same code is reported there, if it is wrong. */
function isUsedHere(value: Value, observed: Observations): boolean {
  const pool = poolOf(value, observed);
  return [...observed.estimates, ...observed.splits].some(({ data }) =>
    data.some((other) => {
      const place = poolOf(other, observed);
      return pool && place && samePlace(place, pool);
    }),
  );
}

/** A pool that goes to a file without anything that tells its rows apart. */
function storedWithout(storage: Storage, observed: Observations): Report | null {
  const { site, data, file } = storage;
  const value = data.find((rows) => isOfRows(rows, observed) && (holdsMadeUp(rows) || isAddedToOwn(rows, storage)));
  if (!value || dataMarks(value) & BY_ORIGIN || isForTraining(value) || isOfTraining(storage)) return null;
  if ([file?.replace(/\.\w+$/, '') ?? '', rowsCalled(site.node)].some(isSaidOfAll)) return null;
  // of a test part that is set apart of the pool, synthetic-in-test says more
  if (value.marks & SPLIT_TEST && !isAddedToTest(value, observed)) return null;
  // copies of what was set apart for training are for training, too
  if (sourcesOf(value, REAL).some((source) => speaksOfTraining(source.file ?? null))) return null;
  if (areToldApart(value, observed) || asksForOrigin(value, observed) || isUsedHere(value, observed)) return null;
  const estimate = standIn('score', site, data, value);
  const areCopies = has(dataOrigins(value), AUGMENTED);
  const where = file === null ? 'a file' : fileName(file);
  const [made, harm] = madeAmong(value, observed);
  return {
    rule: 'origin-dropped',
    severity: 'information',
    confidence: confidenceOf(dataOrigins(value), areCopies ? AUGMENTED : POOLED_UNITS)!,
    message: `Real rows${fromWhere(value, REAL)} and ${made} go to ${where} with nothing to tell them apart. ${harm} Add a column with their origin before they are put together.`,
    site,
    trace: traceOf(value, [REAL, SYNTHETIC], estimate, `saved to ${where}`),
    subject: null,
    estimate,
    value,
  };
}

/** What is among the real rows, and what comes of it. */
function madeAmong(value: Value, observed: Observations): readonly [made: string, harm: string] {
  const harm = 'Whoever reads the file takes all rows for observed';
  if (isOfAnswers(value, observed))
    return ['rows that a language model made', `${harm}, and nobody can leave those out of a test.`];
  if (!has(dataOrigins(value), AUGMENTED)) return [`synthetic rows${fromWhere(value, SYNTHETIC)}`, `${harm}.`];
  return [
    'made-up copies',
    'Whoever splits the file has copies of training rows in the test, and nobody can leave them out.',
  ];
}

/** Tables; of lists of objects, those with rows among them that a language model was asked for. */
const isOfRows = (value: Value, observed: Observations): boolean =>
  (value.marks & TABLE) !== 0 || isOfAnswers(value, observed);

const isOfAnswers = ({ marks, allOrigins }: Value, { language }: Observations): boolean =>
  language === 'typescript' && (marks & ROWS) !== 0 && has(allOrigins, GENERATED);

/** Rows that a model made after those of a file, at the end of that file. */
const isAddedToOwn = (rows: Value, { file, site }: Storage): boolean =>
  isAppended(site.node) &&
  has(dataOrigins(rows), AUGMENTED) &&
  sourcesOf(rows, REAL).some((source) => file !== null && source.file === file);

const isAppended = (node: Expression): boolean => node.kind === 'call' && /^append/.test(nameOf(node.callee));

/** Rows that were made for a test set that was there before. */
const isAddedToTest = (value: Value, { language }: Observations): boolean =>
  language === 'typescript' && (stepOf(value, 'pool')?.inputs ?? []).some((rows) => dataMarks(rows) & SPLIT_TEST);

/** `synthetic_only.to_csv(…)`: all rows, and not some of them, are said to be synthetic. */
function isSaidOfAll(name: string): boolean {
  const said = rowEvidence(name);
  return has(said, SYNTHETIC) && !has(said, AUGMENTED);
}

const rowsCalled = (node: Expression): string =>
  node.kind === 'call' && node.callee.kind === 'attribute' ? nameOf(node.callee.object) : '';

/** Real rows with others among them, put together in sight. */
const holdsMadeUp = (rows: Value): boolean =>
  has(dataOrigins(rows), REAL) && has(dataOrigins(rows), POOLED_UNITS | AUGMENTED) && hasStep(rows, 'pool');
