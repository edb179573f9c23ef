import type { Catalogs } from './catalog/index.ts';
import { type DataFiles, Engine } from './flow/engine.ts';
import { Journal } from './flow/journal.ts';
import type { Program } from './flow/modules.ts';
import type { Statement } from './flow/program.ts';
import { Recent } from './recent.ts';
import { importedNames } from './workspace/module-graph.ts';

const MAX_KEPT = 4;

/** What an engine runs on. */
interface Given {
  readonly program: Program;
  readonly catalogs: Catalogs;
  readonly files: DataFiles;
}

/** An engine that has run what a document imports, and what it ran that on. */
interface Prelude extends Given {
  /** What the modules said then. */
  readonly bodies: Bodies;
  /** Modules that the document was seen to use. */
  readonly imported: readonly string[];
  /** Null until somebody asks, and where they are too much. */
  engine: Engine | null;
  /** What the document did when it was run last after it; null where nobody knows, and while it runs. */
  journal: Journal | null;
}

/** Code by the document that it is in: units of what is open stay when their text is edited. */
type Bodies = ReadonlyMap<string, readonly (readonly Statement[])[]>;

/** Runs to the end; false when cancelled. */
type Drive = (run: Generator<void>) => Promise<boolean>;

/**
 * While a document is edited, the modules that it imports stay: what they come to is computed once. So is what the pieces
 * of the document itself do that see nothing of an edit.
 */
export class Preludes {
  private readonly kept = new Recent<Prelude>(MAX_KEPT);

  /** Runs `document` in an engine that may go on from an earlier one; null when cancelled. */
  async run(document: string, given: Given, drive: Drive): Promise<Engine | null> {
    const kept = this.kept.get(document);
    const prelude = kept && isSame(kept, document, given) ? kept : null;
    const before = prelude && (await imported(prelude, drive));
    const engine = await (before
      ? runNoted(prelude, before, document, given, drive)
      : runAfter(null, document, given, drive));
    const uses = engine?.imported ?? [];
    if (engine && !isImported(document, given.program) && uses.length > (prelude?.imported.length ?? -1)) {
      const bodies = bodiesOf(given.program);
      this.kept.set(document, { ...given, bodies, imported: uses, engine: null, journal: null });
    }
    return engine;
  }
}

/** Runs `document` in an engine that goes on from `before`; null when cancelled. */
export async function runAfter(
  before: Engine | null,
  document: string,
  given: Given,
  drive: Drive,
  journal: Journal | null = null,
): Promise<Engine | null> {
  const engine = new Engine(given.program, given.catalogs, given.files, before ?? undefined, journal);
  return (await drive(engine.run(document))) ? engine : null;
}

/** The engine of a prelude; null where its modules are too much, or when cancelled. */
async function imported(prelude: Prelude, drive: Drive): Promise<Engine | null> {
  if (prelude.engine) return prelude.engine;
  const { program, catalogs, files } = prelude;
  const engine = new Engine(program, catalogs, files);
  if (await drive(engine.runImported(prelude.imported))) prelude.engine = engine;
  return prelude.engine;
}

async function runNoted(prelude: Prelude, before: Engine, document: string, given: Given, drive: Drive) {
  const journal = prelude.journal ?? new Journal();
  prelude.journal = null; // nobody else may change its scopes meanwhile
  journal.begin();
  const engine = await runAfter(before, document, given, drive, journal);
  journal.end(engine !== null);
  if (!journal.isSpoiled) prelude.journal = journal;
  return engine;
}

/** Does another module import the document? It would run with a text that is edited. */
const isImported = (document: string, { modules, resolve }: Program): boolean =>
  [...modules.values()].some(
    (module) =>
      module.document !== document && importedNames(module).some((name) => resolve(module.document, name) === document),
  );

/** Has nothing but the document itself changed? */
function isSame(known: Prelude, document: string, now: Given): boolean {
  const { modules } = now.program;
  const { samples, writers, declared, rows } = now.files;
  if (known.catalogs !== now.catalogs || known.files.declared !== declared) return false;
  if (known.program.modules.size !== modules.size) return false;
  for (const [uri, bodies] of bodiesOf(now.program))
    if (uri !== document && !sameItems(known.bodies.get(uri), bodies)) return false;
  return (
    sameEntries(known.files.samples, samples, (a, b) => a === b) &&
    sameRows(known.files.rows, rows) &&
    sameEntries(known.files.writers, writers, (a, b) =>
      sameItems(
        a.map(({ document }) => document),
        b.map(({ document }) => document),
      ),
    )
  );
}

/** Do the same modules put the same into the same types? */
export const sameRows = (a: DataFiles['rows'], b: DataFiles['rows']): boolean => sameEntries(a, b, sameItems);

const bodiesOf = ({ modules }: Program): Bodies =>
  new Map(Array.from(modules, ([uri, { units }]) => [uri, units.map(({ body }) => body)]));

const sameItems = <T>(a: readonly T[] | undefined, b: readonly T[]): boolean =>
  a !== undefined && a.length === b.length && a.every((item, i) => item === b[i]);

const sameEntries = <T>(a: ReadonlyMap<string, T>, b: ReadonlyMap<string, T>, same: (a: T, b: T) => boolean): boolean =>
  a.size === b.size && [...a].every(([key, value]) => b.has(key) && same(value, b.get(key)!));
