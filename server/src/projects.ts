import { builtinCatalogs, type Catalogs, catalogsWith } from './catalog/index.ts';
import { type Clues, createClues } from './clues.ts';
import type { Configuration } from './configuration/configuration.ts';
import type { FlowModule } from './flow/program.ts';
import type { CodeLanguage } from './languages/code-in-text.ts';
import { inText } from './languages/in-text.ts';
import { Recent } from './recent.ts';
import { Relevance } from './relevance.ts';
import type { ArtifactIndex } from './workspace/artifact-index.ts';
import { DeclaredData } from './workspace/declared-data.ts';
import type { SourceDocument } from './workspace/document.ts';
import { Importers } from './workspace/importers.ts';
import { ModuleGraph } from './workspace/module-graph.ts';
import type { Workspace } from './workspace/workspace.ts';

/** What a configuration makes of the workspace: documents with the same one share it. */
export interface Project {
  readonly catalogs: Catalogs;
  readonly graph: ModuleGraph;
  readonly relevance: Relevance;
  readonly importers: Importers;
  readonly declared: DeclaredData;
}

const MAX_KEPT = 16;

/** Projects that differ in nothing but loudness and the like share what is slow to make. */
export class Projects {
  private readonly workspace: Workspace;
  private readonly artifacts: ArtifactIndex;
  private readonly lower: (document: SourceDocument) => Promise<FlowModule>;
  private readonly known = new WeakMap<Configuration, Project>();
  private readonly graphs = new Recent<Pick<Project, 'catalogs' | 'graph'>>(MAX_KEPT);
  private readonly relevances = new Recent<Pick<Project, 'relevance' | 'importers'>>(MAX_KEPT);

  constructor(
    workspace: Workspace,
    artifacts: ArtifactIndex,
    lower: (document: SourceDocument) => Promise<FlowModule>,
  ) {
    this.workspace = workspace;
    this.artifacts = artifacts;
    this.lower = lower;
  }

  of(configuration: Configuration): Project {
    const known = this.known.get(configuration);
    if (known) return known;
    const { catalog: entries, data } = configuration;
    const key = JSON.stringify(entries);
    const { catalogs, graph } = this.graphs.get(key) ?? this.graphFor(configuration);
    this.graphs.set(key, { catalogs, graph });
    const declared = new DeclaredData(configuration);
    const globs = `${key} ${JSON.stringify(data.map(({ glob }) => glob))}`;
    const { relevance, importers } = this.relevances.get(globs) ?? this.relevanceFor(catalogs, graph, declared);
    this.relevances.set(globs, { relevance, importers });
    const project = { catalogs, graph, relevance, importers, declared };
    this.known.set(configuration, project);
    return project;
  }

  /** Files changed on disk. */
  forget(): void {
    for (const { graph } of this.graphs.values()) graph.forget();
    for (const { relevance, importers } of this.relevances.values()) {
      relevance.forget();
      importers.forget();
    }
  }

  private graphFor({ catalog: own }: Configuration): Pick<Project, 'catalogs' | 'graph'> {
    const catalogs = own.length > 0 ? catalogsWith(own) : builtinCatalogs;
    const graph = new ModuleGraph(this.workspace, this.lower, (name, language) => catalogs[language].knowsModule(name));
    return { catalogs, graph };
  }

  private relevanceFor(
    catalogs: Catalogs,
    graph: ModuleGraph,
    declared: DeclaredData,
  ): Pick<Project, 'relevance' | 'importers'> {
    const clues = cluesOf(catalogs, (text) => declared.mayName(text));
    const importersOf = (uri: string): Promise<readonly string[]> => importers.allOf(uri);
    const relevance: Relevance = new Relevance(this.workspace, graph, this.artifacts, clues, importersOf);
    const importers: Importers = new Importers(this.workspace, relevance);
    return { relevance, importers };
  }
}

const cluesOf = (catalogs: Catalogs, namesFile: (text: string) => boolean): Readonly<Record<CodeLanguage, Clues>> => ({
  python: createClues(catalogs.python, inText.python, namesFile),
  typescript: createClues(catalogs.typescript, inText.typescript, namesFile),
});
