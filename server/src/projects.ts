import { Catalog } from './catalog/catalog.ts';
import { builtinCatalog } from './catalog/index.ts';
import { createClues } from './clues.ts';
import type { Configuration } from './configuration/configuration.ts';
import type { FlowModule } from './flow/program.ts';
import { Recent } from './recent.ts';
import { Relevance } from './relevance.ts';
import { DeclaredData } from './workspace/declared-data.ts';
import type { SourceDocument } from './workspace/document.ts';
import { ModuleGraph } from './workspace/module-graph.ts';
import type { Workspace } from './workspace/workspace.ts';

/** What a configuration makes of the workspace: documents with the same one share it. */
export interface Project {
  readonly catalog: Catalog;
  readonly graph: ModuleGraph;
  readonly relevance: Relevance;
  readonly declared: DeclaredData;
}

const MAX_KEPT = 16;

/** Projects that differ in nothing but loudness and the like share what is slow to make. */
export class Projects {
  private readonly workspace: Workspace;
  private readonly lower: (document: SourceDocument) => FlowModule;
  private readonly known = new WeakMap<Configuration, Project>();
  private readonly graphs = new Recent<Pick<Project, 'catalog' | 'graph'>>(MAX_KEPT);
  private readonly relevances = new Recent<Relevance>(MAX_KEPT);

  constructor(workspace: Workspace, lower: (document: SourceDocument) => FlowModule) {
    this.workspace = workspace;
    this.lower = lower;
  }

  of(configuration: Configuration): Project {
    const known = this.known.get(configuration);
    if (known) return known;
    const { catalog: entries, data } = configuration;
    const key = JSON.stringify(entries);
    const { catalog, graph } = this.graphs.get(key) ?? this.graphFor(configuration);
    this.graphs.set(key, { catalog, graph });
    const declared = new DeclaredData(configuration);
    const globs = `${key} ${JSON.stringify(data.map(({ glob }) => glob))}`;
    const relevance =
      this.relevances.get(globs) ??
      new Relevance(
        this.workspace,
        graph,
        createClues(catalog, (text) => declared.mayName(text)),
      );
    this.relevances.set(globs, relevance);
    const project = { catalog, graph, relevance, declared };
    this.known.set(configuration, project);
    return project;
  }

  /** Files changed on disk. */
  forget(): void {
    for (const { graph } of this.graphs.values()) graph.forget();
    for (const relevance of this.relevances.values()) relevance.forget();
  }

  private graphFor({ catalog: own }: Configuration): Pick<Project, 'catalog' | 'graph'> {
    const catalog = own.length > 0 ? new Catalog([...own, ...builtinCatalog.entries]) : builtinCatalog;
    const graph = new ModuleGraph(this.workspace, this.lower, (name) => catalog.knowsModule(name));
    return { catalog, graph };
  }
}
