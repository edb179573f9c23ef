import { inText } from '../languages/in-text.ts';
import { languageOf } from '../languages/language-of.ts';
import type { ModuleGraph } from './module-graph.ts';
import { textsOf } from './sources.ts';
import { lengthShared } from './uri.ts';
import type { Workspace } from './workspace.ts';

const MAX_IMPORTERS = 4;
/** `export * from './report'` */
const HANDS_ON = /\bexport\b[\s\w$*{},]*\bfrom\s*["']/;
const MAX_BYTES = { source: 500_000, all: 50_000_000 };

interface Index {
  /** URIs of the sources that import a module. */
  readonly importers: ReadonlyMap<string, ReadonlySet<string>>;
  /** Those that export what they import. */
  readonly handsOn: ReadonlySet<string>;
}

/** Which sources of the workspace import which, by a look at their text. Of TypeScript. */
export class Importers {
  private readonly workspace: Workspace;
  private readonly graph: ModuleGraph;
  private index: Promise<Index> | null = null;

  constructor(workspace: Workspace, graph: ModuleGraph) {
    this.workspace = workspace;
    this.graph = graph;
  }

  /** Files changed on disk. */
  forget(): void {
    this.index = null;
  }

  /** URIs of the sources that import a module, also through one that hands it on: the nearest, and no more than a few. */
  async of(uri: string): Promise<readonly string[]> {
    this.index ??= this.build();
    const { importers, handsOn } = await this.index;
    const found = new Set<string>();
    const asked = new Set([uri]);
    for (const module of asked)
      for (const importer of importers.get(module) ?? []) {
        found.add(importer);
        if (handsOn.has(importer)) asked.add(importer);
      }
    found.delete(uri);
    return [...found].sort((a, b) => lengthShared(b, uri) - lengthShared(a, uri)).slice(0, MAX_IMPORTERS);
  }

  private async build(): Promise<Index> {
    const importers = new Map<string, Set<string>>();
    const handsOn = new Set<string>();
    const isTypeScript = (uri: string) => languageOf(uri) === 'typescript';
    for await (const { uri: importer, text } of textsOf(this.workspace, MAX_BYTES, isTypeScript)) {
      if (HANDS_ON.test(text)) handsOn.add(importer);
      for (const name of inText.typescript.modulesIn(text)) {
        const place = await this.graph.place(importer, name);
        if (place === null) continue;
        const known = importers.get(place) ?? new Set<string>();
        importers.set(place, known.add(importer));
      }
    }
    return { importers, handsOn };
  }
}
