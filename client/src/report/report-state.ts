import type { AnsweredCheck } from '@unpool/shared/protocol/question.ts';

/** All that a report view shows, so that it can be shown again after a reload. Plain data. */
export interface ReportState {
  readonly title: string;
  /** The document that the check was asked about, if it was asked from one. */
  readonly document: string | null;
  readonly check: AnsweredCheck;
  /** Columns that all files have. */
  readonly columns: readonly string[];
}

/** From the page to the extension. */
export type FromPage =
  | { readonly kind: 'ask'; readonly asked: Asked }
  | { readonly kind: 'save' }
  | { readonly kind: 'export' }
  | { readonly kind: 'pictures'; readonly pictures: readonly Picture[] };

/** What the controls say; empty where they say nothing. */
export interface Asked {
  readonly margin: string;
  readonly alpha: string;
  readonly estimand: string;
  readonly cluster: string;
  readonly stratum: string;
}

/** A picture of the report as a file holds it. */
export interface Picture {
  readonly name: string;
  readonly svg: string;
  /** A data URI. */
  readonly png: string;
}

/** From the extension to the page. */
export type ToPage =
  | { readonly kind: 'report'; readonly body: string; readonly state: ReportState }
  | { readonly kind: 'status'; readonly text: string }
  | { readonly kind: 'draw' };
