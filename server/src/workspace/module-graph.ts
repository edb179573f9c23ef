import { type Program, submodule } from '../flow/modules.ts';
import type { FlowModule, Import, Language } from '../flow/program.ts';
import { modulesWrittenIn, statementsIn, writtenStatementsIn } from '../flow/walk.ts';
import { languageOf } from '../languages/language-of.ts';
import { importCandidates } from '../languages/python/import-candidates.ts';
import { TypeScriptPlaces } from '../languages/typescript/import-candidates.ts';
import { Recent } from '../recent.ts';
import { fingerprint, isEdited, type SourceDocument } from './document.ts';
import { folderOf, uriPart } from './uri.ts';
import type { Workspace } from './workspace.ts';

/** An analysis looks into at most this many modules, at most this many imports away. */
export const LIMITS = { modules: 60, distance: 4 };

/** What is nearer than this often hands on what it is given, and is called for that. */
const FAR = 2;

/** Stored modules that are kept lowered, for the next analysis that imports them. */
const MAX_KEPT = 300;

/** The modules of a workspace and their imports; keeps what it read until it is told that files changed. */
export class ModuleGraph {
  private readonly workspace: Workspace;
  private readonly lower: (document: SourceDocument) => Promise<FlowModule>;
  /** Names of modules that a catalogue describes: their code says less than the catalogue does. */
  private readonly isLibrary: (module: string, language: Language) => boolean;
  private readonly typescript: TypeScriptPlaces;
  private readonly stored = new Recent<{ readonly of: string; readonly module: FlowModule }>(MAX_KEPT);
  /** Where a name leads that is imported in a folder. */
  private readonly places = new Map<string, string | null>();
  private readonly folders = new Map<string, ReadonlyMap<string, boolean>>();

  constructor(
    workspace: Workspace,
    lower: (document: SourceDocument) => Promise<FlowModule>,
    isLibrary: (module: string, language: Language) => boolean,
  ) {
    this.workspace = workspace;
    this.lower = lower;
    this.isLibrary = isLibrary;
    this.typescript = new TypeScriptPlaces(
      async (uri) => {
        const bytes = await workspace.readFile(uri).catch(() => undefined);
        return bytes && new TextDecoder().decode(bytes);
      },
      (folder) => workspace.list(folder),
    );
  }

  /** Files changed on disk. */
  forget(): void {
    this.stored.clear();
    this.places.clear();
    this.folders.clear();
    this.typescript.forget();
  }

  /**
   * The roots and what they import, directly or through others, the nearest first.
   * @param mayAdd is a module worth reading that is far from the roots? One that is not is as good as a library's
   */
  async collect(roots: readonly FlowModule[], mayAdd: (uri: string) => Promise<boolean>): Promise<Program> {
    const modules = new Map(roots.map((module) => [module.document, module]));
    const resolved = new Map<string, string>();
    let layer: readonly FlowModule[] = roots;
    for (let distance = 0; distance < LIMITS.distance && layer.length > 0; distance++) {
      const next: FlowModule[] = [];
      for (const importer of layer) {
        for (const name of importedNames(importer)) {
          const known = this.knownPlace(importer.document, name); // nearly always: it is worth not to wait for it
          const place = known === undefined ? await this.place(importer.document, name) : known;
          if (place === null) continue;
          resolved.set(`${importer.document} ${name}`, place);
          // what there is no room for is not read either
          if (modules.has(place) || modules.size >= LIMITS.modules) continue;
          if (distance >= FAR && !(await mayAdd(place))) continue;
          const module = await this.module(place);
          if (!module) continue;
          modules.set(place, module);
          next.push(module);
        }
      }
      layer = next;
    }
    return {
      modules,
      resolve: (document, module) => {
        const uri = resolved.get(`${document} ${module}`);
        return uri !== undefined && modules.has(uri) ? uri : null;
      },
    };
  }

  /** URI of the module of the workspace that an importer means by a name. */
  async place(importer: string, name: string): Promise<string | null> {
    const known = this.knownPlace(importer, name);
    if (known !== undefined) return known;
    const place = await this.locate(importer, name);
    this.places.set(placeKey(importer, name), place);
    return place;
  }

