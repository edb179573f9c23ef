import type { RuleId } from '@unpool/shared/protocol/finding.ts';
import type { Site } from './flow/observation.ts';
import { partsWithin } from './flow/parts.ts';
import type { Expression } from './flow/program.ts';
import { languageOf } from './languages/language-of.ts';
import { judgingsBehind } from './provenance/judgings.ts';
import { GENERATED, has, IMPUTED, JUDGED, MEASURED, REAL, SYNTHETIC } from './provenance/origins.ts';
import { causes, repeatOf, sourceOf } from './provenance/trace.ts';
import { dataOrigins, type Value } from './provenance/value.ts';
import type { Report } from './rules/rule.ts';

/**
 * The reports of one document: those in its own code, and those in a function of another module that it hands its data
 * to. The latter stand at the call, where the data are known; what the other module does with data of its own is
 * reported there.
 */
export function ownReports(reports: readonly Report[], document: string): Report[] {
  return reports.flatMap((report) => {
    if (report.site.place.document === document) return [report];
    const { calledFrom: call } = report.estimate;
    const isOwnCall = call?.place.document === document && bringsData(report, call, document);
    const site = isOwnCall ? call : gateIn(document, report);
    return site ? [{ ...report, site, isElsewhere: true }] : [];
  });
}

/** `if (summary.passRate < target) process.exit(1)`: the run fails here, by a number of another module. Of TypeScript. */
const gateIn = (document: string, { gate }: Report): Site | undefined =>
  gate?.place.document === document && languageOf(document) === 'typescript' ? gate : undefined;

/**
 * Does the document hand its data to another module whose own number this is, so that it is wrong there as well?
 * `report(results)`, which knows what the rows hold, as opposed to `mean(scores)` and `meanBy(rows, 'score')`, which work
 * for anybody. Of TypeScript, where the modules that import another are looked at with it.
 */
export function handsOn({ site, value, estimate, rule }: Report, document: string): boolean {
  const { calledFrom: call, caller, handed } = estimate;
  if (site.place.document === document || call?.place.document !== document || caller !== document) return false;
  if (languageOf(site.place.document) !== 'typescript') return false;
  const sources = sourcesOf(rule, value);
  const isFromElsewhere = sources.some((source) => source && source !== site.place.document);
  if (!isFromElsewhere && !(rule === 'self-judging' && namesNoModel(value))) return false;
  const given = call.node.kind === 'call' ? call.node.arguments : [];
  const before = handed[0]?.target?.kind === 'instance' ? 1 : 0;
  const isTold = handed.some(
    ({ constant, target }, i) =>
      target?.kind === 'function' || (typeof constant === 'string' && !isOption(given[i - before]?.value)),
  );
  return !isTold && (handed.some(holdsAnswers) || readsField(value, site.place.document));
}

/** Only the module that runs all of it says by the names of its settings who judges. */
const namesNoModel = (value: Value): boolean =>
  judgingsBehind(value).every(({ judges, judged }) => [...judges, ...judged].every(({ model }) => model === ''));

/** `options.folder ?? "reports"`: what the program is told says nothing of the rows. */
const isOption = (node: Expression | undefined): boolean => node?.kind === 'attribute' || node?.kind === 'operation';

/** Records with a field that a judge gave, or a model answered. */
const holdsAnswers = (value: Value): boolean =>
  partsWithin(value).some(({ fields }) =>
    [...(fields?.values() ?? [])].some((field) => has(dataOrigins(field), JUDGED | GENERATED)),
  );

/** `(rows) => rows.map((row) => row.score)`, whatever the rows are known to hold. */
const readsField = (value: Value, document: string): boolean =>
  causes(value, JUDGED).some(({ place, message }) => place?.document === document && message?.startsWith('column '));

/**
 * Does what is wrong with the data come from outside of the module with the estimate? Where a judge's labels begin in the
 * module that hands them over, they are reported there, and not at each call further up.
 */
