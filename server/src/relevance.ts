import { type Clues, filesIn } from './clues.ts';
import type { CodeLanguage } from './languages/code-in-text.ts';
import { inText } from './languages/in-text.ts';
import type { ArtifactIndex } from './workspace/artifact-index.ts';
import { fingerprint, isEdited, type SourceDocument } from './workspace/document.ts';
import { LIMITS, type ModuleGraph } from './workspace/module-graph.ts';
import type { Workspace } from './workspace/workspace.ts';

/** What the text of a module tells before it is parsed. */
interface Look {
  readonly clues: ReadonlySet<string>;
  /** URIs of the modules of the workspace that it imports. */
  readonly imports: readonly string[];
}

const NOTHING: Look = { clues: new Set(), imports: [] };

/** Modules that are equally many imports away from a document. */
interface Layer {
  /** Are they as good as the document itself? */
  readonly isOwn: boolean;
  readonly clues: readonly string[];
}

/** Of a document by itself, and of it with what it imports. */
interface Held {
  readonly own: Set<string>;
  readonly all: Set<string>;
}

/**
 * Tells without parsing that nothing can be found in a document: neither it nor what it imports holds the clues. Keeps a
 * look at each stored module until it is told that files changed.
 */
export class Relevance {
  private readonly workspace: Workspace;
  private readonly graph: ModuleGraph;
  private readonly artifacts: ArtifactIndex;
  private readonly clues: Readonly<Record<CodeLanguage, Clues>>;
  private readonly stored = new Map<string, { readonly of: string; readonly look: Promise<Look> }>();
  private edited = new WeakMap<SourceDocument, Promise<Look>>();

  constructor(
    workspace: Workspace,
    graph: ModuleGraph,
    artifacts: ArtifactIndex,
    clues: Readonly<Record<CodeLanguage, Clues>>,
  ) {
    this.workspace = workspace;
    this.graph = graph;
    this.artifacts = artifacts;
    this.clues = clues;
  }

  /** Files changed on disk. */
  forget(): void {
    this.stored.clear();
    this.edited = new WeakMap();
  }

  async isRelevant(document: SourceDocument): Promise<boolean> {
    if (document.language === 'promptfoo') return true;
    const { suffice } = this.clues[document.language ?? 'python'];
    const held = { own: new Set<string>(), all: new Set<string>() };
    for await (const layer of this.around(document)) {
      add(layer, held);
      if (suffice(held.own, held.all, false)) return true;
    }
    return suffice(held.own, held.all) && (await this.areWritten(filesIn(held.all), document.uri));
  }

  /** Does a module that may supply something write one of these files? */
  private async areWritten(files: readonly string[], document: string): Promise<boolean> {
    for (const file of files)
      for (const writer of await this.artifacts.writersOf(file, document))
        if (await this.maySupply(writer)) return true;
    return false;
  }

  /** May a document compute a number of what others hand it? */
  async mayCompute(document: SourceDocument): Promise<boolean> {
    if (!document.language || document.language === 'promptfoo') return false;
    return this.clues[document.language].computes((await this.lookAt(document)).clues);
  }

  /** May a module write something to a file that is not real or not measured? A program also writes much else. */
  async maySupply(uri: string): Promise<boolean> {
    const document = await this.workspace.document(uri).catch(() => undefined);
    if (!document?.language || document.language === 'promptfoo') return false;
    if (!inText[document.language].writesAnything) return true;
    const held = { own: new Set<string>(), all: new Set<string>() };
    for await (const layer of this.around(document)) {
      add(layer, held);
      if (this.clues[document.language].supply(held.all)) return true;
    }
    return false;
  }

  /** May a module hand a judge's labels or the like to one that it imports? */
  async mayHand(document: SourceDocument): Promise<boolean> {
    if (!document.language || document.language === 'promptfoo') return false;
    const { hands } = this.clues[document.language];
    const held = { own: new Set<string>(), all: new Set<string>() };
    for await (const layer of this.around(document)) {
      add(layer, held);
      if (hands(held.own, held.all)) return true;
    }
    return false;
  }

  /** What a document holds, and then what the modules hold together that it imports, the nearest first. */
  private async *around(document: SourceDocument): AsyncGenerator<Layer> {
    const seen = new Set([document.uri]);
    const { reach } = inText[document.language === 'typescript' ? 'typescript' : 'python'];
    let layer = [await this.lookAt(document)];
    for (let distance = 0; layer.length > 0; distance++) {
      // in Python, what a script imports is as good as its own
      yield { isOwn: distance === 0 || reach > 1, clues: layer.flatMap(({ clues }) => [...clues]) };
      if (distance === Math.min(LIMITS.distance, reach)) return;
      const next = new Set(layer.flatMap(({ imports }) => imports).filter((uri) => !seen.has(uri)));
      for (const uri of next) seen.add(uri);
      layer = await Promise.all([...next].map((uri) => this.look(uri)));
    }
  }

  private async look(uri: string): Promise<Look> {
    const open = this.workspace.open(uri);
    if (open) return this.lookAt(open);
    const known = this.stored.get(uri);
    if (known) return known.look;
    const document = await this.workspace.document(uri).catch(() => undefined);
    return document ? this.lookAt(document) : NOTHING;
  }

  /** A stored document is looked at once, however many import it; an edited one, on the way to its analysis. */
  private lookAt(document: SourceDocument): Promise<Look> {
    if (isEdited(document)) {
      const look = this.edited.get(document) ?? this.read(document);
      this.edited.set(document, look);
      return look;
    }
    const of = fingerprint(document);
    const known = this.stored.get(document.uri);
    if (known?.of === of) return known.look;
    const look = this.read(document);
    this.stored.set(document.uri, { of, look });
    return look;
  }

  private async read({ uri, language, units }: SourceDocument): Promise<Look> {
    if (!language || language === 'promptfoo') return NOTHING;
    const text = units.map((unit) => unit.text).join('\n');
    const places = await Promise.all(inText[language].modulesIn(text).map((name) => this.graph.place(uri, name)));
    return { clues: this.clues[language].of(text), imports: [...new Set(places.filter((place) => place !== null))] };
  }
}

function add({ isOwn, clues }: Layer, { own, all }: Held): void {
  for (const clue of clues) {
    all.add(clue);
    if (isOwn) own.add(clue);
  }
}
