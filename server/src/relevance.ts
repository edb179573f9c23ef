import { type Clues, filesIn } from './clues.ts';
import type { CodeLanguage } from './languages/code-in-text.ts';
import { inText } from './languages/in-text.ts';
import { languageOf } from './languages/language-of.ts';
import { isUnitTestByName } from './unit-test.ts';
import type { ArtifactIndex } from './workspace/artifact-index.ts';
import { fingerprint, isEdited, type SourceDocument } from './workspace/document.ts';
import { LIMITS, type ModuleGraph } from './workspace/module-graph.ts';
import { isTable } from './workspace/table-file.ts';
import type { Workspace } from './workspace/workspace.ts';

/** What a module imports, by its text. */
interface Links {
  /** URIs of the modules of the workspace. */
  readonly imports: readonly string[];
  /** Does it export what it imports? */
  readonly handsOn: boolean;
}

/** What the text of a module tells before it is parsed. */
interface Look extends Links {
  readonly clues: ReadonlySet<string>;
}

/** Of these, its clues only once somebody asked for them: that takes the longest. */
interface Known {
  readonly of: string;
  readonly links: Promise<Links>;
  clues: ReadonlySet<string> | null;
}

/** A module that hands on more than this is the door of a whole package: few who come through it want all of it. */
const MOST_HANDED = 12;

