import type { CompareSubject } from '@unpool/shared/protocol/finding.ts';
import { AloneRuns } from './alone-runs.ts';
import type { Analyser, Assets } from './analysis.ts';
import { Callers } from './callers.ts';
import { analysisOf, nothingFound } from './document-analysis.ts';
import type { DataFiles } from './flow/engine.ts';
import type { FlowModule } from './flow/program.ts';
import type { ModuleReader } from './judge-modules.ts';
import { LoweredUnits } from './languages/lowered-units.ts';
import { createPythonParser } from './languages/python/parser.ts';
import { Preludes, runAfter, sameRows } from './preludes.ts';
import { type Project, Projects } from './projects.ts';
import { Recent } from './recent.ts';
import { RowTypes } from './row-types.ts';
import { type Ran, ran, StoredRuns } from './stored-runs.ts';
import { isUnitTest, isUnitTestByName } from './unit-test.ts';
import { ArtifactIndex } from './workspace/artifact-index.ts';
import { DataSamples } from './workspace/data-samples.ts';
import { isEdited, type SourceDocument } from './workspace/document.ts';
import { Requirements } from './workspace/requirements.ts';
import type { Workspace } from './workspace/workspace.ts';
import { Writers } from './writers.ts';

/** How long the analysis may hold the thread before it lets others in, in milliseconds. */
const SLICE = 15;
const MAX_REMEMBERED = 200;
/** How often a document is run: each run may name further files, whose writers name further files. */
const MAX_RUNS = 3;

/** What a run asks of other modules. */
interface Named {
  /** Data files that it reads. */
  readonly paths: readonly string[];
  /** Types (`URI#name`) of which it gets rows that are made elsewhere. */
  readonly types: readonly string[];
}

