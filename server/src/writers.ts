import type { Alone, AloneRuns } from './alone-runs.ts';
import type { FlowModule } from './flow/program.ts';
import type { Project } from './projects.ts';
import type { ArtifactIndex } from './workspace/artifact-index.ts';
import type { DataSamples } from './workspace/data-samples.ts';
import type { Workspace } from './workspace/workspace.ts';

/**
 * The sources that write something into a data file that is worth to know: data that are not real or not measured. Many
 * more write one of that name; each is run by itself once, so that it is not run again with every module that reads it.
 */
export class Writers {
  private readonly workspace: Workspace;
  private readonly artifacts: ArtifactIndex;
  private readonly samples: DataSamples;
  private readonly runs: AloneRuns;

  constructor(workspace: Workspace, artifacts: ArtifactIndex, samples: DataSamples, runs: AloneRuns) {
    this.workspace = workspace;
    this.artifacts = artifacts;
    this.samples = samples;
    this.runs = runs;
  }

  /** The modules that write such data into the file that `path` means in `document`. */
  async of(path: string, document: string, project: Project): Promise<readonly FlowModule[]> {
    const modules: FlowModule[] = [];
    for (const uri of await project.relevance.writersOf(path, document)) {
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
    return (await project.relevance.maySupply(uri)) ? this.runs.of(uri, project) : null;
  }
}
