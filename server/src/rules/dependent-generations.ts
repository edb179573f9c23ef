import type { TraceStep } from '@unpool/shared/protocol/finding.ts';
import type { Estimate, Site } from '../flow/observation.ts';
import type { Expression, Statement } from '../flow/program.ts';
import { namesPromptKey } from '../flow/repeats.ts';
import { expressionsIn, statementsIn } from '../flow/walk.ts';
import { ESTIMATE, REPEATED } from '../provenance/marks.ts';
import { words } from '../provenance/names.ts';
import { GENERATED, has, JUDGED } from '../provenance/origins.ts';
import { placeKey, repeatOf } from '../provenance/trace.ts';
import { dataMarks, dataOrigins, type Value } from '../provenance/value.ts';
import { subjectOf } from './describe.ts';
import { studiesJudge } from './judge-study.ts';
import { namesIn, unitsAround } from './names-in-code.ts';
import { AGAIN } from './repeats.ts';
import type { Observations, Report, Rule } from './rule.ts';

export const dependentGenerations: Rule = {
  id: 'dependent-generations',
  *check(observed) {
    if (!observed.about.namesModels && !observed.asksModels) return;
    const first = new Map<string, Report>();
    for (const estimate of observed.estimates) {
      if (estimate.framework) {
        const again = estimate.data.find((data) => isOfRepeats(data, estimate));
        if (again) yield reportOfFramework(estimate, again);
        continue;
      }
      if (!estimate.confirmatory || observed.isTransform(estimate)) continue;
      const found = repeatsIn(estimate, observed);
      if (!found || studiesJudge(estimate)) continue;
      if (unitsAround(observed, estimate.site).some(({ body }) => knowsClusters(body))) return;
      const { place, within, owner } = estimate.site;
      const key = [place.document, place.cell, owner, within, found.step && placeKey(found.step.place)].join(' ');
      const told = first.get(key);
      first.set(key, told ? withAnother(told, estimate) : report(estimate, found));
    }
    yield* first.values();
  },
};

interface Repeats {
  readonly value: Value;
  /** Where rows came to be several to a prompt. */
  readonly step: TraceStep | null;
}

function repeatsIn(estimate: Estimate, observed: Observations): Repeats | null {
  const value = estimate.data.find((data) => isOfRepeats(data, estimate));
  if (value) {
    const cause = repeatOf(value);
    return { value, step: cause?.place ? { place: cause.place, message: cause.message ?? '' } : null };
  }
  const site = repeatElsewhere(estimate.site, observed);
  const judged = site && estimate.data.find((data) => has(dataOrigins(data), JUDGED | GENERATED));
  return judged && groupsByPrompt(estimate.site)
    ? { value: judged, step: { place: site.place, message: 'each prompt is asked several times' } }
    : null;
}

/** Rows that are several to a prompt. The spread of means, over seeds or models, says something of these. */
const isOfRepeats = (value: Value, { what }: Estimate): boolean =>
  (dataMarks(value) & REPEATED) !== 0 && (!(dataMarks(value) & ESTIMATE) || what.startsWith('bootstrap'));

/** A function that is handed rows, in a document that makes rows of which each prompt has several. */
const repeatElsewhere = ({ place, within }: Site, { repeats }: Observations): Site | undefined =>
  [...repeats.values()].find((other) => other.place.document === place.document && other.within !== within);

/** Does the function tell something by prompt, too? Then a prompt has several rows. */
function groupsByPrompt({ unit, within }: Site): boolean {
  for (const statement of statementsIn(unit.body))
    if (statement.kind === 'define-function' && statement.function.name === within)
      for (const node of expressionsIn(statement.function.body)) if (isByPrompt(node)) return true;
  return false;
}

const isByPrompt = (node: Expression): boolean =>
  node.kind === 'call' &&
  node.callee.kind === 'attribute' &&
  /^group_?by$/.test(node.callee.name) &&
  node.arguments.some(({ value }) => value.kind === 'constant' && namesPromptKey(String(value.value)));

const CLUSTERS = /^(?:cluster|clusters|clustered|gee|mixedlm|icc|deff|hierarchical)$/;

/** Code that speaks of clusters has thought of them. */
function knowsClusters(body: readonly Statement[]): boolean {
  for (const statement of statementsIn(body))
    if (statement.kind === 'define-function' && speaksOfClusters(statement.function.name)) return true;
  for (const node of expressionsIn(body)) if (namesIn(node, isCluster).some(speaksOfClusters)) return true;
  return false;
}

/** `cov_type="cluster"`, `{ clusters }` */
const isCluster = (text: string): boolean => /^clusters?$/.test(text);

const speaksOfClusters = (name: string): boolean => words(name).some((word) => CLUSTERS.test(word));

function report(estimate: Estimate, { value, step }: Repeats): Report {
  const last: TraceStep = { place: estimate.site.place, message: `${estimate.what} of all of them as if independent` };
  return {
    rule: 'dependent-generations',
    severity: 'error',
    confidence: 'likely',
    message: `${subjectOf(estimate)} takes several answers to one prompt for independent rows. They are alike, so it is too small: with k answers to each prompt up to √k times, and more of them make it smaller without telling more about other prompts. Average by prompt first and compute it over prompts, or cluster it by prompt.`,
    site: estimate.site,
    trace: step ? [step, last] : [last],
    subject: null,
    estimate,
    value,
  };
}

/** It shows no interval, but everybody who reads its rate takes as many answers for as many tests. */
const reportOfFramework = (estimate: Estimate, value: Value): Report => ({
  rule: 'dependent-generations',
  severity: 'information',
  confidence: 'likely',
  message: `Each test is run several times, and the ${estimate.what} counts every run as a test of its own. Runs of one test are alike, so it looks surer than it is, and more of them tell nothing about other tests. Average by test first, and give an interval over tests.`,
  site: estimate.site,
  trace: [{ place: estimate.site.place, message: `${estimate.what} of all runs as if independent` }],
  subject: null,
  estimate,
  value,
});

const MAX_NAMED = 4;

/** The trace goes on to the other numbers. */
const withAnother = (told: Report, { site, what }: Estimate): Report =>
  told.trace.length > 1 + MAX_NAMED
    ? told
    : { ...told, trace: [...told.trace, { place: site.place, message: `${what} of the same rows: ${AGAIN}` }] };
