import type { Finding } from '@unpool/shared/protocol/finding.ts';
import type { Analysis } from '../analysis.ts';
import type { SourceDocument } from '../workspace/document.ts';
import { lineOf, unitOf } from '../workspace/text-at.ts';

/** How long (ms) a comment must stay as it is before it is said of it that it does nothing. */
export const PAUSE_IN_COMMENT = 1500;

interface Seen {
  readonly revision: number;
  readonly document: SourceDocument;
  /** The text before the last change, and when that came. */
  readonly before: SourceDocument | null;
  readonly at: number;
}

/** Holds back what is said of a comment while somebody writes it: half of a rule's name is no mistake yet. */
export class Typing {
  private readonly seen = new Map<string, Seen>();

  /** The findings that may be shown, and whether some wait for the pause. */
  settled({ document, findings }: Analysis, revision: number): { findings: readonly Finding[]; waits: boolean } {
    const known = this.seen.get(document.uri);
    const now =
      known?.revision === revision
        ? known
        : { revision, document, before: known?.document ?? null, at: performance.now() };
    this.seen.set(document.uri, now);
    const { before, at } = now;
    if (!before || performance.now() - at >= PAUSE_IN_COMMENT) return { findings, waits: false };
    const shown = findings.filter(
      (finding) => finding.rule !== 'unused-suppression' || wasThere(finding, document, before),
    );
    return { findings: shown, waits: shown.length < findings.length };
  }

  forget(uri: string): void {
    this.seen.delete(uri);
  }
}

/** Was the line of a comment the same before the last change? */
function wasThere({ place }: Finding, document: SourceDocument, before: SourceDocument): boolean {
  const lines = (one: SourceDocument) => unitOf(one, place.cell)?.text.split('\n') ?? [];
  const line = lines(document)[lineOf(unitOf(document, place.cell)?.text ?? '', place.start)];
  return line !== undefined && lines(before).includes(line);
}