export async function createAnalyser(workspace: Workspace, assets: Assets): Promise<Analyser> {
  const python = await createPythonParser(assets);
  const lowered = new LoweredUnits(python, assets, workspace);
  const samples = new DataSamples(workspace);
  const requirements = new Requirements(workspace);
  const artifacts = new ArtifactIndex(workspace);
  const projects = new Projects(workspace, artifacts, (document) => lowered.module(document));
  const alone = new AloneRuns(workspace, (run) => drive(run, () => false));
  const allWriters = new Writers(workspace, artifacts, samples, alone);
  const rowTypes = new RowTypes(alone);
  const preludes = new Preludes();
  /** What a document named when it was last analysed: most edits change none of it. */
  const namedBy = new Recent<Named>(MAX_REMEMBERED);
  /** Stored documents that repairs look into: an analysis follows each key. */
  const documents = new Recent<Promise<SourceDocument | undefined>>(MAX_REMEMBERED);

  const storedDocument = (uri: string): Promise<SourceDocument | undefined> => {
    const found = documents.get(uri) ?? workspace.document(uri).catch(() => undefined);
    documents.set(uri, found);
    return found;
  };

  /** What the data files tell that a run named, and the modules that write them; what others put into its types. */
  const lookAt = async (module: FlowModule, { paths, types }: Named, project: Project): Promise<DataFiles> => {
    const all = [...paths];
    const writers = new Map<string, readonly FlowModule[]>();
    for (const path of all) {
      const modules = await allWriters.of(path, module.document, project);
      if (modules.length > 0) writers.set(path, modules);
    }
    const rows = await rowTypes.of(types, module.document, project);
    return { samples: await samples.of(all, module.document), writers, declared: project.declared, rows };
  };

  /** Runs a document with what it imports, and what writes the files that it reads; undefined when cancelled. */
  const run = async (
    document: SourceDocument,
    project: Project,
    isCancelled = () => false,
  ): Promise<Ran | undefined> => {
    const { graph, catalogs, relevance } = project;
    const isOpen = isEdited(document);
    const module = await graph.moduleOf(document);
    const before = namedBy.get(document.uri) ?? { paths: [], types: [] };
    let files = await lookAt(module, before, project);
    const paths = new Set(before.paths);
    const types = new Set(before.types);
    for (let runs = 1; ; runs++) {
      const program = await graph.collect([module, ...new Set([...files.writers.values()].flat())], relevance.mayAdd);
      if (isCancelled()) return undefined;
      const given = { program, catalogs, files };
      const driven = (run: Generator<void>) => drive(run, isCancelled);
      const engine = await (isOpen
        ? preludes.run(document.uri, given, driven)
        : runAfter(null, document.uri, given, driven));
      if (!engine) return undefined;
      const fresh = { paths: addTo(paths, engine.pathsRead), types: addTo(types, engine.typesRead) };
      namedBy.set(document.uri, { paths: [...engine.pathsRead], types: [...engine.typesRead] });
      // once more, if something that the run named tells anything
      const isFresh = fresh.paths.length > 0 || fresh.types.length > 0;
      // few modules are run for all types together
      const asked = { paths: fresh.paths, types: [...types] };
      const more = isFresh && runs < MAX_RUNS ? await lookAt(module, asked, project) : null;
      const isMore = more && (more.samples.size > 0 || more.writers.size > 0 || !sameRows(files.rows, more.rows));
      if (!isMore) return ran(document, module, engine);
      files = {
        samples: new Map([...files.samples, ...more.samples]),
        writers: new Map([...files.writers, ...more.writers]),
        declared: files.declared,
        rows: more.rows,
      };
    }
  };
  const stored = new StoredRuns(workspace, run);
  const callers = new Callers(workspace, stored, run);

  return {
    async analyse(document, options, cancellation) {
      const configuration = await workspace.configuration(document.uri);
      const evidence = await workspace.evidence(document.uri);
      const numbersOf = (subject: CompareSubject) => workspace.numbers(subject, document.uri);
      const project = projects.of(configuration);
      const handed = await callers.reportsIn(document, project);
      const isCancelled = () => cancellation?.isCancellationRequested ?? false;
      // somebody may point at any value of what is open; of the rest, only findings are asked for
      const isOpen = isEdited(document);
      // in Python, clues leave nothing out: they would cost time with every key, and change nothing
      const isAsked = handed.length > 0 || speaksToUs(document) || (isOpen && document.language !== 'typescript');
      const quiet = isOpen || isAsked ? undefined : stored.quietModule(document, project);
      if (quiet) return nothingFound(document, quiet);
      const isRelevant = isAsked || (await project.relevance.isRelevant(document));
      if (!isOpen && (!isRelevant || isUnitTestByName(document)))
        return nothingFound(document, options.parsesAll ? await project.graph.moduleOf(document) : null);
      const module = await project.graph.moduleOf(document);
      if (!isOpen && isUnitTest(module)) return nothingFound(document, module);
      const now = await (isOpen ? run(document, project, isCancelled) : stored.of(document, project));
      const modules: ModuleReader = {
        place: (importer, name) => project.graph.place(importer, name),
        async read(uri) {
          const found = workspace.open(uri) ?? (await storedDocument(uri));
          return found ? { document: found, module: await project.graph.moduleOf(found) } : null;
        },
      };
      const asked = { numbersOf, requirementsOf: () => requirements.of(document), modules };
      return now && analysisOf(document, now, { ...options, ...asked, configuration, evidence, handed, isRelevant });
    },
    filesChanged() {
      projects.forget();
      artifacts.forget();
      requirements.forget();
      documents.clear();
      alone.forget();
      stored.forget();
      callers.forget();
    },
  };
}

/** Comments that silence nothing are found by whoever looks at the whole document. */
const speaksToUs = ({ units }: SourceDocument): boolean => units.some(({ text }) => text.includes('unpool:'));

/** Adds what is not among the known; that. */
function addTo(known: Set<string>, found: Iterable<string>): string[] {
  const fresh = [...found].filter((one) => !known.has(one));
  for (const one of fresh) known.add(one);
  return fresh;
}

/** Lets others in: in two turns, since a message is read in one and handled in the next. A timer of Node waits for a millisecond. */
async function others(): Promise<void> {
  if (typeof setImmediate === 'undefined') return new Promise((resolve) => setTimeout(resolve, 0));
  for (let turn = 0; turn < 2; turn++) await new Promise<void>((resolve) => setImmediate(resolve));
}

/** Runs to the end in slices. False when cancelled. */
async function drive(run: Generator<void>, isCancelled: () => boolean): Promise<boolean> {
  let began = performance.now();
  while (!run.next().done) {
    if (performance.now() - began < SLICE) continue;
    await others();
    if (isCancelled()) return false;
    began = performance.now();
  }
  return !isCancelled();
}