  private knownPlace(importer: string, name: string): string | null | undefined {
    if (!name.startsWith('.') && this.isLibrary(name, moduleLanguage(importer))) return null;
    return this.places.get(placeKey(importer, name));
  }

  /** URI of the first candidate that is there. */
  private async locate(importer: string, name: string): Promise<string | null> {
    const { folders } = this.workspace;
    const candidates =
      moduleLanguage(importer) === 'typescript'
        ? await this.typescript.candidates(importer, name, folders)
        : importCandidates(importer, name, folders);
    for (const { base, path } of candidates) {
      const uri = await this.existing(base, path);
      if (uri) return uri;
    }
    return null;
  }

  /** URI of the file at a path below a folder; null when there is none. */
  private async existing(base: string, path: readonly string[]): Promise<string | null> {
    let folder = base;
    for (const part of path.slice(0, -1)) {
      if (!(await this.entries(folder)).get(part)) return null;
      folder = `${folder}/${part}`;
    }
    const file = path.at(-1)!;
    return (await this.entries(folder)).get(file) === false ? `${folder}/${file}` : null;
  }

  /** Names in a folder, and whether each is a folder itself. */
  private async entries(folder: string): Promise<ReadonlyMap<string, boolean>> {
    let entries = this.folders.get(folder);
    if (!entries) {
      const list = await this.workspace.list(folder);
      entries = new Map(list.map(({ name, isFolder }) => [uriPart(name), isFolder]));
      this.folders.set(folder, entries);
    }
    return entries;
  }

  /** The module at a URI: what an editor holds of it before what is stored; null when there is none. */
  async module(uri: string): Promise<FlowModule | null> {
    const open = this.workspace.open(uri);
    if (open) return await this.lower(open);
    const known = this.stored.get(uri);
    if (known) return known.module;
    const document = await this.workspace.document(uri).catch(() => undefined); // an unreadable module is an unknown one
    return document ? await this.moduleOf(document) : null;
  }

  /** The module that a document holds; a stored one is lowered once, for itself and for those that import it. */
  async moduleOf(document: SourceDocument): Promise<FlowModule> {
    if (isEdited(document)) return await this.lower(document);
    const of = fingerprint(document);
    const known = this.stored.get(document.uri);
    if (known?.of === of) return known.module;
    const module = await this.lower(document);
    this.stored.set(document.uri, { of, module });
    return module;
  }
}

const moduleLanguage = (document: string): Language => languageOf(document) ?? 'python';

/** A name leads to the same place from all modules of a folder. */
const placeKey = (importer: string, name: string): string => `${folderOf(importer)} ${name}`;

const known = new WeakMap<FlowModule, readonly string[]>();

/** Names of all modules that a module may import; in Python, `from a import b` may mean the module a, or a.b. */
export function importedNames(module: FlowModule): readonly string[] {
  let names = known.get(module);
  if (!names) {
    const all = new Set<string>();
    // `run: async () => { const { report } = await import('./report'); … }`
    for (const unit of module.language === 'promptfoo' ? [] : module.units)
      for (const statement of module.language === 'typescript'
        ? writtenStatementsIn(unit.body)
        : statementsIn(unit.body)) {
        if (statement.kind !== 'import') continue;
        if (module.language === 'typescript') all.add(statement.module);
        else addNames(statement, all);
      }
    if (module.language === 'typescript')
      for (const { body } of module.units) for (const { module: name } of modulesWrittenIn(body)) all.add(name);
    names = [...all];
    known.set(module, names);
  }
  return names;
}

function addNames({ module, names }: Import, all: Set<string>): void {
  for (let end = module.length; end > 0; end = module.lastIndexOf('.', end - 1)) {
    const name = module.slice(0, end); // a package's own code runs before that of what is in it
    if (/[^.]$/.test(name)) all.add(name);
  }
  if (names && /^\.+$/.test(module)) all.add(module);
  for (const { name } of names ?? []) if (name !== '*') all.add(submodule(module, name));
}
