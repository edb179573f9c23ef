import type { Artifacts } from './flow/artifacts.ts';
import { Engine } from './flow/engine.ts';
import type { Project } from './projects.ts';
import type { Value } from './provenance/value.ts';
import { fingerprint } from './workspace/document.ts';
import type { Workspace } from './workspace/workspace.ts';

/** What a module does for others when it is run by itself. */
export interface Alone {
  readonly written: Artifacts;
  readonly read: Iterable<string>;
  /** Rows with a judge's labels, by the type (`URI#name`) that it gives them. */
  readonly rows: ReadonlyMap<string, Value>;
}

interface Known {
  /** What is open changes: what it said then. */
  readonly of: string | null;
  readonly alone: Promise<Alone | null>;
}

type Drive = (run: Generator<void>) => Promise<unknown>;

/** Modules that are run by themselves once, so that they are not run again with every module that gets something of them. */
export class AloneRuns {
  private readonly workspace: Workspace;
  private readonly drive: Drive;
  private known = new WeakMap<Project, Map<string, Known>>();

  constructor(workspace: Workspace, drive: Drive) {
    this.workspace = workspace;
    this.drive = drive;
  }

  /** Files changed on disk. */
  forget(): void {
    this.known = new WeakMap();
  }

  /** Null where there is no such module. */
  of(uri: string, project: Project): Promise<Alone | null> {
    const runs = this.known.get(project) ?? new Map<string, Known>();
    this.known.set(project, runs);
    const open = this.workspace.open(uri);
    const of = open ? fingerprint(open) : null;
    const known = runs.get(uri);
    if (known && known.of === of) return known.alone;
    const alone = this.run(uri, project);
    runs.set(uri, { of, alone });
    return alone;
  }

  private async run(uri: string, { graph, catalogs, relevance, declared }: Project): Promise<Alone | null> {
    const module = await graph.module(uri);
    if (!module) return null;
    const files = { samples: new Map(), writers: new Map(), declared, rows: new Map() };
    const engine = new Engine(await graph.collect([module], relevance.mayAdd), catalogs, files);
    await this.drive(engine.run(uri));
    return { written: engine.artifacts, read: engine.pathsRead, rows: engine.rowsByType };
  }
}
