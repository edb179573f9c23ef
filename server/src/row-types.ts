import type { AloneRuns } from './alone-runs.ts';
import { moduleOfType } from './flow/row-types.ts';
import type { Project } from './projects.ts';
import type { Value } from './provenance/value.ts';

/** Of the modules in which a model may judge what a document reads, the nearest are run. */
const MAX_JUDGES = 3;

/** What the modules of the workspace put into the types that they share. */
export class RowTypes {
  private readonly runs: AloneRuns;

  constructor(runs: AloneRuns) {
    this.runs = runs;
  }

  /** What other modules than `document` put into types (`URI#name`), for those of which anything is known. */
  async of(
    types: Iterable<string>,
    document: string,
    project: Project,
  ): Promise<ReadonlyMap<string, readonly Value[]>> {
    const made = new Map<string, readonly Value[]>();
    const run = new Set<string>();
    for (const type of types) {
      const rows: Value[] = [];
      for (const uri of await project.relevance.judgesFor(moduleOfType(type), document)) {
        if (!run.has(uri) && run.size >= MAX_JUDGES) continue;
        run.add(uri);
        const found = (await this.runs.of(uri, project))?.rows.get(type);
        if (found) rows.push(found);
      }
      if (rows.length > 0) made.set(type, rows);
    }
    return made;
  }
}
