import type { Comparison, Correction, Estimate, Site } from '../flow/observation.ts';
import type { Expression } from '../flow/program.ts';
import { descendants } from '../flow/walk.ts';
import { SPLIT_TEST, SPLIT_TRAIN } from '../provenance/marks.ts';
import { valueEvidence } from '../provenance/names.ts';
import { confidenceOf, GENERATED, has, JUDGED, MEASURED } from '../provenance/origins.ts';
import { causes, passes, samePlace } from '../provenance/trace.ts';
import { dataMarks, dataOrigins, type Value } from '../provenance/value.ts';
import { settingTried } from './chosen-by-search.ts';
import { standIn, traceOf } from './describe.ts';
import type { Observations, Report, Rule } from './rule.ts';

export const circularCalibration: Rule = {
  id: 'circular-calibration',
  *check(observed) {
    for (const labelling of labellings(observed)) {
      const made = againstModel(labelling);
      if (made) yield made;
      const searched = made ? null : onSameRows(labelling, observed);
      if (searched) yield searched;
    }
  },
};

/** A judge's labels beside others that they are held against. */
interface Labelling {
  readonly site: Site;
  readonly what: string;
  readonly data: readonly Value[];
  readonly expressions: readonly (Expression | null)[];
  readonly estimate: Estimate;
}

function* labellings({ estimates, comparisons, corrections }: Observations): Generator<Labelling> {
  for (const estimate of estimates) if (estimate.compares) yield { ...estimate, estimate };
  for (const comparison of comparisons) yield labellingOf(comparison, 'agreement');
  for (const correction of corrections)
    if (correction.site.node.kind === 'call') yield labellingOf(correction, 'corrected rate');
}

function labellingOf(seen: Comparison | Correction, what: string): Labelling {
  const { site, data } = seen;
  const given = seen.kind === 'comparison' ? seen.expressions : argumentsAt(site.node, data.length);
  return { site, what, data, expressions: given, estimate: standIn(what, site, data, data[0]!) };
}

const argumentsAt = (node: Expression, count: number): (Expression | null)[] => {
  const given = node.kind === 'call' ? node.arguments.map(({ value }) => value) : [];
  return Array.from({ length: count }, (_, i) => given[i] ?? null);
};

/** Labels that are called the truth, and that a model gave. */
function againstModel({ site, what, data, expressions, estimate }: Labelling): Report | null {
  const index = data.findIndex((value, i) => isModels(value) && claimsTruth(expressions[i] ?? null));
  const truth = data[index];
  if (!truth || !data.some((other, i) => i !== index && isJudges(other))) return null;
  const fact = has(dataOrigins(truth), GENERATED) ? GENERATED : JUDGED;
  return {
    rule: 'circular-calibration',
    severity: estimate.confirmatory ? 'error' : 'warning',
    confidence: confidenceOf(dataOrigins(truth), fact)!,
    message: `A model made the labels that the judge is held against here, though they are called the truth. The ${what} says how far two models agree, and they share their mistakes: how often the judge is wrong stays unknown. Let people label a random subset, and hold the judge against that.`,
    site,
    trace: traceOf(truth, [fact], estimate, `the judge is held against these labels`),
    subject: null,
    estimate,
    value: truth,
  };
}

/** Not by its name: the code is seen to ask a model. */
function isModels(value: Value): boolean {
  const origins = dataOrigins(value);
  if (!has(origins, GENERATED | JUDGED) || has(origins, MEASURED)) return false;
  const fact = has(origins, GENERATED) ? GENERATED : JUDGED;
  return [false, true].some((narrowly) => causes(value, fact, narrowly).some(({ model }) => model !== undefined));
}

const isJudges = (value: Value): boolean => has(dataOrigins(value), JUDGED) && !has(dataOrigins(value), MEASURED);

const claimsTruth = (node: Expression | null): boolean =>
  node !== null && [...descendants(node)].some((part) => has(valueEvidence(nameOf(part)), MEASURED));

function nameOf(node: Expression): string {
  if (node.kind === 'name' || node.kind === 'attribute') return node.name;
  return node.kind === 'constant' && typeof node.value === 'string' && node.value.length < 60 ? node.value : '';
}

/** A threshold or prompt that fits these rows best, and the agreement on the same rows. */
function onSameRows(labelling: Labelling, observed: Observations): Report | null {
  const { site, what, data, expressions, estimate } = labelling;
  const [i, j] = [data.findIndex((value) => has(dataOrigins(value), MEASURED)), data.findIndex(isJudges)];
  const [labels, judged] = [expressions[i] ?? null, expressions[j] ?? null];
  const choices = bestKept(labelling, observed);
  if (!labels || !judged || observed.splits.length > 0 || data.some(isOfPart) || choices.length === 0) return null;
  const tried = settingTried({ site, judged, labels }, choices, observed.units);
  if (!tried) return null;
  return {
    rule: 'circular-calibration',
    severity: estimate.confirmatory ? 'error' : 'warning',
    confidence: 'likely',
    message: `The ${tried} of the judge is chosen by the rows on which its ${what} is then given. The best of several fits these rows better than others, the more so the fewer rows and the more tries, so the ${what} comes out too good. Choose on one part of the labelled rows, and report the rest.`,
    site,
    trace: traceOf(data[j]!, [JUDGED], estimate, `${what} with each ${tried}, on the same rows`),
    subject: null,
    estimate,
    value: data[j]!,
  };
}

const isOfPart = (value: Value): boolean => (dataMarks(value) & (SPLIT_TRAIN | SPLIT_TEST)) !== 0;

/** Where the best of such numbers is kept, or put first. */
const bestKept = ({ site: { place } }: Labelling, { choices, conclusions }: Observations): readonly Site[] =>
  [...choices, ...conclusions.filter(({ what }) => what === 'ranking')]
    .filter(({ from }) =>
      from.some((best) => samePlace(best.site.place, place) || best.data.some((value) => passes(value, place))),
    )
    .map(({ site }) => site);
