import type { Artifacts } from './flow/artifacts.ts';
import { Engine } from './flow/engine.ts';
import type { FlowModule } from './flow/program.ts';
import type { Project } from './projects.ts';
import type { ArtifactIndex } from './workspace/artifact-index.ts';
import type { DataSamples } from './workspace/data-samples.ts';
import type { Workspace } from './workspace/workspace.ts';

/** What a module does to data files when it is run by itself. */
interface Alone {
  readonly written: Artifacts;
  readonly read: Iterable<string>;
}

type Drive = (run: Generator<void>) => Promise<unknown>;

/**
 * The sources that write something into a data file that is worth to know: data that are not real or not measured. Many
 * more write one of that name; each is run by itself once, so that it is not run again with every module that reads it.
 */
export class Writers {
  private readonly workspace: Workspace;
  private readonly artifacts: ArtifactIndex;
  private readonly samples: DataSamples;
  private readonly drive: Drive;
  private known = new WeakMap<Project, Map<string, Promise<Alone | null>>>();

  constructor(workspace: Workspace, artifacts: ArtifactIndex, samples: DataSamples, drive: Drive) {
    this.workspace = workspace;
    this.artifacts = artifacts;
    this.samples = samples;
    this.drive = drive;
  }

  /** Files changed on disk. */
  forget(): void {
    this.known = new WeakMap();
  }

  /** The modules that write such data into the file that `path` means in `document`. */
  async of(path: string, document: string, project: Project): Promise<readonly FlowModule[]> {
    const modules: FlowModule[] = [];
    for (const uri of await this.artifacts.writersOf(path, document)) {
      const module = (await this.supplies(uri, path, document, project)) && (await project.graph.module(uri));
      if (module) modules.push(module);
    }
    return modules;
  }

  private async supplies(uri: string, path: string, document: string, project: Project): Promise<boolean> {
    if (this.workspace.open(uri)) return true; // it changes with every key
    const alone = await this.alone(uri, project);
    if (!alone) return false;
    if (alone.written.read(path, document) !== null) return true;
    // it may hand on what it read
    if ((await this.samples.of(alone.read, uri)).size > 0) return true;
    for (const from of alone.read)
      for (const other of await this.artifacts.writersOf(from, uri))
        if (other !== document && (await this.alone(other, project))?.written.read(from, uri)) return true;
    return false;
  }

  /** Null where it has nothing to write that is worth to know. */
  private async alone(uri: string, project: Project): Promise<Alone | null> {
    if (!(await project.relevance.maySupply(uri))) return null;
    const known = this.known.get(project) ?? new Map<string, Promise<Alone | null>>();
    this.known.set(project, known);
    const alone = known.get(uri) ?? this.run(uri, project);
    known.set(uri, alone);
    return alone;
  }

  private async run(uri: string, { graph, catalogs, relevance, declared }: Project): Promise<Alone | null> {
    const module = await graph.module(uri);
    if (!module) return null;
    const files = { samples: new Map(), writers: new Map(), declared };
    const engine = new Engine(await graph.collect([module], relevance.mayAdd), catalogs, files);
    await this.drive(engine.run(uri));
    return { written: engine.artifacts, read: engine.pathsRead };
  }
}
