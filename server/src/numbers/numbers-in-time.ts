import type { CompareSubject } from '@unpool/shared/protocol/finding.ts';
import type { PoolNumbers } from '@unpool/shared/protocol/pool.ts';
import { decoded } from '../workspace/uri.ts';

/** Counts the files of a finding; rejects when aborted. */
export type CountFiles = (
  subject: CompareSubject,
  document: string,
  signal: AbortSignal,
) => Promise<PoolNumbers | null>;

interface Entry {
  readonly subject: CompareSubject;
  readonly document: string;
  /** What whoever asked was given last, but for what is about to be told. */
  numbers: PoolNumbers | null;
  /** The files are as they were counted, or are being counted as they are. */
  isCurrent: boolean;
  isWaiting: boolean;
}

const MOST_KEPT = 10_000;

/**
 * The numbers of findings for a host that must not wait: what is known at once, the rest once it is counted, one finding
 * after the other.
 */
export class NumbersInTime {
  private readonly count: CountFiles;
  /** Told when more is known, of the documents that it is about. */
  private readonly onMore: (documents: ReadonlySet<string>) => void;
  private readonly most: number;
  private readonly entries = new Map<string, Entry>();
  private waiting: Entry[] = [];
  private counting: { readonly entry: Entry; readonly ending: AbortController; readonly end: Promise<unknown> } | null =
    null;

  constructor(count: CountFiles, onMore: (documents: ReadonlySet<string>) => void, most = MOST_KEPT) {
    this.count = count;
    this.onMore = onMore;
    this.most = most;
  }

  /**
   * Null where nothing is known (yet), or too much is kept already. Of files that changed, what they held before, until
   * they are counted again.
   */
  of(subject: CompareSubject, document: string): PoolNumbers | null {
    const key = JSON.stringify([document, subject.real, subject.synthetic, subject.column]);
    let entry = this.entries.get(key);
    if (!entry) {
      if (!this.hasRoom()) return null;
      entry = { subject, document, numbers: null, isCurrent: false, isWaiting: false };
      this.entries.set(key, entry);
    }
    if (!entry.isCurrent && !entry.isWaiting) {
      entry.isWaiting = true;
      this.waiting.push(entry);
      if (!this.counting) void this.work();
    }
    return entry.numbers;
  }

  /** Resolves when nothing of a document is being counted any more: to whether anything was. All others wait for it. */
  async settled(document: string): Promise<boolean> {
    const isIts = (entry: Entry) => entry.document === document;
    const isAsked = () => this.waiting.some(isIts) || (this.counting && isIts(this.counting.entry));
    if (!isAsked()) return false;
    this.waiting = [...this.waiting.filter(isIts), ...this.waiting.filter((entry) => !isIts(entry))];
    while (isAsked()) await this.counting?.end;
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

  /**
   * Makes room by what tells nothing. Known numbers stay: were they forgotten, whoever is told of some would ask for
   * others again, and so on for ever.
   */
  private hasRoom(): boolean {
    if (this.entries.size < this.most) return true;
    for (const [key, entry] of this.entries) {
      if (entry.numbers || entry.isWaiting || entry === this.counting?.entry) continue;
      return this.entries.delete(key);
    }
    return false;
  }

  private async work(): Promise<void> {
    const news = new Set<string>();
    for (let entry = this.waiting.shift(); entry; entry = this.waiting.shift()) {
      entry.isWaiting = false;
      entry.isCurrent = true;
      const ending = new AbortController();
      const end = this.count(entry.subject, entry.document, ending.signal).catch(() => null);
      this.counting = { entry, ending, end };
      const numbers = await end;
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
