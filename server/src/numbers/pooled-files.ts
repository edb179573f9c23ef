import type { DataFileRef } from '@unpool/shared/protocol/check.ts';
import type { CompareSubject } from '@unpool/shared/protocol/finding.ts';
import type { PoolNumbers, PoolQuestion } from '@unpool/shared/protocol/pool.ts';
import type { Check } from '../check/in-worker.ts';
import { Recent } from '../recent.ts';
import { dataFileUris } from '../workspace/data-paths.ts';
import type { Files } from '../workspace/stored.ts';

/** Of all files of a finding: a warning is not worth reading more. */
const MOST_BYTES = 16 * 1024 * 1024;
const MOST_MS = 30_000;
const MOST_KEPT = 200;

interface FoundFile extends DataFileRef {
  readonly size: number;
  readonly digest: string;
}

/** Counts the data files that findings name; the same contents are counted once. */
export class PooledFiles {
  private readonly files: Files;
  private readonly folders: () => readonly string[];
  private readonly check: Check;
  /** By what the files hold. Null: they tell nothing. */
  private readonly known = new Recent<PoolNumbers | null>(MOST_KEPT);

  constructor(files: Files, folders: () => readonly string[], check: Check) {
    this.files = files;
    this.folders = folders;
    this.check = check;
  }

  /** Null where the files are not there, are large or tell nothing. Rejects only with the signal's reason. */
  async of(
    { real, synthetic, column }: CompareSubject,
    document: string,
    signal?: AbortSignal,
  ): Promise<PoolNumbers | null> {
    const sides = { real: await this.find(real, document), synthetic: await this.find(synthetic, document) };
    if (!sides.real || !sides.synthetic) return null;
    const key = JSON.stringify([digestsOf(sides.real), digestsOf(sides.synthetic), column]);
    const known = this.known.get(key);
    if (known !== undefined) return known;
    const numbers = await this.count(sides.real, sides.synthetic, column, signal);
    this.known.set(key, numbers);
    return numbers;
  }

  private async find(paths: readonly string[], document: string): Promise<readonly FoundFile[] | null> {
    const found: FoundFile[] = [];
    for (const path of paths) {
      const file = await this.findFile(path, document);
      if (!file) return null;
      found.push(file);
    }
    return found;
  }

  private async findFile(path: string, document: string): Promise<FoundFile | null> {
    for (const uri of dataFileUris(path, document, this.folders())) {
      const size = await this.files.size(uri);
      if (size === undefined) continue;
      const digest = size <= MOST_BYTES ? await this.files.digest(uri) : undefined;
      return digest === undefined ? null : { name: path, uri, size, digest };
    }
    return null;
  }

  private async count(
    real: readonly FoundFile[],
    synthetic: readonly FoundFile[],
    column: string | null,
    signal: AbortSignal | undefined,
  ): Promise<PoolNumbers | null> {
    const isOneTable = real.length === synthetic.length && real.every(({ uri }, i) => uri === synthetic[i]!.uri);
    const all = isOneTable ? real : [...real, ...synthetic];
    if (all.reduce((sum, { size }) => sum + size, 0) > MOST_BYTES) return null;
    const contents = new Map<string, Uint8Array>();
    for (const { uri } of all) {
      const bytes = await this.files.read(uri);
      if (!bytes) return null;
      contents.set(uri, bytes);
    }
    const question: PoolQuestion = {
      kind: 'pool',
      source: isOneTable
        ? { kind: 'one-table', data: refs(real) }
        : { kind: 'two-sides', real: refs(real), synthetic: refs(synthetic) },
      ...(column !== null && { value: column }),
    };
    return this.ask(question, contents, signal);
  }

  /** Null where the data cannot be used, or take long. */
  private async ask(
    question: PoolQuestion,
    contents: ReadonlyMap<string, Uint8Array>,
    signal: AbortSignal | undefined,
  ): Promise<PoolNumbers | null> {
    signal?.throwIfAborted();
    const ending = new AbortController();
    const abort = () => ending.abort(signal?.reason);
    signal?.addEventListener('abort', abort);
    const timer = setTimeout(() => ending.abort(new Error('Counting took too long')), MOST_MS);
    try {
      const result = await this.check(question, { contents, signal: ending.signal });
      return result.kind === 'pool' ? result : null;
    } catch {
      signal?.throwIfAborted();
      return null;
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener('abort', abort);
    }
  }
}

const digestsOf = (files: readonly FoundFile[]): readonly string[] => files.map(({ digest }) => digest);

const refs = (files: readonly FoundFile[]): readonly DataFileRef[] => files.map(({ name, uri }) => ({ name, uri }));
