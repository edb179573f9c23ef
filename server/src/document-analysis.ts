import type { Finding, Place, RuleId } from '@unpool/shared/protocol/finding.ts';
import type { Analysis, AnalysisOptions } from './analysis.ts';
import { type Configuration, isOff, withLibrary, withLoudness } from './configuration/configuration.ts';
import type { SavedEvidence } from './evidence/evidence-store.ts';
import { withEvidence } from './evidence/speak.ts';
import type { FixContext } from './fixes/fix-context.ts';
import { fixesFor } from './fixes/index.ts';
import { removeSuppression } from './fixes/remove-suppression.ts';
import type { Engine } from './flow/engine.ts';
import type { FlowModule } from './flow/program.ts';
import { type IdentifiedReport, identify } from './identity.ts';
import { helperModules, judgeModules, type ModuleReader } from './judge-modules.ts';
import { lineageAt, lineageOfEstimate } from './lineage.ts';
import { type NumbersOf, withNumbers } from './numbers/speak.ts';
import { ownReports } from './own-reports.ts';
import { atLeast } from './provenance/origins.ts';
import { samePlace } from './provenance/trace.ts';
import { describeValue } from './provenance-at.ts';
import { rememberingOf } from './recent.ts';
import { withoutRepeats } from './rules/repeats.ts';
import type { Report } from './rules/rule.ts';
import { type IdleComment, idleComments } from './rules/unused-suppression.ts';
import type { Ran } from './stored-runs.ts';
import { covers, type Suppression, suppressionsOf } from './suppressions.ts';
import { isUnitTest } from './unit-test.ts';
import type { SourceDocument } from './workspace/document.ts';

interface Options extends AnalysisOptions {
  readonly configuration: Configuration;
  /** What saved checks say of the data. */
  readonly evidence: SavedEvidence | null;
  readonly numbersOf: NumbersOf;
  /** Reads the files that list the packages of the code. */
  readonly requirementsOf: () => Promise<FixContext['requirements']>;
  /** Reads the modules that repairs may change beside the document. */
  readonly modules: ModuleReader;
  /** What is wrong with numbers of the document for what other modules hand it. */
  readonly handed: readonly Report[];
  /** Can something be found in it? What is open is run in any case, for what somebody may point at. */
  readonly isRelevant: boolean;
}

/** What there is to tell of a document, from what the engine saw. */
export async function analysisOf(document: SourceDocument, ran: Ran, given: Options): Promise<Analysis> {
  const { module, engine, observed } = ran;
  const options = { ...given, configuration: asAsked(given) };
  const isTest = isUnitTest(module);
  const reports = isTest || !options.isRelevant ? [] : reportsOf(ran.reports, document, options);
  const { suppressionsNeedReason, fix } = options.configuration;
  const suppressions = suppressionsOf(module).filter(({ reason }) => reason !== '' || !suppressionsNeedReason);
  // a number that is silenced speaks for no other that is wrong for the same reason
  const told = shown(reports, options).filter(
    ({ rule, site }) => !suppressions.some((by) => covers(by, rule, site.place, document)),
  );
  const identified = await withNumbers(identify(withoutRepeats(told, document), document), options.numbersOf);
  // a repair may need a package, and is computed when somebody asks, without waiting
  const mayNeed =
    module.language === 'typescript'
      ? identified.length > 0
      : module.language === 'python' && identified.some(({ report }) => report.rule === 'uncalibrated-judge');
  const requirements = mayNeed ? await options.requirementsOf() : [];
  const found = identified.map(({ report }) => report);
  const ofJudges = found.filter(({ rule }) => rule === 'self-judging');
  const modules = new Map([
    ...(await helperModules(found, module, options.modules)),
    ...(await judgeModules(ofJudges, observed.judgesAsked, document, module, options.modules)),
  ]);
  const idle = isTest ? [] : idleIn(document, module, engine, reports, options.configuration);
  const byId = new Map<string, IdentifiedReport>(identified.map((report) => [report.finding.id, report]));
  const idleById = new Map(idle.map((comment) => [comment.finding.id, comment]));
  return {
    document,
    findings: [...identified, ...idle]
      .map(({ finding }) => finding)
      .sort((a, b) => (a.place.cell ?? 0) - (b.place.cell ?? 0) || a.place.start - b.place.start),
    unread: unreadIn(module),
    fixes: rememberingOf((finding: Finding) => {
      const comment = idleById.get(finding.id);
      if (comment) return removeSuppression(comment, document);
      const report = byId.get(finding.id);
      const { estimates, modelsAsked, judgesAsked } = observed;
      const library = fix.python ?? null;
      const seenValue: FixContext['seenValue'] = (unit, node) => engine.sightings.get(unit)?.get(node) ?? null;
      const about = {
        document,
        module,
        estimates,
        modelsAsked,
        judgesAsked,
        modules,
        seenValue,
        library,
        requirements,
        suppressionsNeedReason,
      };
      return report ? fixesFor({ ...report, ...about }) : [];
    }),
    neighbour: (uri) => (uri === document.uri ? undefined : modules.get(uri)?.document),
    provenanceAt: (cell, offset) => describeValue(engine, module, document, cell, offset),
    lineageAt: (cell, offset, end = offset) => lineageAt(engine, module, document, cell, offset, end),
    lineageOf: (finding) => {
      const estimate = byId.get(finding.id)?.report.estimate;
      return estimate ? lineageOfEstimate(estimate, engine, document) : null;
    },
  };
}

