import type { CompareSubject } from '@unpool/shared/protocol/finding.ts';
import type { Analyser, Assets } from './analysis.ts';
import { analysisOf, nothingFound } from './document-analysis.ts';
import { Engine } from './flow/engine.ts';
import type { FlowModule, FlowUnit } from './flow/program.ts';
import { createPythonParser, type PythonParser } from './languages/python/parser.ts';
import { Preludes } from './preludes.ts';
import { type Project, Projects } from './projects.ts';
import { Recent } from './recent.ts';
import { isUnitTest } from './unit-test.ts';
import { ArtifactIndex } from './workspace/artifact-index.ts';
import { DataSamples } from './workspace/data-samples.ts';
import type { SourceDocument, SourceUnit } from './workspace/document.ts';
import type { Workspace } from './workspace/workspace.ts';

/** How long the analysis may hold the thread before it lets others in, in milliseconds. */
const SLICE = 15;
const MAX_REMEMBERED = 200;

export async function createAnalyser(workspace: Workspace, assets: Assets): Promise<Analyser> {
  const python = await createPythonParser(assets);
  const lowered = new LoweredUnits(python);
  const samples = new DataSamples(workspace);
  const artifacts = new ArtifactIndex(workspace);
  const projects = new Projects(workspace, (document) => lowered.module(document));
  const preludes = new Preludes();
  /** Data files that a document read when it was last analysed: most edits change none of them. */
  const pathsOf = new Recent<readonly string[]>(MAX_REMEMBERED);

  /** What the data files at `paths` tell: a sample of each, and the modules that write them. */
  const lookAtFiles = async (module: FlowModule, paths: Iterable<string>, { graph, declared }: Project) => {
    const all = [...paths];
    const writers = new Map<string, readonly FlowModule[]>();
    for (const path of all) {
      const found = await artifacts.writersOf(path, module.document);
      const modules = (await Promise.all(found.map((uri) => graph.module(uri)))).filter((writer) => writer !== null);
      if (modules.length > 0) writers.set(path, modules);
    }
    return { samples: await samples.of(all, module.document), writers, declared };
  };

  return {
    async analyse(document, options, cancellation) {
      const configuration = await workspace.configuration(document.uri);
      const evidence = await workspace.evidence(document.uri);
      const numbersOf = (subject: CompareSubject) => workspace.numbers(subject, document.uri);
      const project = projects.of(configuration);
      const { graph, catalog, relevance } = project;
      // somebody may point at any value of what is open; of the rest, only findings are asked for
      const isOpen = document.units.some(({ version }) => version !== null);
      if (!isOpen && !speaksToUs(document) && !(await relevance.isRelevant(document)))
        return nothingFound(document, options.parsesAll ? lowered.module(document) : null);
      const module = lowered.module(document);
      if (!isOpen && isUnitTest(module)) return nothingFound(document, module);
      const isCancelled = () => cancellation?.isCancellationRequested ?? false;
      let files = await lookAtFiles(module, pathsOf.get(document.uri) ?? [], project);
      const paths = new Set(pathsOf.get(document.uri));
      for (;;) {
        const program = await graph.collect([module, ...new Set([...files.writers.values()].flat())]);
        if (isCancelled()) return undefined;
        const engine = isOpen
          ? await preludes.engineFor(document.uri, program, catalog, files, (run) => drive(run, isCancelled))
          : new Engine(program, catalog, files);
        if (!(await drive(engine.run(document.uri), isCancelled))) return undefined;
        if (isOpen) preludes.note(document.uri, program, engine);
        const fresh = [...engine.pathsRead].filter((path) => !paths.has(path));
        for (const path of fresh) paths.add(path);
        pathsOf.set(document.uri, [...engine.pathsRead]);
        // once more, if a file that the run named tells something
        const more = fresh.length > 0 ? await lookAtFiles(module, fresh, project) : null;
        if (!more || (more.samples.size === 0 && more.writers.size === 0))
          return analysisOf(document, module, engine, { ...options, configuration, evidence, numbersOf });
        files = {
          samples: new Map([...files.samples, ...more.samples]),
          writers: new Map([...files.writers, ...more.writers]),
          declared: files.declared,
        };
      }
    },
    filesChanged() {
      projects.forget();
      artifacts.forget();
    },
  };
}

/** Flow programs by the text of their unit, for as long as somebody may ask for the same text again. */
class LoweredUnits {
  private readonly known = new Map<string, { readonly text: string; readonly unit: FlowUnit }>();
  private readonly python: PythonParser;

  constructor(python: PythonParser) {
    this.python = python;
  }

  module({ uri, language, units }: SourceDocument): FlowModule {
    return {
      document: uri,
      language: language ?? 'python',
      units: language === 'python' ? units.map((unit) => this.of(unit)) : [],
    };
  }

  private of(source: SourceUnit): FlowUnit {
    const known = this.known.get(source.uri);
    if (known && known.text === source.text && known.unit.cell === source.cell) return known.unit;
    const before = known?.unit.cell === source.cell ? known.unit : undefined;
    const unit = this.python.lower(source.text, source.cell, before);
    // files on disk are read once; only what an editor holds open comes again
    if (source.version !== null) this.known.set(source.uri, { text: source.text, unit });
    return unit;
  }
}

/** Comments that silence nothing are found by whoever looks at the whole document. */
const speaksToUs = ({ units }: SourceDocument): boolean => units.some(({ text }) => text.includes('unpool:'));

/** Runs to the end in slices. False when cancelled. */
async function drive(run: Generator<void>, isCancelled: () => boolean): Promise<boolean> {
  let began = performance.now();
  while (!run.next().done) {
    if (performance.now() - began < SLICE) continue;
    await new Promise((resolve) => setTimeout(resolve, 0));
    if (isCancelled()) return false;
    began = performance.now();
  }
  return !isCancelled();
}
