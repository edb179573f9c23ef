import { languageOf } from '../languages/language-of.ts';
import type { Relevance } from '../relevance.ts';
import { sourcesOf } from './sources.ts';
import { lengthShared } from './uri.ts';
import type { Workspace } from './workspace.ts';

const MAX_IMPORTERS = 4;

interface Index {
  /** URIs of the sources that import a module. */
  readonly importers: ReadonlyMap<string, ReadonlySet<string>>;
  /** Those that export what they import. */
  readonly handsOn: ReadonlySet<string>;
}

/** Which sources of the workspace import which, by a look at their text. Of TypeScript. */
export class Importers {
  private readonly workspace: Workspace;
  private readonly relevance: Relevance;
  private index: Promise<Index> | null = null;

  constructor(workspace: Workspace, relevance: Relevance) {
    this.workspace = workspace;
    this.relevance = relevance;
  }

  /** Files changed on disk. */
  forget(): void {
    this.index = null;
  }

  /** No more than a few of them. */
  async of(uri: string): Promise<readonly string[]> {
    return (await this.allOf(uri)).slice(0, MAX_IMPORTERS);
  }

  /** URIs of the sources that import a module, also through one that hands it on: the nearest first. */
  async allOf(uri: string): Promise<readonly string[]> {
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
    return [...found].sort((a, b) => lengthShared(b, uri) - lengthShared(a, uri));
  }

  private async build(): Promise<Index> {
    const importers = new Map<string, Set<string>>();
    const handsOn = new Set<string>();
    for (const importer of await sourcesOf(this.workspace)) {
      if (languageOf(importer) !== 'typescript') continue;
      const look = await this.relevance.linksOf(importer);
      if (look.handsOn) handsOn.add(importer);
      for (const place of look.imports) importers.set(place, (importers.get(place) ?? new Set()).add(importer));
    }
    return { importers, handsOn };
  }
}
