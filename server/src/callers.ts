import { handsOn } from './own-reports.ts';
import type { Project } from './projects.ts';
import type { Report } from './rules/rule.ts';
import type { Ran, StoredRuns } from './stored-runs.ts';
import { isUnitTest, isUnitTestByName } from './unit-test.ts';
import { isEdited, type SourceDocument } from './workspace/document.ts';
import type { Workspace } from './workspace/workspace.ts';

type Run = (document: SourceDocument, project: Project) => Promise<Ran | undefined>;

/** Reports by the document that they are in. */
type ByDocument = ReadonlyMap<string, readonly Report[]>;

/**
 * The modules that hand a document what its numbers are computed of: `report(results)` stands in one, `results` are made
 * in the other.
 */
export class Callers {
  private readonly workspace: Workspace;
  private readonly stored: StoredRuns;
  private readonly run: Run;
  private known = new WeakMap<Project, Map<string, Promise<ByDocument>>>();

  /** @param run with what is open as it is now */
  constructor(workspace: Workspace, stored: StoredRuns, run: Run) {
    this.workspace = workspace;
    this.stored = stored;
    this.run = run;
  }

  /** Files changed on disk. */
  forget(): void {
    this.known = new WeakMap();
  }

  /** What is wrong with the numbers of `document` for what other modules hand it. */
  async reportsIn(document: SourceDocument, project: Project): Promise<readonly Report[]> {
    if (document.language !== 'typescript' || !(await project.relevance.mayCompute(document))) return [];
    const reports: Report[] = [];
    for (const importer of await project.importers.of(document.uri))
      reports.push(...((await this.handedBy(importer, document, project)).get(document.uri) ?? []));
    return reports;
  }

  private handedBy(uri: string, to: SourceDocument, project: Project): Promise<ByDocument> {
    // what is open changes with every key
    if (isEdited(to) || this.workspace.open(uri)) return this.handed(uri, project, this.run);
    const known = this.known.get(project) ?? new Map<string, Promise<ByDocument>>();
    this.known.set(project, known);
    const handed = known.get(uri) ?? this.handed(uri, project, (document) => this.stored.of(document, project));
    known.set(uri, handed);
    return handed;
  }

  private async handed(uri: string, project: Project, run: Run): Promise<ByDocument> {
    const found = new Map<string, Report[]>();
    const document = await this.workspace.document(uri).catch(() => undefined);
    if (!document || isUnitTestByName(document) || !(await project.relevance.mayHand(document))) return found;
    if (this.stored.quietModule(document, project) || isUnitTest(await project.graph.moduleOf(document))) return found;
    for (const report of (await run(document, project))?.reports ?? []) {
      if (!handsOn(report, uri)) continue;
      const { document: to } = report.site.place;
      found.set(to, [...(found.get(to) ?? []), report]);
    }
    return found;
  }
}
