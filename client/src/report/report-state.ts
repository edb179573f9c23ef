import { type AnsweredCheck, type Digests, filesOf } from '@unpool/shared/protocol/question.ts';
import { checkReport } from '@unpool/shared/report/check-report.ts';
import { renderMarkdown } from '@unpool/shared/report/render-markdown.ts';
import { controlsOf } from './controls.ts';

/** Of the states that this version of the extension writes and reads. */
export const STATE_VERSION = 1;

/** All that a report view shows, so that it can be shown again after a reload. Plain data. */
export interface ReportState {
  readonly version: typeof STATE_VERSION;
  readonly title: string;
  /** The document that the check was asked about, if it was asked from one. */
  readonly document: string | null;
  readonly check: AnsweredCheck;
  /** Of the files that were checked. */
  readonly digests: Digests;
  /** Columns that all files have. */
  readonly columns: readonly string[];
}

/** What a window kept of a view; undefined where that is of another version of the extension, or cannot be shown. */
export function readState(kept: unknown): ReportState | undefined {
  if (typeof kept !== 'object' || kept === null) return undefined;
  const state = kept as ReportState;
  const { version, title, document, check, digests, columns } = state;
  const isKnown =
    version === STATE_VERSION &&
    typeof title === 'string' &&
    (document === null || typeof document === 'string') &&
    Array.isArray(columns) &&
    columns.every((column) => typeof column === 'string') &&
    typeof digests === 'object' &&
    digests !== null &&
    check?.kind !== undefined &&
    check.kind === check.result?.kind;
  return isKnown && canBeShown(state) ? state : undefined;
}

/** Its report, its controls, and the files that it is exported beside. */
function canBeShown(state: ReportState): boolean {
  try {
    const report = checkReport(state.check);
    for (const { picture } of report.sections) picture?.draw();
    const files = filesOf(state.check);
    return (
      renderMarkdown(report) !== '' &&
      controlsOf(state).length > 0 &&
      files.length > 0 &&
      files.every(({ uri }) => typeof uri === 'string')
    );
  } catch {
    return false;
  }
}

/** What the controls say, by their names; empty where they say nothing. */
export type Asked = Readonly<Record<string, string>>;

/** From the page to the extension. */
export type FromPage =
  | { readonly kind: 'ready' }
  | { readonly kind: 'ask'; readonly asked: Asked }
  | { readonly kind: 'save' }
  | { readonly kind: 'export' }
  | { readonly kind: 'pictures'; readonly pictures: readonly Picture[] };

/** A picture of the report as a file holds it. */
export interface Picture {
  readonly name: string;
  readonly svg: string;
  /** A data URI. */
  readonly png: string;
}

/** From the extension to the page. */
export type ToPage =
  | {
      readonly kind: 'report';
      readonly summary: string;
      readonly details: string;
      /** What number controls that say nothing stand for, by their names. */
      readonly placeholders: Readonly<Record<string, string>>;
      readonly state: ReportState;
      readonly status: string;
    }
  /** The check runs; `status` tells when it does no more without an answer. */
  | { readonly kind: 'busy' }
  | { readonly kind: 'status'; readonly text: string }
  /** What was asked last cannot be answered. */
  | { readonly kind: 'problem'; readonly text: string }
  | { readonly kind: 'draw' };
