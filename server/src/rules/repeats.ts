import { PRINTED_TOTAL } from '../flow/fractions.ts';
import type { Estimate, Site } from '../flow/observation.ts';
import type { Expression } from '../flow/program.ts';
import { RATING } from '../flow/ratings.ts';
import { COUNT, TOTAL } from '../provenance/marks.ts';
import { atLeast, JUDGED, SYNTHETIC } from '../provenance/origins.ts';
import { causeOfKind, causes, passes, samePlace } from '../provenance/trace.ts';
import type { Value } from '../provenance/value.ts';
import type { SourceDocument } from '../workspace/document.ts';
import { textAt } from '../workspace/text-at.ts';
import type { Report } from './rule.ts';

/** What was found, without what only says again what is said already: each number is wrong once. */
export function withoutRepeats(reports: readonly Report[], document: SourceDocument): Report[] {
  const ordered = [...reports].sort(
    (a, b) => (a.site.place.cell ?? 0) - (b.site.place.cell ?? 0) || a.site.place.start - b.site.place.start,
  );
  const gates = ordered.filter(({ rule }) => rule === 'significance-gated-pooling');
  const told = ordered.filter(
    (report) =>
      !ordered.some((other) => covers(other, report) || saysMore(other, report)) &&
      !gates.some((gate) => isOfGated(report, gate)),
  );
  const inOneCode = new Map<string, Telling[]>();
  for (const report of told) {
    const { rule, site } = report;
    const key = `${rule} ${site.place.cell} ${site.owner} ${site.within}`;
    const tellings = inOneCode.get(key) ?? [];
    inOneCode.set(key, tellings);
    const first = tellings.find((telling) => isAgain(telling.report, report, document));
    if (first) first.again.push(report);
    else tellings.push({ report, again: [] });
  }
  return [...inOneCode.values()].flat().map((telling) => withOthers(withNumbersOf(telling, ordered)));
}

interface Telling {
  readonly report: Report;
  /** What is not reported by itself, since it is wrong for the same reason. */
  readonly again: Report[];
}

const MAX_NAMED = 4;
export const AGAIN = 'wrong for the same reason';

/** The trace goes on to the other numbers. */
function withOthers({ report, again }: Telling): Report {
  const named = again.slice(0, MAX_NAMED).map(({ site, estimate }) => ({
    place: site.place,
    message: `${estimate.what} of the same rows: ${AGAIN}`,
  }));
  return named.length > 0 ? { ...report, trace: [...report.trace, ...named] } : report;
}

/** Is this a framework's scores, of which the code reports a mean? */
const covers = (other: Report, report: Report): boolean =>
  other !== report &&
  report.estimate.framework &&
  !other.estimate.framework &&
  other.rule === report.rule &&
  passes(other.value, report.estimate.site.place);

/** Does another report name the same judge and the same model, and show who asked it? */
const saysMore = (other: Report, report: Report): boolean =>
  report.rule === 'self-judging' &&
  other.rule === report.rule &&
  report.trace.length === 1 &&
  other.trace.length > 1 &&
  firstSentence(other) === firstSentence(report);

const firstSentence = ({ message }: Report): string => message.split('. ')[0]!;

/** A number from the pool that a test let through: that the test is no reason for it helps more than that it is a pool. */
function isOfGated(report: Report, gate: Report): boolean {
  if (report.rule !== 'naive-pooling' || comesBefore(report, gate)) return false;
  const pool = causeOfKind(gate.value, SYNTHETIC, 'pool')?.place;
  return pool !== undefined && pool !== null && passes(report.value, pool);
}

const comesBefore = ({ site: { place: a } }: Report, { site: { place: b } }: Report): boolean =>
  a.document === b.document && ((a.cell ?? 0) < (b.cell ?? 0) || (a.cell === b.cell && a.start < b.start));

/** A gate with the numbers of its pool: it is as bad as the worst of them. */
function withNumbersOf({ report, again }: Telling, all: readonly Report[]): Telling {
  if (report.rule !== 'significance-gated-pooling') return { report, again };
  const numbers = all.filter((other) => isOfGated(other, report));
  const severity = numbers.some((other) => other.severity === 'error') ? 'error' : report.severity;
  return { report: { ...report, severity }, again: [...again, ...numbers] };
}

/** In the code of one function or cell: another number from the same rows, that is wrong for the same reason. */
function isAgain(first: Report, report: Report, document: SourceDocument): boolean {
  if (samePlace(first.site.place, report.site.place) || first.isElsewhere || report.isElsewhere) return false;
  if (!atLeast(first.confidence, report.confidence) || (report.severity === 'error' && first.severity !== 'error'))
    return false;
  if (report.rule === 'self-judging') return isSameJudging(first, report);
  const [one, other] = [first, report].map(({ estimate }) => modelOf(estimate));
  if (one && other && !areSame(one, other)) return false;
  if (areBoth(first, report, ({ compares }) => compares) || areBoth(first, report, isOfSearch))
    return areSame(first.value, report.value);
  return (
    areTotals(first, report) ||
    areOfOneGame(first, report) ||
    areShares(first, report, document) ||
    (areSame(first.value, report.value) && isWrittenAlike(first, report, document))
  );
}

