import type { Clues } from './clues.ts';
import type { CodeLanguage } from './languages/code-in-text.ts';
import { inText } from './languages/in-text.ts';
import type { SourceDocument } from './workspace/document.ts';
import { LIMITS, type ModuleGraph } from './workspace/module-graph.ts';
import type { Workspace } from './workspace/workspace.ts';

/** What the text of a module tells before it is parsed. */
interface Look {
  readonly clues: ReadonlySet<string>;
  /** URIs of the modules of the workspace that it imports. */
  readonly imports: readonly string[];
}

const NOTHING: Look = { clues: new Set(), imports: [] };

/**
 * Tells without parsing that nothing can be found in a document: neither it nor what it imports holds the clues. Keeps a
 * look at each stored module until it is told that files changed.
 */
export class Relevance {
  private readonly workspace: Workspace;
  private readonly graph: ModuleGraph;
  private readonly clues: Readonly<Record<CodeLanguage, Clues>>;
  private readonly looks = new Map<string, Promise<Look>>();
  private latest = new WeakMap<SourceDocument, Promise<Look>>();

  constructor(workspace: Workspace, graph: ModuleGraph, clues: Readonly<Record<CodeLanguage, Clues>>) {
    this.workspace = workspace;
    this.graph = graph;
    this.clues = clues;
  }

  /** Files changed on disk. */
  forget(): void {
    this.looks.clear();
    this.latest = new WeakMap();
  }

  async isRelevant(document: SourceDocument): Promise<boolean> {
    if (document.language === 'promptfoo') return true;
    const language = document.language ?? 'python';
    const { sinkDistance } = inText[language];
    const held = new Set<string>();
    const near = new Set<string>();
    for await (const { distance, clues } of this.around(document)) {
      for (const clue of clues) {
        held.add(clue);
        if (distance <= sinkDistance) near.add(clue);
      }
      if (this.clues[language].suffice(held, near)) return true;
    }
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
    const held = new Set<string>();
    for await (const { clues } of this.around(document)) {
      for (const clue of clues) held.add(clue);
      if (this.clues[document.language].supply(held)) return true;
    }
    return false;
  }

  /** What a document holds, and then what the modules hold together that it imports, the nearest first. */
  private async *around(document: SourceDocument) {
    const seen = new Set([document.uri]);
    const { sourceDistance } = inText[document.language === 'typescript' ? 'typescript' : 'python'];
    const farthest = Math.min(LIMITS.distance, sourceDistance);
    let layer = [await this.lookAt(document)];
    for (let distance = 0; layer.length > 0; distance++) {
      yield { distance, clues: layer.flatMap(({ clues }) => [...clues]) };
      if (distance === farthest) return;
      const next = new Set(layer.flatMap(({ imports }) => imports).filter((uri) => !seen.has(uri)));
      for (const uri of next) seen.add(uri);
      layer = await Promise.all([...next].map((uri) => this.look(uri)));
    }
  }

  private look(uri: string): Promise<Look> {
    const open = this.workspace.open(uri);
    if (open) return this.lookAt(open);
    let look = this.looks.get(uri);
    if (!look) {
      look = this.workspace
        .document(uri)
        .catch(() => undefined)
        .then((document) => (document ? this.lookAt(document) : NOTHING));
      this.looks.set(uri, look);
    }
    return look;
  }

  /** A document is asked about more than once on the way to its analysis. */
  private lookAt(document: SourceDocument): Promise<Look> {
    const look = this.latest.get(document) ?? this.read(document);
    this.latest.set(document, look);
    return look;
  }

  private async read({ uri, language, units }: SourceDocument): Promise<Look> {
    if (!language || language === 'promptfoo') return NOTHING;
    const text = units.map((unit) => unit.text).join('\n');
    const places = await Promise.all(inText[language].modulesIn(text).map((name) => this.graph.place(uri, name)));
    return { clues: this.clues[language].of(text), imports: [...new Set(places.filter((place) => place !== null))] };
  }
}
