import type { Catalogs } from './catalog/index.ts';
import { type DataFiles, Engine } from './flow/engine.ts';
import type { Program } from './flow/modules.ts';
import { Recent } from './recent.ts';
import { importedNames } from './workspace/module-graph.ts';

const MAX_KEPT = 4;

/** An engine that has run what a document imports, and what it ran that on. */
interface Prelude {
  readonly program: Program;
  readonly catalogs: Catalogs;
  readonly files: DataFiles;
  /** Modules that the document was seen to use. */
  readonly imported: readonly string[];
  /** Null until somebody asks. */
  engine: Engine | null;
}

/** While a document is edited, the modules that it imports stay: what they come to is computed once. */
export class Preludes {
  private readonly kept = new Recent<Prelude>(MAX_KEPT);

  /** An engine that runs `document`, which may go on from an earlier one. */
  async engineFor(
    document: string,
    program: Program,
    catalogs: Catalogs,
    files: DataFiles,
    drive: (run: Generator<void>) => Promise<boolean>,
  ): Promise<Engine> {
    const prelude = this.kept.get(document);
    if (!prelude || !isSame(prelude, document, { program, catalogs, files }))
      return new Engine(program, catalogs, files);
    if (!prelude.engine) {
      const engine = new Engine(program, catalogs, files);
      if (await drive(engine.runImported(prelude.imported))) prelude.engine = engine;
    }
    return new Engine(program, catalogs, files, prelude.engine ?? undefined);
  }

  /** Notes which modules a run of `document` needed. */
  note(document: string, program: Program, { imported, catalogs, files }: Engine): void {
    const known = this.kept.get(document);
    if (known && isSame(known, document, { program, catalogs, files })) return;
    const isLeaf = !isImported(document, program);
    this.kept.set(document, { program, catalogs, files, imported: isLeaf ? imported : [], engine: null });
  }
}

/** Does another module import the document? It would run with a text that is edited. */
const isImported = (document: string, { modules, resolve }: Program): boolean =>
  [...modules.values()].some(
    (module) =>
      module.document !== document && importedNames(module).some((name) => resolve(module.document, name) === document),
  );

/** Has nothing but the document itself changed? */
function isSame(known: Prelude, document: string, now: Pick<Prelude, 'program' | 'catalogs' | 'files'>): boolean {
  const { modules } = now.program;
  const { samples, writers, declared } = now.files;
  if (known.catalogs !== now.catalogs || known.files.declared !== declared) return false;
  if (known.program.modules.size !== modules.size) return false;
  for (const [uri, { units }] of modules)
    if (uri !== document && !sameItems(known.program.modules.get(uri)?.units, units)) return false;
  return (
    sameEntries(known.files.samples, samples, (a, b) => a === b) &&
    sameEntries(known.files.writers, writers, (a, b) =>
      sameItems(
        a.map(({ document }) => document),
        b.map(({ document }) => document),
      ),
    )
  );
}

const sameItems = <T>(a: readonly T[] | undefined, b: readonly T[]): boolean =>
  a !== undefined && a.length === b.length && a.every((item, i) => item === b[i]);

const sameEntries = <T>(a: ReadonlyMap<string, T>, b: ReadonlyMap<string, T>, same: (a: T, b: T) => boolean): boolean =>
  a.size === b.size && [...a].every(([key, value]) => b.has(key) && same(value, b.get(key)!));
