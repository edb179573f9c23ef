import type { ColumnPreview } from '@unpool/shared/data/preview.ts';
import type { DataFileRef } from '@unpool/shared/protocol/check.ts';
import type { Server } from '../connection.ts';
import { literal } from './literal.ts';

/** What a question for a file tells of it. */
export interface FilePreview {
  /** Its columns, or the problem, as a quick pick shows it. */
  readonly detail: string;
  /** Why it cannot be used, if it cannot. */
  readonly problem?: string;
}

/** What is told of the columns of files, asked once for each; again where the server did not answer. */
export class Previews {
  private readonly server: Pick<Server, 'request'>;
  private readonly asked = new Map<DataFileRef, Promise<FilePreview>>();

  constructor(server: Pick<Server, 'request'>) {
    this.server = server;
  }

  of(file: DataFileRef): Promise<FilePreview> {
    const asked = this.asked.get(file) ?? this.ask(file);
    this.asked.set(file, asked);
    return asked;
  }

  private async ask(file: DataFileRef): Promise<FilePreview> {
    try {
      const answer = await this.server.request('unpool/preview', { files: [file] });
      if (answer.kind === 'columns') return { detail: shown(answer.files[0] ?? []) };
      return unusable(answer.error.message);
    } catch {
      this.asked.delete(file);
      return unusable(`${file.name}: Unpool was interrupted while it looked at this file. Choose it again.`);
    }
  }
}

const unusable = (problem: string): FilePreview => ({ detail: `$(warning) ${literal(problem)}`, problem });

const MOST_COLUMNS = 8;

function shown(columns: readonly ColumnPreview[]): string {
  const first = columns.slice(0, MOST_COLUMNS).map(({ name, holds }) => `${name} (${holds})`);
  const more = columns.length > MOST_COLUMNS ? [`and ${columns.length - MOST_COLUMNS} more`] : [];
  return literal([...first, ...more].join(', '));
}