/** Who answered and who judged, by the steps before the number: whatever is computed of it, the mistake is one. */
function isSameJudging({ trace: one }: Report, { trace: other }: Report): boolean {
  const [a, b] = [one, other].map((steps) => steps.slice(0, -1));
  return a!.length === b!.length && a!.every((step, i) => samePlace(step.place, b![i]!.place));
}

const areBoth = (a: Report, b: Report, kind: (estimate: Estimate) => boolean): boolean =>
  kind(a.estimate) && kind(b.estimate);

/** `search.best_score_`, `search.cv_results_["mean_test_f1"]` */
const isOfSearch = ({ resplits, site }: Estimate): boolean => resplits && site.node.kind === 'attribute';

/** What the model learned from that made the predictions, where that is why they are wrong. */
const modelOf = ({ data }: Estimate): Value | undefined =>
  data.map(({ fields }) => fields?.get('$trained')).find((trained) => trained);

const DEPTH = 6;

/** Is it the same data, by the steps that lead there? */
function areSame(a: Value, b: Value, depth = 0): boolean {
  if (a === b) return true;
  const [one, other] = [a.cause, b.cause];
  if (!one || !other || depth === DEPTH || one.kind !== other.kind || one.message !== other.message) return false;
  if (keysOf(a) !== keysOf(b)) return false;
  if (one.place && other.place && samePlace(one.place, other.place)) return true;
  return (
    one.inputs.length > 0 &&
    one.inputs.length === other.inputs.length &&
    one.inputs.every((input, i) => areSame(input, other.inputs[i]!, depth + 1))
  );
}

const keysOf = ({ fields }: Value): string => [...(fields?.keys() ?? [])].join();

/** The mean and the median of `scores`, of `table["score"]`. */
function isWrittenAlike(first: Report, report: Report, document: SourceDocument): boolean {
  const [one, other] = [first, report].map(({ estimate: { expressions, of, confirmatory }, site }) => {
    const [node] = expressions;
    return node && !of && !confirmatory && expressions.length === 1 && !isBrokenDown(site.node)
      ? textOf(node, site, document)
      : null;
  });
  return !!one && one === other;
}

/** `table.pivot_table(index="model")` */
const isBrokenDown = (node: Expression): boolean =>
  node.kind === 'call' && node.arguments.some(({ name }) => name !== null && /^(index|columns|by|x|y)$/.test(name));

const textOf = ({ start, end }: Expression, { place }: Site, document: SourceDocument): string =>
  textAt(document, { ...place, start, end });

/** `console.log({ wins, ties, losses })` */
const areTotals = ({ estimate: one, site }: Report, { estimate: other, site: { statement } }: Report): boolean =>
  one.what === PRINTED_TOTAL && other.what === PRINTED_TOTAL && site.statement === statement;

/** `elo[winner] += gain; elo[loser] -= gain` */
const areOfOneGame = (first: Report, report: Report): boolean =>
  areBoth(first, report, ({ what }) => what === RATING) &&
  first.site.block === report.site.block &&
  wayToJudge(first.value) === wayToJudge(report.value);

/** `wins / n` and `ties / n`: how often a judge said the one, and the other. */
function areShares(first: Report, report: Report, document: SourceDocument): boolean {
  const [one, other] = [first, report].map(({ site, value }) => {
    const { node } = site;
    const isShare = node.kind === 'operation' && node.operator === '/' && isCount(node.operands[0]!, value);
    return isShare ? textOf(node.operands[1]!, site, document) : null;
  });
  return (
    !!one &&
    one === other &&
    first.site.block === report.site.block &&
    wayToJudge(first.value) === wayToJudge(report.value)
  );
}

/** `wins`, `counts["tie"]`, `verdicts.count("A")`, `sum(v == "A" for v in verdicts)`, as opposed to `sum(scores)`. */
function isCount(node: Expression, { marks }: Value): boolean {
  if (!(marks & (TOTAL | COUNT))) return false;
  if (node.kind !== 'call') return true;
  const name = node.callee.kind === 'name' || node.callee.kind === 'attribute' ? node.callee.name : '';
  if (name !== 'sum') return /^(len|count|get)$/.test(name);
  const rows = node.arguments[0]?.value;
  if (rows?.kind !== 'comprehension') return false;
  return rows.element.kind === 'constant' || (rows.element.kind === 'operation' && rows.element.form === 'comparison');
}

/** The steps from the judge to its labels: other steps, other labels. */
function wayToJudge(value: Value): string {
  const way: string[] = [];
  for (const { kind, place, message } of causes(value, JUDGED)) {
    if (message) way.push(message);
    if (kind === 'judge') return [...way, place?.start].join();
  }
  return way.join();
}
