import type { CompareSubject } from '@unpool/shared/protocol/finding.ts';
import type { PoolNumbers } from '@unpool/shared/protocol/pool.ts';
import { Recent } from '../recent.ts';

/** Counts the files of a finding; rejects when aborted. */
export type CountFiles = (
  subject: CompareSubject,
  document: string,
  signal: AbortSignal,
) => Promise<PoolNumbers | null>;

interface Entry {
  readonly subject: CompareSubject;
  readonly document: string;
  numbers: PoolNumbers | null;
  /** The files are as they were counted, or are being counted as they are. */
  isCurrent: boolean;
  isWaiting: boolean;
}

const MOST_KEPT = 200;

/**
 * The numbers of findings for a host that must not wait: what is known at once, the rest once it is counted, one finding
 * after the other.
 */
export class NumbersInTime {
  private readonly count: CountFiles;
  /** Told when more is known, of the documents that it is about. */
  private readonly onMore: (documents: ReadonlySet<string>) => void;
  private readonly entries = new Recent<Entry>(MOST_KEPT);
  private readonly waiting: Entry[] = [];
  private working: Promise<void> = Promise.resolve();
  private counting: { readonly entry: Entry; readonly ending: AbortController } | null = null;

  constructor(count: CountFiles, onMore: (documents: ReadonlySet<string>) => void) {
    this.count = count;
    this.onMore = onMore;
  }

  /** Null where nothing is known (yet). Of files that changed, what they held before, until they are counted again. */
  of(subject: CompareSubject, document: string): PoolNumbers | null {
    const key = JSON.stringify([document, subject.real, subject.synthetic, subject.column]);
    const entry = this.entries.get(key) ?? { subject, document, numbers: null, isCurrent: false, isWaiting: false };
    this.entries.set(key, entry);
    if (!entry.isCurrent && !entry.isWaiting) {
      entry.isWaiting = true;
      this.waiting.push(entry);
      if (!this.counting) this.working = this.work();
    }
    return entry.numbers;
  }

  /** Resolves when nothing is being counted any more: to whether anything was. */
  async settled(): Promise<boolean> {
    if (!this.counting) return false;
    await this.working;
    return true;
  }

  /** Files changed on disk; null: nobody knows which. They are looked at when somebody asks again. */
  filesChanged(uris: readonly string[] | null): void {
    const names = uris && new Set(uris.map((uri) => lastPart(decoded(uri))));
    for (const entry of this.entries.values()) {
      if (names && !pathsOf(entry).some((path) => names.has(lastPart(path)))) continue;
      entry.isCurrent = false;
      if (this.counting?.entry === entry) this.counting.ending.abort(new Error('The files changed'));
    }
  }

  private async work(): Promise<void> {
    const news = new Set<string>();
    for (let entry = this.waiting.shift(); entry; entry = this.waiting.shift()) {
      entry.isWaiting = false;
      entry.isCurrent = true;
      const ending = new AbortController();
      this.counting = { entry, ending };
      const numbers = await this.count(entry.subject, entry.document, ending.signal).catch(() => null);
      if (!entry.isCurrent || JSON.stringify(numbers) === JSON.stringify(entry.numbers)) continue;
      entry.numbers = numbers;
      news.add(entry.document);
    }
    this.counting = null;
    if (news.size > 0) this.onMore(news);
  }
}

const pathsOf = ({ subject: { real, synthetic } }: Entry): readonly string[] => [...real, ...synthetic];

const lastPart = (path: string): string => path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);

function decoded(uri: string): string {
  try {
    return decodeURIComponent(uri);
  } catch {
    return uri;
  }
}
