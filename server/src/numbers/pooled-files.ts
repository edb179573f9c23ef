import type { DataFileRef } from '@unpool/shared/protocol/check.ts';
import type { CompareSubject } from '@unpool/shared/protocol/finding.ts';
import type { PoolNumbers, PoolQuestion } from '@unpool/shared/protocol/pool.ts';
import { sourceOfSides } from '@unpool/shared/protocol/question.ts';
import type { Check } from '../check/in-worker.ts';
import { digestsOf } from '../evidence/digest.ts';
import { Recent } from '../recent.ts';
import { dataFileUris } from '../workspace/data-paths.ts';
import type { Files } from '../workspace/stored.ts';

/** Of all files of a finding: a warning is not worth reading more. */
const MOST_BYTES = 16 * 1024 * 1024;
const MOST_MS = 30_000;
const MOST_KEPT = 200;

interface FoundFile extends DataFileRef {
  readonly size: number;
}

interface Pool {
  readonly real: readonly FoundFile[];
  readonly synthetic: readonly FoundFile[];
  readonly column: string | null;
}

/** By URI. */
type Digests = ReadonlyMap<string, string>;
type Contents = ReadonlyMap<string, Uint8Array>;

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
    const pool: Pool = { real: sides.real, synthetic: sides.synthetic, column };
    const files = new Map([...pool.real, ...pool.synthetic].map((file) => [file.uri, file.size]));
    if ([...files.values()].reduce((sum, size) => sum + size, 0) > MOST_BYTES) return null;
    const known = this.knownOf(pool, await this.cheapDigests([...files.keys()]));
    if (known !== undefined) return known;
    const contents = await this.contentsOf([...files.keys()]);
    return contents && this.count(pool, contents, signal);
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
      if (size !== undefined) return { name: path, uri, size };
    }
    return null;
  }

  /** Undefined where nobody knows a digest without reading the file. */
  private async cheapDigests(uris: readonly string[]): Promise<Digests | undefined> {
    const digests = new Map<string, string>();
    for (const uri of uris) {
      const digest = await this.files.cheapDigest?.(uri);
      if (digest === undefined) return undefined;
      digests.set(uri, digest);
    }
    return digests;
  }

  private async contentsOf(uris: readonly string[]): Promise<Contents | null> {
    const contents = new Map<string, Uint8Array>();
    for (const uri of uris) {
      const bytes = await this.files.read(uri);
      if (!bytes) return null;
      contents.set(uri, bytes);
    }
    return contents;
  }

  /** What is known afterwards is known of these contents: the files may have been written since somebody looked. */
  private async count(pool: Pool, contents: Contents, signal: AbortSignal | undefined): Promise<PoolNumbers | null> {
    const digests = await digestsOf(contents);
    const known = this.knownOf(pool, digests);
    if (known !== undefined) return known;
    const numbers = await this.ask(questionOf(pool), contents, signal);
    this.known.set(keyOf(pool, digests), numbers);
    return numbers;
  }

  private knownOf(pool: Pool, digests: Digests | undefined): PoolNumbers | null | undefined {
    return digests && this.known.get(keyOf(pool, digests));
  }

  /** Null where the data cannot be used, or take long. */
  private async ask(
    question: PoolQuestion,
    contents: Contents,
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

const keyOf = ({ real, synthetic, column }: Pool, digests: Digests): string => {
  const held = (files: readonly FoundFile[]) => files.map(({ uri }) => digests.get(uri));
  return JSON.stringify([held(real), held(synthetic), column]);
};

const questionOf = ({ real, synthetic, column }: Pool): PoolQuestion => ({
  kind: 'pool',
  source: sourceOfSides(refs(real), refs(synthetic)),
  ...(column !== null && { value: column }),
});

const refs = (files: readonly FoundFile[]): readonly DataFileRef[] => files.map(({ name, uri }) => ({ name, uri }));