const NOTHING: Look = { clues: new Set(), imports: [], handsOn: false };

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
  private readonly stored = new Map<string, Known>();
  private edited = new WeakMap<SourceDocument, Known>();
  /** By the module that defines the types: what was looked at for them, and which of that may judge. */
  private readonly judges = new Map<string, Readonly<Record<'asked' | 'found', readonly string[]>>>();
  private readonly importersOf: (uri: string) => Promise<readonly string[]>;

  constructor(
    workspace: Workspace,
    graph: ModuleGraph,
    artifacts: ArtifactIndex,
    clues: Readonly<Record<CodeLanguage, Clues>>,
    importersOf: (uri: string) => Promise<readonly string[]>,
  ) {
    this.workspace = workspace;
    this.graph = graph;
    this.artifacts = artifacts;
    this.clues = clues;
    this.importersOf = importersOf;
  }

  /** Files changed on disk. */
  forget(): void {
    this.stored.clear();
    this.judges.clear();
    this.edited = new WeakMap();
  }

  async isRelevant(document: SourceDocument): Promise<boolean> {
    if (document.language === 'promptfoo') return true;
    const { suffice } = this.clues[document.language ?? 'python'];
    const { isEnough, own, all } = await this.gather(document, (held) => suffice(held.own, held.all, false));
    if (isEnough || (suffice(own, all) && (await this.areWritten(filesIn(all), document.uri)))) return true;
    return await this.areMade(document);
  }

  /** Does it compute numbers of rows of a type that others may have put a judge's labels into? */
  private async areMade(document: SourceDocument): Promise<boolean> {
    if (document.language !== 'typescript') return false;
    const { clues, imports } = await this.lookAt(document);
    if (!this.clues.typescript.computesTyped(clues)) return false;
    for (const module of [document.uri, ...imports])
      if ((await this.judgesFor(module, document.uri)).length > 0) return true;
    return false;
  }

  /** Other modules than `document` in which a model may judge what is given a type of a module, the nearest first. */
  async judgesFor(module: string, document: string): Promise<readonly string[]> {
    const found = await this.judgesAround(module, document);
    return found.filter((uri) => uri !== document);
  }

  private async judgesAround(module: string, document: string): Promise<readonly string[]> {
    const known = this.judges.get(module);
    // what the document itself does is not asked here, and it may be edited with every key
    if (known && !known.asked.some((uri) => uri !== document && this.workspace.open(uri))) return known.found;
    const { clues } = await this.look(module);
    const areTypes = this.clues.typescript.definesTypes(clues);
    const asked = areTypes ? [module, ...(await this.importersOf(module))] : [];
    const found: string[] = [];
    for (const uri of asked) if (await this.mayJudge(uri)) found.push(uri);
    this.judges.set(module, { asked, found });
    return found;
  }

  /** May a module ask a model for a judgement? What a test gives a type is made up for the test. */
  private async mayJudge(uri: string): Promise<boolean> {
    const document = this.workspace.open(uri) ?? (await this.workspace.document(uri).catch(() => undefined));
    if (document?.language !== 'typescript' || isUnitTestByName(document)) return false;
    return (await this.gather(document, ({ own, all }) => this.clues.typescript.judges(own, all))).isEnough;
  }

  /** Does a module that may supply something write one of these files? */
  private async areWritten(files: readonly string[], document: string): Promise<boolean> {
    for (const file of files)
      for (const writer of await this.writersOf(file, document)) if (await this.maySupply(writer)) return true;
    return false;
  }

  /** The modules that may write a file; rows of a table, also those that hand them to such a module. */
  async writersOf(file: string, document: string): Promise<readonly string[]> {
    const writers = await this.artifacts.writersOf(file, document);
    if (!isTable(file)) return writers;
    const found = new Set(writers);
    for (const writer of [...writers, document])
      for (const uri of await this.importersOf(writer))
        if (uri !== document && !found.has(uri) && (await this.mayJudge(uri))) found.add(uri);
    return [...found];
  }

  /** May a document compute a number of what others hand it? */
  async mayCompute(document: SourceDocument): Promise<boolean> {
    if (!document.language || document.language === 'promptfoo') return false;
    return this.clues[document.language].computes((await this.lookAt(document)).clues);
  }

  /** May what a module says change what is found in those that import it? */
  readonly mayAdd = async (uri: string): Promise<boolean> => {
    if (languageOf(uri) !== 'typescript') return true; // in Python, what is imported is mostly meant for that
    const { handsOn, clues } = await this.look(uri);
    return handsOn || this.clues.typescript.adds(clues);
  };

  /** May a module write something to a file that is not real or not measured? A program also writes much else. */
  async maySupply(uri: string): Promise<boolean> {
    const document = await this.workspace.document(uri).catch(() => undefined);
    if (!document?.language || document.language === 'promptfoo') return false;
    if (!inText[document.language].writesAnything) return true;
    const { supply } = this.clues[document.language];
    return (await this.gather(document, ({ all }) => supply(all))).isEnough;
  }

  /** May a module hand a judge's labels or the like to one that it imports? */
  async mayHand(document: SourceDocument): Promise<boolean> {
    if (!document.language || document.language === 'promptfoo') return false;
    const { hands } = this.clues[document.language];
    return (await this.gather(document, ({ own, all }) => hands(own, all))).isEnough;
  }

  /** What a document and the modules around it hold, as far out as it takes until that is enough. */
  private async gather(document: SourceDocument, isEnough: (held: Held) => boolean) {
    const held: Held = { own: new Set(), all: new Set() };
    for await (const layer of this.around(document)) {
      add(layer, held);
      if (isEnough(held)) return { ...held, isEnough: true };
    }
    return { ...held, isEnough: false };
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
      layer = await this.behind(next, seen);
    }
  }

  /** What modules hold; of one that hands on what it imports, also what that holds. */
  private async behind(uris: ReadonlySet<string>, seen: Set<string>): Promise<Look[]> {
    const looks = await Promise.all([...uris].map((uri) => this.look(uri)));
    const handed = looks.flatMap(({ handsOn, imports }) => (handsOn && imports.length <= MOST_HANDED ? imports : []));
    const next = new Set(handed.filter((uri) => !seen.has(uri)));
    for (const uri of next) seen.add(uri);
    return next.size > 0 ? [...looks, ...(await this.behind(next, seen))] : looks;
  }

  /** What a module imports, and whether it exports that. */
  async linksOf(uri: string): Promise<Links> {
    const known = this.stored.get(uri);
    if (known && !this.workspace.open(uri)) return known.links;
    const document = await this.workspace.document(uri).catch(() => undefined);
    return document ? this.know(document).links : NOTHING;
  }

  private async look(uri: string): Promise<Look> {
    const known = this.stored.get(uri);
    if (known?.clues && !this.workspace.open(uri)) return { ...(await known.links), clues: known.clues };
    const document = await this.workspace.document(uri).catch(() => undefined);
    return document ? this.lookAt(document) : NOTHING;
  }

  private async lookAt(document: SourceDocument): Promise<Look> {
    const { language, units } = document;
    if (!language || language === 'promptfoo') return NOTHING;
    const known = this.know(document);
    known.clues ??= this.clues[language].of(textOf(units));
    return { ...(await known.links), clues: known.clues };
  }

  /** A stored document is looked at once, however many import it; an edited one, on the way to its analysis. */
  private know(document: SourceDocument): Known {
    const known = isEdited(document) ? this.edited.get(document) : this.stored.get(document.uri);
    const of = fingerprint(document);
    if (known?.of === of) return known;
    const fresh: Known = { of, links: this.links(document), clues: null };
    if (isEdited(document)) this.edited.set(document, fresh);
    else this.stored.set(document.uri, fresh);
    return fresh;
  }

  private async links({ uri, language, units }: SourceDocument): Promise<Links> {
    if (!language || language === 'promptfoo') return NOTHING;
    const text = textOf(units);
    const places = await Promise.all(inText[language].modulesIn(text).map((name) => this.graph.place(uri, name)));
    const imports = [...new Set(places.filter((place) => place !== null))];
    return { imports, handsOn: inText[language].handsOn(text) };
  }
}

const textOf = (units: SourceDocument['units']): string => units.map(({ text }) => text).join('\n');

function add({ isOwn, clues }: Layer, { own, all }: Held): void {
  for (const clue of clues) {
    all.add(clue);
    if (isOwn) own.add(clue);
  }
}
