import type { Estimate, Site, Training, Weights } from '../flow/observation.ts';
import type { Expression } from '../flow/program.ts';
import { areUsed, columnsIn, tableOf, weighAnything } from '../flow/weights.ts';
import { UNKNOWN } from '../provenance/value.ts';
import { standIn, subjectOf } from './describe.ts';
import type { Report, Rule } from './rule.ts';

export const unusedWeights: Rule = {
  id: 'unused-weights',
  *check(evidence) {
    for (const weights of evidence.weights) {
      if (!evidence.units.includes(weights.site.unit)) continue;
      if (areUsed(weights.name, weights.inTable, evidence.units)) continue;
      if (weights.forTest !== null && weighAnything(weights.forTest, evidence.units)) continue;
      const estimate = [...evidence.estimates, ...evidence.trainings.map(asEstimate)]
        .filter((other) => isOfTheRows(other, weights) && !evidence.isTransform(other))
        .sort(byPlace)[0];
      if (estimate) yield report(estimate, weights);
    }
  },
};

const byPlace = ({ site: { place: a } }: Estimate, { site: { place: b } }: Estimate): number =>
  (a.cell ?? 0) - (b.cell ?? 0) || a.start - b.start;

const asEstimate = ({ site, data }: Training): Estimate => ({
  ...standIn('model', site, data, UNKNOWN),
  expressions: site.node.kind === 'call' ? site.node.arguments.map(({ value }) => value) : [],
});

const ESTIMATES = /mean|rate|regression|model|test|standard error|interval|score|accuracy|error|area/;

/** A number, or a model, of the rows that there are weights for, and of more than what these are made of. */
function isOfTheRows({ site, what, expressions }: Estimate, weights: Weights): boolean {
  if (!ESTIMATES.test(what) || !isLater(site, weights.site) || isWeighted(site.node)) return false;
  const [first] = expressions;
  const given = expressions.filter((node): node is Expression => node !== null);
  if (!first || !given.some((node) => tableOf(node, site.unit) === weights.table)) return false;
  // rows and their labels: a scaler is fitted on rows alone
  if (weights.by === null) return given.length > 1;
  const { by } = weights;
  const columns = given.flatMap((node) => [...columnsIn(node, site.unit)]);
  return columns.some((column) => !by.has(column) && column !== weights.name && !METHODS.test(column));
}

/** What is called of an array is no column. */
const METHODS = /^(?:map|flatMap|filter|reduce|length|forEach|slice|sum|mean|average)$/;

const isLater = (site: Site, { unit, within, place }: Site): boolean =>
  site.within === within &&
  (site.unit === unit ? site.place.start > place.end : (site.place.cell ?? 0) > (place.cell ?? 0));

const isWeighted = (node: Expression): boolean =>
  node.kind === 'call' && node.arguments.some(({ name }) => name !== null && /weight/i.test(name));

function report(estimate: Estimate, weights: Weights): Report {
  const { site, name, table, forTest } = weights;
  const [value = UNKNOWN] = estimate.data;
  const made = forTest === null ? 'computed' : 'set apart with them';
  return {
    rule: 'unused-weights',
    severity: estimate.confirmatory ? 'error' : 'warning',
    confidence: 'likely',
    message: `${subjectOf(estimate)} takes all rows of ${table} alike. Weights for them are ${made} ("${name}") and used nowhere, so it tells of the rows that happen to be there, and not of those they should stand for. Give the weights to it, or leave them out.`,
    site: estimate.site,
    trace: [
      { place: site.place, message: `weights for the rows of ${table}` },
      { place: estimate.site.place, message: `${estimate.what} without them` },
    ],
    subject: null,
    estimate,
    value,
    weights,
  };
}
