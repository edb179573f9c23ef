import { languageOf } from '../languages/language-of.ts';
import { HOLE } from '../provenance/hole.ts';
import { atMostLikely } from '../provenance/origins.ts';
import type { Value } from '../provenance/value.ts';
import { join, joinAll } from '../provenance/value.ts';
import { isTable } from '../workspace/table-file.ts';
import { folderOf } from '../workspace/uri.ts';
import type { Run } from './journal.ts';
import { mapOrigins } from './select.ts';

interface Artifact {
  readonly path: readonly string[];
  readonly document: string;
  readonly content: Value;
}

/** Data files as the code of the workspace writes them: what is written under a path is read under it elsewhere. */
export class Artifacts {
  private readonly written: Artifact[];
  private readonly run: Run;

  constructor(run: Run, before?: Artifacts) {
    this.run = run;
    this.written = [...(before?.written ?? [])];
  }

  write(path: string, document: string, content: Value): void {
    this.run.work?.isFirst(this, 'written');
    this.run.work?.effects.push(({ artifacts }) => artifacts.write(path, document, content));
    const parts = partsOf(path);
    const index = this.written.findIndex((other) => other.document === document && samePath(other.path, parts));
    const known = this.written[index];
    if (known) this.written[index] = { ...known, content: join(known.content, content) };
    else this.written.push({ path: parts, document, content });
  }

  /** What was written to the file that `path` means in `document`; paths are joined by their ends, so `likely` at most. */
  read(path: string, document: string): Value | null {
    const parts = partsOf(path);
    const found = this.found(parts, document);
    this.noteLook(parts, document, found);
    const own = found.filter((artifact) => artifact.document === document);
    // scripts that write the same file: nobody knows which ran last
    const contents = (own.length > 0 ? own : found).map(({ content }) => content);
    return contents.length > 0 ? mapOrigins(joinAll(contents), atMostLikely) : null;
  }

  private found(path: readonly string[], document: string): readonly Artifact[] {
    return this.written.filter((artifact) => isSameFile(artifact, path, document));
  }

  private noteLook(path: readonly string[], document: string, found: readonly Artifact[]): void {
    const { work } = this.run;
    if (!work) return;
    // what it wrote itself may be among it
    if (work.hasTouched(this, 'written')) work.forgo();
    const before = found.map(({ content }) => content);
    work.checks.push(({ artifacts }) => {
      const now = artifacts.found(path, document);
      return now.length === before.length && now.every(({ content }, i) => content === before[i]);
    });
  }
}

const partsOf = (path: string): string[] =>
  path
    .replaceAll('\\', '/')
    .split('/')
    .filter((part) => part !== '' && part !== '.' && part !== '..')
    // a folder of which nothing is known joins no files
    .filter((part, i) => i > 0 || part !== HOLE)
    // `prisma.evalRun` is the table "EvalRun"
    .map((part) => (isTable(part) ? part.toLowerCase() : part))
    .reverse();

function isSameFile(artifact: Artifact, path: readonly string[], document: string): boolean {
  const known = Math.min(artifact.path.length, path.length);
  if (known === 0 || !samePath(artifact.path.slice(0, known), path.slice(0, known))) return false;
  // a name alone means a file only beside the code, and a table wherever the code is
  return known > 1 || folderOf(artifact.document) === folderOf(document) || isSharedTable(artifact, document);
}

const isSharedTable = ({ path: [name], document }: Artifact, other: string): boolean =>
  isTable(name!) && [document, other].every((uri) => languageOf(uri) === 'typescript');

/** Equal part by part; a part that is not wholly known may be anything, but not the whole name of the file. */
const samePath = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length &&
  a.every((part, i) => part === b[i] || (i > 0 && (part.includes(HOLE) || b[i]!.includes(HOLE))));
