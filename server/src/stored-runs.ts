import type { Engine } from './flow/engine.ts';
import type { FlowModule } from './flow/program.ts';
import type { Project } from './projects.ts';
import { aboutDocument } from './provenance/about.ts';
import { Recent } from './recent.ts';
import { rules } from './rules/index.ts';
import { type Observations, type Report, sortObservations } from './rules/rule.ts';
import { fingerprint, type SourceDocument } from './workspace/document.ts';
import type { Workspace } from './workspace/workspace.ts';

/** A document that was run with what it imports and reads, and all that the rules find in that. */
export interface Ran {
  readonly module: FlowModule;
  readonly engine: Engine;
  readonly observed: Observations;
  readonly reports: readonly Report[];
}

export function ran(document: SourceDocument, module: FlowModule, engine: Engine): Ran {
  const texts = document.units.map(({ text }) => text);
  const observed = sortObservations(engine, aboutDocument(texts, document.uri), module);
  return { module, engine, observed, reports: rules.flatMap((rule) => [...rule.check(observed)]) };
}

type Run = (document: SourceDocument, project: Project) => Promise<Ran | undefined>;

/** What a run is good for: as long as the document says the same, and nobody edits what it imports. */
interface For {
  readonly of: string;
  readonly project: Project;
}

interface Kept extends For {
  readonly ran: Promise<Ran | undefined>;
}

/** A run in which no rule found anything. */
interface Quiet extends For {
  readonly imported: readonly string[];
  /** Without its code. */
  readonly module: FlowModule;
}

/** Runs that are kept: documents that import each other are mostly asked for soon after each other. */
const MAX_KEPT = 24;

/** Stored documents, each run once for itself and for those that it calls. */
export class StoredRuns {
  private readonly workspace: Workspace;
  private readonly run: Run;
  private readonly kept = new Recent<Kept>(MAX_KEPT);
  /** By the document. Most are quiet, and need little room. */
  private readonly quiet = new Map<string, Quiet>();

  constructor(workspace: Workspace, run: Run) {
    this.workspace = workspace;
    this.run = run;
  }

  /** Files changed on disk. */
  forget(): void {
    this.kept.clear();
    this.quiet.clear();
  }

  async of(document: SourceDocument, project: Project): Promise<Ran | undefined> {
    const kept = this.kept.get(document.uri);
    const before = kept && isFor(kept, document, project) ? await kept.ran : undefined;
    if (before && this.areStored(before.engine.imported)) return before;
    const running = this.run(document, project);
    this.kept.set(document.uri, { of: fingerprint(document), project, ran: running });
    const now = await running;
    if (now?.reports.length === 0) this.note(document, project, now);
    return now;
  }

  /** The module, without its code, of a document that was run and in which no rule found anything. */
  quietModule(document: SourceDocument, project: Project): FlowModule | undefined {
    const known = this.quiet.get(document.uri);
    return known && isFor(known, document, project) && this.areStored(known.imported) ? known.module : undefined;
  }

  private note(document: SourceDocument, project: Project, { module, engine }: Ran): void {
    const units = module.units.map(({ cell, skipped }) => ({ cell, skipped, body: [], comments: [] }));
    const { imported } = engine;
    this.quiet.set(document.uri, { of: fingerprint(document), project, imported, module: { ...module, units } });
  }

  /** What is open changes with every key. */
  private areStored(uris: readonly string[]): boolean {
    return !uris.some((uri) => this.workspace.open(uri));
  }
}

const isFor = (known: For, document: SourceDocument, project: Project): boolean =>
  known.of === fingerprint(document) && known.project === project;
