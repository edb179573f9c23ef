import type { Catalogs } from './catalog/index.ts';
import { type DataFiles, Engine } from './flow/engine.ts';
import type { Program } from './flow/modules.ts';
import type { OutwardCall } from './flow/outward.ts';
import { Recent } from './recent.ts';
import { importedNames } from './workspace/module-graph.ts';

const MAX_KEPT = 4;

/** What an engine runs on. */
interface Given {
  readonly program: Program;
  readonly catalogs: Catalogs;
  readonly files: DataFiles;
}

/** Engines that have run what a document imports, and what they ran that on. */
interface Prelude extends Given {
  /** Modules that the document was seen to use. */
  readonly imported: readonly string[];
  /** What it was last seen to call of them. */
  calls: readonly OutwardCall[];
  /** One that ran the modules, and one that made the calls, too; null until somebody asks. */
  engine: Engine | null;
  calling: Engine | null;
}

/** Runs to the end; false when cancelled. */
type Drive = (run: Generator<void>) => Promise<boolean>;

/** While a document is edited, the modules that it imports stay: what they come to is computed once. */
export class Preludes {
  private readonly kept = new Recent<Prelude>(MAX_KEPT);

  /** Runs `document` in an engine that may go on from an earlier one; null when cancelled. */
  async run(document: string, given: Given, drive: Drive): Promise<Engine | null> {
    const kept = this.kept.get(document);
    const prelude = kept && isSame(kept, document, given) ? kept : null;
    let engine = await runAfter(prelude && (await calling(prelude, document, given, drive)), document, given, drive);
    if (engine && prelude?.calling && (engine.outward.leftOut || mayDiffer(engine))) {
      Object.assign(prelude, { calls: [], calling: null });
      engine = await runAfter(prelude.engine, document, given, drive);
    }
    if (engine) this.note(document, given, prelude, engine);
    return engine;
  }

  /** Notes which modules a run of `document` needed, and what it called of them. */
  private note(document: string, given: Given, prelude: Prelude | null, engine: Engine): void {
    const { imported, outward } = engine;
    if (prelude && outward.areAsBefore) return;
    const isLeaf = prelude ? prelude.imported.length > 0 : !isImported(document, given.program);
    const calls = isLeaf && !mayDiffer(engine) ? outward.all : [];
    if (prelude) Object.assign(prelude, { calls, calling: null });
    else this.kept.set(document, { ...given, imported: isLeaf ? imported : [], calls, engine: null, calling: null });
  }
}

/** Does the document do what its calls of others may see: fill the columns or write the files that they read? */
const mayDiffer = ({ judgedColumns, artifacts }: Engine): boolean => judgedColumns.cameLate || artifacts.writes > 0;

/** Runs `document` in an engine that goes on from `before`; null when cancelled. */
export async function runAfter(
  before: Engine | null,
  document: string,
  given: Given,
  drive: Drive,
): Promise<Engine | null> {
  const engine = new Engine(given.program, given.catalogs, given.files, before ?? undefined);
  return (await drive(engine.run(document))) ? engine : null;
}

/** The engine of a prelude that has made the calls; of calls or modules that are too much, one without them. */
async function calling(prelude: Prelude, document: string, given: Given, drive: Drive): Promise<Engine | null> {
  const { program, catalogs, files } = given;
  if (!prelude.engine) {
    const engine = new Engine(program, catalogs, files);
    if (await drive(engine.runImported(prelude.imported))) prelude.engine = engine;
  }
  if (prelude.engine && !prelude.calling && prelude.calls.length > 0) {
    const engine = new Engine(program, catalogs, files, prelude.engine);
    const isRun = await drive(engine.runCalls(document, prelude.calls));
    // made before the document's own code, they may come to something else
    if (isRun && engine.outward.all.length === prelude.calls.length) prelude.calling = engine;
  }
  return prelude.calling ?? prelude.engine;
}

/** Does another module import the document? It would run with a text that is edited. */
const isImported = (document: string, { modules, resolve }: Program): boolean =>
  [...modules.values()].some(
    (module) =>
      module.document !== document && importedNames(module).some((name) => resolve(module.document, name) === document),
  );

/** Has nothing but the document itself changed? */
function isSame(known: Given, document: string, now: Given): boolean {
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
