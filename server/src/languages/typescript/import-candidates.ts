import { parse } from 'jsonc-parser';
import { folderOf, uriPart } from '../../workspace/uri.ts';
import type { FolderEntry } from '../../workspace/workspace.ts';
import type { Candidate } from '../import-candidate.ts';
import { WorkspacePackages } from './workspace-packages.ts';

/** What a configuration of the compiler says of imports that are no files: `"@/*": ["./src/*"]`. */
interface Aliases {
  /** URI of the folder that the paths start from. */
  readonly base: string;
  readonly paths: readonly (readonly [string, readonly string[]])[];
  /** Names without an alias may lie in `base`, too. */
  readonly hasBase: boolean;
}

type ReadText = (uri: string) => Promise<string | undefined>;

const CONFIGURATIONS = ['tsconfig.json', 'jsconfig.json'];
const MAX_FOLDERS = 8;
const MAX_EXTENDS = 4;

/** Where the modules of TypeScript and JavaScript lie; keeps the compiler's configurations that it read. */
export class TypeScriptPlaces {
  private readonly readText: ReadText;
  private readonly known = new Map<string, Promise<Aliases | null>>();
  private readonly packages: WorkspacePackages;

  constructor(readText: ReadText, list: (folder: string) => Promise<readonly FolderEntry[]>) {
    this.readText = readText;
    this.packages = new WorkspacePackages(readText, list);
  }

  forget(): void {
    this.known.clear();
    this.packages.forget();
  }

  /**
   * Where a module may lie, the likeliest place first.
   *
   * @param document URI of the importing document
   * @param module as written: `./judge.js`, `@/lib/scores`, `@shop/ai`
   * @param folders URIs of the workspace folders: configurations are looked for in nothing else
   */
  async candidates(document: string, module: string, folders: readonly string[]): Promise<Candidate[]> {
    if (/^\.\.?(\/|$)/.test(module)) return filesAt(folderOf(document), module);
    const aliases = await this.aliasesFor(folderOf(document), folders);
    const inPackage = await this.packages.places(folderOf(document), module, folders);
    const ofPackage = inPackage?.paths.flatMap((path) => filesAt(inPackage.folder, path)) ?? [];
    return [...(aliases ? ofAliases(aliases, module) : []), ...ofPackage];
  }

  private async aliasesFor(start: string, folders: readonly string[]): Promise<Aliases | null> {
    let folder = start;
    for (let i = 0; i < MAX_FOLDERS; i++) {
      if (!folders.some((root) => folder === root || folder.startsWith(`${root}/`))) return null;
      let aliases = this.known.get(folder);
      if (!aliases) {
        aliases = this.aliasesIn(folder);
        this.known.set(folder, aliases);
      }
      const found = await aliases;
      if (found) return found;
      folder = folderOf(folder);
    }
    return null;
  }

  private async aliasesIn(folder: string): Promise<Aliases | null> {
    for (const name of CONFIGURATIONS) {
      const found = await this.aliasesOf(`${folder}/${name}`);
      if (found) return found;
    }
    return null;
  }

  /** Those of a configuration, or of the one that it extends. */
  private async aliasesOf(uri: string, depth = 0): Promise<Aliases | null> {
    const text = await this.readText(uri);
    if (text === undefined) return null;
    const given: unknown = parse(text);
    if (typeof given !== 'object' || given === null) return null;
    const { compilerOptions, extends: parents } = given as { compilerOptions?: unknown; extends?: unknown };
    const { baseUrl, paths } = (compilerOptions ?? {}) as { baseUrl?: unknown; paths?: unknown };
    if (typeof baseUrl === 'string' || (typeof paths === 'object' && paths !== null)) {
      const base = below(folderOf(uri), typeof baseUrl === 'string' ? baseUrl : '.');
      return { base, paths: listed(paths), hasBase: typeof baseUrl === 'string' };
    }
    for (const parent of [parents].flat()) {
      if (typeof parent !== 'string' || !parent.startsWith('.') || depth >= MAX_EXTENDS) continue;
      const file = below(folderOf(uri), parent.endsWith('.json') ? parent : `${parent}.json`);
      const found = await this.aliasesOf(file, depth + 1);
      if (found) return found;
    }
    return null;
  }
}

function ofAliases(aliases: Aliases, module: string): Candidate[] {
  const meant = aliases.paths.flatMap(([pattern, targets]) => {
    const [before, after] = pattern.split('*');
    if (after === undefined) return pattern === module ? targets : [];
    if (!module.startsWith(before!) || !module.endsWith(after)) return [];
    const part = module.slice(before!.length, module.length - after.length);
    return targets.map((target) => target.replace('*', part));
  });
  return [...meant, ...(aliases.hasBase ? [module] : [])].flatMap((path) => filesAt(aliases.base, path));
}

const listed = (paths: unknown): [string, string[]][] =>
  Object.entries(paths ?? {}).flatMap(([pattern, targets]) =>
    Array.isArray(targets) ? [[pattern, targets.filter((target) => typeof target === 'string')]] : [],
  );

/** A path below a folder, as a URI. */
function below(folder: string, path: string): string {
  const parts = folder.split('/');
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(uriPart(part));
  }
  return parts.join('/');
}

const ENDINGS = ['.ts', '.tsx', '.mts', '.cts', '.js', '.jsx', '.mjs', '.cjs'];
/** `./judge.js` is written where `judge.ts` is meant. */
const WRITTEN_FOR: Readonly<Record<string, readonly string[]>> = {
  '.js': ['.ts', '.tsx', '.js', '.jsx'],
  '.jsx': ['.tsx', '.jsx'],
  '.mjs': ['.mts', '.mjs'],
  '.cjs': ['.cts', '.cjs'],
};

function filesAt(folder: string, path: string): Candidate[] {
  const uri = below(folder, path);
  const at = uri.lastIndexOf('/');
  const [base, name] = [uri.slice(0, at), uri.slice(at + 1)];
  const ending = /\.[cm]?[jt]sx?$/.exec(name)?.[0] ?? '';
  const stem = name.slice(0, name.length - ending.length);
  const written = ending ? (WRITTEN_FOR[ending] ?? [ending]).map((other) => `${stem}${other}`) : [];
  const files = [...written, ...ENDINGS.map((other) => `${name}${other}`)];
  return [
    ...files.map((file) => ({ base, path: [file] })),
    ...ENDINGS.map((other) => ({ base, path: [name, `index${other}`] })),
  ];
}
