import type { Engine } from './flow/engine.ts';
import type { FlowModule } from './flow/program.ts';
import { handsOn } from './own-reports.ts';
import type { Project } from './projects.ts';
import { aboutDocument } from './provenance/about.ts';
import { Recent } from './recent.ts';
import { rules } from './rules/index.ts';
import { type Report, sortObservations } from './rules/rule.ts';
import { isUnitTest } from './unit-test.ts';
import { fingerprint, isEdited, type SourceDocument } from './workspace/document.ts';
import type { Workspace } from './workspace/workspace.ts';

/** A document that was run, with what it imports and reads. */
export interface Ran {
  readonly module: FlowModule;
  readonly engine: Engine;
}

type Run = (document: SourceDocument, project: Project, isCancelled?: () => boolean) => Promise<Ran | undefined>;

/** Documents whose runs are kept: those that import each other are mostly asked for soon after each other. */
const MAX_KEPT = 24;

interface Kept {
  readonly of: string;
  readonly project: Project;
  readonly ran: Promise<Ran | undefined>;
}

/** Reports by the document that they are in. */
type ByDocument = ReadonlyMap<string, readonly Report[]>;

/**
 * The modules that hand a document what its numbers are computed of: `report(results)` stands in one, `results` are made
 * in the other. Each stored one is run by itself once, for all that it calls.
 */
export class Callers {
  private readonly workspace: Workspace;
  private readonly run: Run;
  private known = new WeakMap<Project, Map<string, Promise<ByDocument>>>();
  private readonly kept = new Recent<Kept>(MAX_KEPT);

  constructor(workspace: Workspace, run: Run) {
    this.workspace = workspace;
    this.run = run;
  }

  /** Files changed on disk. */
  forget(): void {
    this.known = new WeakMap();
    this.kept.clear();
  }

  /** A stored document, run once for itself and for those that it calls. */
  async ranStored(document: SourceDocument, project: Project): Promise<Ran | undefined> {
    const of = fingerprint(document);
    const kept = this.kept.get(document.uri);
    const before = kept?.of === of && kept.project === project ? await kept.ran : undefined;
    // what it imports may be open by now, and change with every key
    if (before && !before.engine.imported.some((uri) => this.workspace.open(uri))) return before;
    const ran = this.run(document, project);
    this.kept.set(document.uri, { of, project, ran });
    return ran;
  }

  /** What is wrong with the numbers of `document` for what other modules hand it. */
  async reportsIn(document: SourceDocument, project: Project): Promise<readonly Report[]> {
    if (document.language !== 'typescript') return [];
    const importers = await project.importers.of(document.uri);
    if (importers.length === 0 || !(await project.relevance.mayCompute(document))) return [];
    const reports: Report[] = [];
    for (const importer of importers)
      reports.push(...((await this.handedBy(importer, document, project)).get(document.uri) ?? []));
    return reports;
  }

  private handedBy(uri: string, to: SourceDocument, project: Project): Promise<ByDocument> {
    // what is open changes with every key
    if (isEdited(to) || this.workspace.open(uri)) return this.handed(uri, project, this.run);
    const known = this.known.get(project) ?? new Map<string, Promise<ByDocument>>();
    this.known.set(project, known);
    const handed = known.get(uri) ?? this.handed(uri, project, (document) => this.ranStored(document, project));
    known.set(uri, handed);
    return handed;
  }

  private async handed(uri: string, project: Project, run: Run): Promise<ByDocument> {
    const found = new Map<string, Report[]>();
    const document = await this.workspace.document(uri).catch(() => undefined);
    if (!document || !(await project.relevance.mayHand(document))) return found;
    const isTest = isUnitTest(await project.graph.moduleOf(document));
    const ran = isTest ? undefined : await run(document, project);
    if (!ran) return found;
    const texts = document.units.map(({ text }) => text);
    const observed = sortObservations(ran.engine, aboutDocument(texts, uri), ran.module);
    for (const report of rules.flatMap((rule) => [...rule.check(observed)])) {
      if (!handsOn(report, uri)) continue;
      const { document: to } = report.site.place;
      found.set(to, [...(found.get(to) ?? []), report]);
    }
    return found;
  }
}
