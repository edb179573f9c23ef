import { parse } from 'jsonc-parser';
import { folderOf, uriPart } from '../../workspace/uri.ts';
import type { FolderEntry } from '../../workspace/workspace.ts';

type ReadText = (uri: string) => Promise<string | undefined>;
type List = (folder: string) => Promise<readonly FolderEntry[]>;

interface Manifest {
  readonly name?: unknown;
  readonly workspaces?: unknown;
  readonly exports?: unknown;
  readonly source?: unknown;
  readonly module?: unknown;
  readonly main?: unknown;
}

/** A package whose code is in the workspace. */
interface Package {
  /** URI of its folder. */
  readonly folder: string;
  readonly manifest: Manifest;
}

const MAX_FOLDERS = 8;
const MAX_PACKAGES = 200;
const NONE: ReadonlyMap<string, Package> = new Map();

/** The packages of one repository, which import each other by name: `@shop/ai`, which lies in `packages/ai`. */
export class WorkspacePackages {
  private readonly readText: ReadText;
  private readonly list: List;
  private readonly known = new Map<string, Promise<ReadonlyMap<string, Package>>>();

  constructor(readText: ReadText, list: List) {
    this.readText = readText;
    this.list = list;
  }

  forget(): void {
    this.known.clear();
  }

  /**
   * Where the code of a package may lie that is imported by its name, the likeliest place first.
   *
   * @param start URI of the folder of the importing document
   * @param module as written: `@shop/ai`, `@shop/ai/judge`
   */
  async places(
    start: string,
    module: string,
    folders: readonly string[],
  ): Promise<{ readonly folder: string; readonly paths: readonly string[] } | null> {
    const [, name, rest] = /^((?:@[^/]+\/)?[^/]+)(\/.*)?$/.exec(module) ?? [];
    if (!name) return null;
    const found = (await this.around(start, folders)).get(name);
    return found ? { folder: found.folder, paths: pathsOf(found.manifest, `.${rest ?? ''}`) } : null;
  }

  /** Those of the nearest folder above that has some. */
  private around(folder: string, folders: readonly string[], depth = 0): Promise<ReadonlyMap<string, Package>> {
    if (depth > MAX_FOLDERS || !folders.some((root) => folder === root || folder.startsWith(`${root}/`)))
      return Promise.resolve(NONE);
    let packages = this.known.get(folder);
    if (!packages) {
      packages = this.in(folder).then((own) =>
        own.size > 0 ? own : this.around(folderOf(folder), folders, depth + 1),
      );
      this.known.set(folder, packages);
    }
    return packages;
  }

  private async in(folder: string): Promise<ReadonlyMap<string, Package>> {
    const root = await this.manifest(folder);
    if (!root) return NONE;
    const packages = new Map<string, Package>();
    for (const pattern of listed(root.workspaces) ?? (await this.ofPnpm(folder)))
      for (const place of await this.matching(folder, pattern)) {
        const manifest = packages.size < MAX_PACKAGES ? await this.manifest(place) : null;
        if (typeof manifest?.name === 'string') packages.set(manifest.name, { folder: place, manifest });
      }
    return packages;
  }

  /** `packages: ["packages/*"]` of a file of pnpm's own. */
  private async ofPnpm(folder: string): Promise<readonly string[]> {
    const text = (await this.readText(`${folder}/pnpm-workspace.yaml`)) ?? '';
    const [, items = ''] = /^packages:\s*\n((?:\s*(?:-.*|#.*)?\n?)*)/m.exec(text) ?? [];
    return [...items.matchAll(/^\s*-\s*["']?([^"'#\s]+)/gm)].map(([, pattern]) => pattern!);
  }

  private async matching(folder: string, pattern: string): Promise<readonly string[]> {
    const [, path, all] = /^(?:\.\/)?([^*!]*?)\/?(\/?\*{1,2})?$/.exec(pattern) ?? [];
    if (path === undefined) return [];
    const place = [folder, ...path.split('/').filter(Boolean).map(uriPart)].join('/');
    if (!all) return [place];
    return (await this.list(place)).filter(({ isFolder }) => isFolder).map(({ name }) => `${place}/${uriPart(name)}`);
  }

  private async manifest(folder: string): Promise<Manifest | null> {
    const text = await this.readText(`${folder}/package.json`);
    const given: unknown = text === undefined ? null : parse(text);
    return typeof given === 'object' ? (given as Manifest | null) : null;
  }
}

function listed(workspaces: unknown): readonly string[] | null {
  const patterns = Array.isArray(workspaces)
    ? workspaces
    : (workspaces as { packages?: unknown } | undefined)?.packages;
  return Array.isArray(patterns) ? patterns.filter((pattern) => typeof pattern === 'string') : null;
}

/** What is published is built of what lies in `src`. */
const BUILT = /^(?:\.\/)?(?:dist|build|lib|out)\/(?:(?:esm|cjs)\/)?/;

/** The paths below a package's folder that its `.` or `./judge` may mean. */
function pathsOf({ exports, source, module, main }: Manifest, part: string): readonly string[] {
  const exported = exports as Readonly<Record<string, unknown>> | null | undefined;
  const isByPart = typeof exported === 'object' && Object.keys(exported ?? {}).some((key) => key.startsWith('.'));
  const said = isByPart ? texts(exported?.[part]) : part === '.' ? texts([exports, source, module, main]) : [];
  const usual = part === '.' ? ['src/index', 'index'] : [`src/${part.slice(2)}`, part.slice(2)];
  return [...said.flatMap((path) => [path.replace(BUILT, 'src/'), path]), ...usual].map((path) =>
    path.replace(/\.d\.([cm]?ts)$/, '.$1'),
  );
}

const texts = (value: unknown): readonly string[] =>
  typeof value === 'string'
    ? [value]
    : typeof value === 'object' && value !== null
      ? Object.values(value).flatMap(texts)
      : [];