function bringsData({ site, value, estimate, rule }: Report, call: Site, document: string): boolean {
  if (rule === 'self-judging' && handsModels(value, estimate.handed, document)) return true;
  if (handsNothing(call)) return false;
  if (languageOf(document) === 'typescript' && !passesThrough(value, estimate.handed, document, rule)) return false;
  const isOfJudge = rule === 'uncalibrated-judge' || rule === 'self-judging';
  if (isOfJudge && !estimate.handed.some((value) => brings(value, document))) return false;
  const sources = rule === 'dependent-generations' ? [repeatOf(value)?.place?.document] : sourcesOf(rule, value);
  // `averageScore(judged)`: who makes the list has the number, wherever the judge is
  const isHanded =
    languageOf(document) === 'typescript' && estimate.caller === document && rule === 'uncalibrated-judge';
  if (isHanded && estimate.handed.some(isJudged)) return true;
  const isReportedBelow =
    estimate.caller !== document &&
    (rule === 'dependent-generations' ||
      (rule === 'uncalibrated-judge' && sources.includes(estimate.caller ?? undefined)));
  return !isReportedBelow && sources.some((source) => source && source !== site.place.document);
}

/** Does what is wrong with the data come through the document? Else another module does all of it by itself. */
const passesThrough = (value: Value, handed: readonly Value[], document: string, rule: RuleId): boolean =>
  WRONG[rule].length === 0 ||
  WRONG[rule].some(
    (fact) =>
      causes(value, fact).some(({ place }) => place?.document === document) ||
      handed.some(
        (given) => given.target?.kind !== 'instance' && partsWithin(given).some((part) => has(dataOrigins(part), fact)),
      ),
  );

const isJudged = (value: Value): boolean =>
  value.target?.kind !== 'instance' && partsWithin(value).some((part) => has(dataOrigins(part), JUDGED));

/** A judge's labels, answers to be judged, or a function of one's own that may judge. */
const brings = (value: Value, document: string): boolean =>
  value.target?.kind !== 'instance' &&
  partsWithin(value).some(
    (part) =>
      has(dataOrigins(part), JUDGED | GENERATED) ||
      (part.target?.kind === 'function' && part.target.document === document),
  );

/** `evaluate({ model: 'gpt-4o', judge: 'gpt-4.1' })`, `new Evaluation(config).run()`: it says who answers and who judges. */
const handsModels = (value: Value, handed: readonly Value[], document: string): boolean =>
  languageOf(document) === 'typescript' &&
  judgingsBehind(value).some(({ judges, judged }) =>
    [...judges, ...judged].some(({ model }) =>
      handed.flatMap(partsWithin).some(({ constant }) => typeof constant === 'string' && constant === model),
    ),
  );

/** `run()`: what other modules do among themselves is reported there. */
const handsNothing = ({ node }: Site): boolean =>
  node.kind === 'call' && node.arguments.length === 0 && node.callee.kind === 'name';

/** The documents that what is wrong with the data comes from. */
const sourcesOf = (rule: RuleId, value: Value): readonly (string | undefined)[] =>
  WRONG[rule].map((fact) => sourceOf(value, fact)?.place?.document);

/** What makes data of each rule wrong: a judge in the module with the estimate is reported there, whoever calls it. */
const WRONG: Readonly<Record<RuleId, readonly number[]>> = {
  'naive-pooling': [SYNTHETIC, JUDGED, REAL, MEASURED],
  'synthetic-in-test': [SYNTHETIC, REAL],
  'uncalibrated-judge': [JUDGED],
  'synthetic-only-inference': [SYNTHETIC, GENERATED],
  'origin-dropped': [SYNTHETIC, REAL],
  'imputed-as-observed': [IMPUTED],
  'significance-gated-pooling': [SYNTHETIC, REAL],
  'self-judging': [JUDGED, GENERATED],
  'single-order-judging': [JUDGED],
  'circular-calibration': [JUDGED, GENERATED, MEASURED],
  'fixed-judge-error': [JUDGED],
  'dependent-generations': [],
  'unused-weights': [],
  'stale-evidence': [SYNTHETIC, REAL],
  'unused-suppression': [],
};
