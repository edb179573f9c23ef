import type { TraceStep } from '@unpool/shared/protocol/finding.ts';
import type { CorrectedRate } from '../flow/observation.ts';
import type { Expression, FlowUnit, FunctionDefinition, Statement } from '../flow/program.ts';
import { textOf } from '../flow/rate-correction-form.ts';
import { descendants, expressionsIn, statementsIn } from '../flow/walk.ts';
import { words } from '../provenance/names.ts';
import { has, JUDGED } from '../provenance/origins.ts';
import { trace } from '../provenance/trace.ts';
import { dataOrigins } from '../provenance/value.ts';
import { standIn } from './describe.ts';
import { isWord, namesIn, unitsAround } from './names-in-code.ts';
import type { Observations, Report, Rule } from './rule.ts';

export const fixedJudgeError: Rule = {
  id: 'fixed-judge-error',
  *check(observed) {
    for (const corrected of observed.correctedRates) {
      // tests for a disease are corrected in the same way, often by what their maker says of them
      if (!observed.about.namesModels && !isOfJudge(corrected)) continue;
      const units = unitsAround(observed, corrected.site);
      if (!units.some((unit) => carries(unit, corrected.errors))) yield report(corrected, observed);
    }
  },
};

/** Other code may have asked the judge. */
const isOfJudge = ({ of }: CorrectedRate): boolean => of?.data.some((data) => has(dataOrigins(data), JUDGED)) ?? false;

/** Words of code that draws rows again, among them the labelled ones. */
const REDRAWS = /^(?:bootstrap\w*|boot|resampl\w*|percentile|quantiles?|replicates?|jackknife)$/;
/** Words of code that works out how far the error rates may be off. */
const CARRIES = /^(?:monte|posterior|propagat\w*|gradients?|delta|beta|dirichlet|ppi\w*|judgy)$/;
const ERROR_RATE = /^(?:sens\w*|spec\w*|tpr|tnr|fpr|fnr|recall|q0|q1)$/;
const SPREAD = /^(?:se|sd|std|stderr|var|variance|ci|lo|low|lower|hi|high|upper|interval|bounds?|n|m|m0|m1)$/;

/** Does the code carry how unsure the error rates are into the corrected rate? */
function carries({ body }: FlowUnit, errors: readonly Expression[]): boolean {
  const names = new Set(errors.map(textOf));
  const functions = functionsIn(body);
  const redrawing = functions.filter(({ name }) => words(name).some((word) => REDRAWS.test(word)));
  const redrawsLabels = redrawing.length === 0 || !redrawing.every(keepsErrors);
  const saysSo = (name: string) =>
    carriesByName(name) || (redrawsLabels && words(name).some((word) => REDRAWS.test(word)));
  if (functions.some(({ name }) => saysSo(name))) return true;
  for (const node of expressionsIn(body))
    if (namesIn(node, isWord).some(saysSo) || isVariance(node, names)) return true;
  return false;
}

function carriesByName(name: string): boolean {
  const said = words(name);
  return said.some((word) => CARRIES.test(word)) || (namesError(name) && said.some((word) => SPREAD.test(word)));
}

const namesError = (name: string): boolean => words(name).some((word) => ERROR_RATE.test(word));

const functionsIn = (body: readonly Statement[]): FunctionDefinition[] =>
  [...statementsIn(body)].flatMap((statement) => (statement.kind === 'define-function' ? [statement.function] : []));

const DRAWS = /^(?:binomial|beta|normal|gauss|uniform|multinomial|dirichlet|rvs)|variate$/;

/** `def bootstrap(verdicts, tpr, tnr)` draws the verdicts again, and leaves the error rates as they are given. */
function keepsErrors({ parameters, body }: FunctionDefinition): boolean {
  const given = new Set(parameters.map(({ target }) => textOf(target)).filter((name) => name && namesError(name)));
  if (given.size < 2) return false;
  const mentions = (nodes: readonly Expression[]) =>
    nodes.some((node) => [...descendants(node)].some((part) => part.kind === 'name' && given.has(part.name)));
  for (const statement of statementsIn(body))
    if (statement.kind === 'assign' && mentions(statement.targets)) return false;
  return ![...expressionsIn(body)].some((node) => isDraw(node) && mentions([node]));
}

const isDraw = (node: Expression): boolean =>
  node.kind === 'call' &&
  (node.callee.kind === 'attribute' || node.callee.kind === 'name') &&
  DRAWS.test(node.callee.name);

/** `sens * (1 - sens) / m`: the variance of an error rate. */
function isVariance(node: Expression, names: ReadonlySet<string | null>): boolean {
  if (node.kind !== 'operation' || node.operator !== '*') return false;
  return node.operands.some((operand) => {
    const [one, rate] = operand.kind === 'operation' && operand.operator === '-' ? operand.operands : [];
    const text = rate && textOf(rate);
    if (one?.kind !== 'constant' || one.value !== 1 || !text || !names.has(text)) return false;
    return node.operands.some(
      (other) => other !== operand && [...descendants(other)].some((part) => textOf(part) === text),
    );
  });
}

function report({ site, rate, of, errors }: CorrectedRate, observed: Observations): Report {
  const hasInterval = observed.units.some(givesInterval);
  const estimate = standIn('corrected rate', site, [rate], rate);
  const steps: TraceStep[] = of
    ? [{ place: of.site.place, message: 'the raw rate of the judge' }]
    : trace(rate, JUDGED);
  const named = errors.map(textOf).filter((text) => text !== null);
  return {
    rule: 'fixed-judge-error',
    severity: hasInterval ? 'error' : 'warning',
    confidence: 'likely',
    message: `This rate is corrected as if the judge's error rates (${named.join(', ')}) were known. They were estimated from a sample of labels, so they may be off, and the corrected rate with them: ${
      hasInterval ? 'an interval that leaves that out is too narrow' : 'by itself, the number looks surer than it is'
    }. Compute an interval from the labelled rows, too (judgy, PPI, or a bootstrap that draws them again).`,
    site,
    trace: [...steps, { place: site.place, message: 'corrected by fixed error rates' }],
    subject: null,
    estimate,
    value: rate,
  };
}

const INTERVAL = /^(?:ci|ci95|stderr|sem|interval|margin|moe|halfwidth|lower|upper|confint|wilson|pvalue)$/;

/** Is an interval computed somewhere in the code? */
function givesInterval({ body }: FlowUnit): boolean {
  for (const node of expressionsIn(body)) {
    if (node.kind === 'constant' && node.value === 1.96) return true;
    if (namesIn(node, isWord).some((name) => words(name).some((word) => INTERVAL.test(word)))) return true;
  }
  return false;
}
