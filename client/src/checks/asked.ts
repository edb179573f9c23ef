import type { DataFileRef } from '@unpool/shared/protocol/check.ts';
import type { CheckSubject } from '@unpool/shared/protocol/finding.ts';
import type { CheckQuestion } from '@unpool/shared/protocol/question.ts';
import { together } from '@unpool/shared/report/format.ts';

/** What a check is asked to start from: files that somebody selected, or what a finding tells; empty from the palette. */
export interface Start {
  readonly files: readonly DataFileRef[];
  readonly subject: CheckSubject | null;
  /** The document that it is asked about, if it is asked from one. */
  readonly document: string | null;
}

/** A question that is complete, with what its report says and offers. */
export interface Asked {
  readonly question: CheckQuestion;
  /** For people: which data. */
  readonly title: string;
  /** Columns that all files have. */
  readonly columns: readonly string[];
}

export const titleOf = (files: readonly DataFileRef[]): string => together(files.map(({ name }) => name));