/** The configuration as whoever asks wants it. */
function asAsked({ configuration, rules, library }: Options): Configuration {
  const asLoud = rules ? withLoudness(configuration, rules) : configuration;
  return library ? withLibrary(asLoud, library) : asLoud;
}

/** What there is to tell of a document in which nothing can be found; `module` is null where it was not parsed. */
export function nothingFound(document: SourceDocument, module: FlowModule | null): Analysis {
  return {
    document,
    findings: [],
    unread: module ? unreadIn(module) : [],
    fixes: () => [],
    neighbour: () => undefined,
    provenanceAt: () => null,
    lineageAt: () => null,
    lineageOf: () => null,
  };
}

function unreadIn({ document, units }: FlowModule): readonly Place[] {
  return units.flatMap(({ cell, skipped }) => skipped.map(({ start, end }) => ({ document, cell, start, end })));
}

/** What the rules that are on found in the document, as loud as the configuration has them. */
function reportsOf(all: readonly Report[], { uri }: SourceDocument, options: Options): readonly Report[] {
  const { configuration, evidence: saved, handed } = options;
  const isOn = (rule: RuleId) => !isOff(configuration, rule);
  const found = ownReports(
    all.filter(({ rule }) => isOn(rule)),
    uri,
  );
  const own = withHanded(
    found,
    handed.filter(({ rule }) => isOn(rule)),
  );
  return withEvidence(own, saved, uri, configuration.margins).flatMap((report) => {
    const severity = configuration.rules[report.rule]?.severity;
    if (severity === 'off') return [];
    return severity ? [{ ...report, severity }] : [report];
  });
}

/** Of two reports of one number, the surer one stands: that of who hands it the data knows where they come from. */
function withHanded(own: readonly Report[], handed: readonly Report[]): Report[] {
  const isSame = (a: Report, b: Report) => a.rule === b.rule && samePlace(a.site.place, b.site.place);
  const told = own.filter((report) => !handed.some((other) => isSame(report, other) && !isSurer(report, other)));
  const seen = handed.filter(
    (report, i) =>
      handed.findIndex((other) => isSame(report, other)) === i && !told.some((other) => isSame(report, other)),
  );
  return [...told, ...seen];
}

const isSurer = (a: Report, b: Report): boolean => !atLeast(b.confidence, a.confidence);

/** Those that are sure enough: the rule's own least confidence goes before the general one. */
function shown(reports: readonly Report[], { minConfidence, configuration }: Options): readonly Report[] {
  const general = minConfidence ?? configuration.minConfidence ?? 'likely';
  return reports.filter(({ rule, confidence }) =>
    atLeast(confidence, minConfidence ?? configuration.rules[rule]?.minConfidence ?? general),
  );
}

function idleIn(
  document: SourceDocument,
  module: FlowModule,
  engine: Engine,
  reports: readonly Report[],
  configuration: Configuration,
): readonly IdleComment[] {
  const { severity } = configuration.rules['unused-suppression'] ?? {};
  if (severity === 'off' || module.units.every(({ comments }) => comments.length === 0)) return [];
  const suppressions = suppressionsOf(module);
  const used = new Map<Suppression, Set<RuleId>>(
    suppressions.map((suppression) => [
      suppression,
      new Set(
        reports.filter(({ rule, site }) => covers(suppression, rule, site.place, document)).map(({ rule }) => rule),
      ),
    ]),
  );
  const found = idleComments({
    document,
    module,
    suppressions,
    used,
    needsReason: configuration.suppressionsNeedReason,
    isOff: (rule) => isOff(configuration, rule),
    isComplete: engine.isComplete && module.units.every(({ skipped }) => skipped.length === 0),
  });
  return severity ? found.map((comment) => ({ ...comment, finding: { ...comment.finding, severity } })) : found;
}
