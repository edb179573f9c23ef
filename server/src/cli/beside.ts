import type { Edit } from '@unpool/shared/protocol/finding.ts';
import { URI } from 'vscode-uri';
import { edited } from '../repair.ts';
import type { Files } from '../workspace/stored.ts';
import { fileSource, type Source } from './source.ts';

/** A file that a repair changes beside the one with the finding. */
export interface ChangedBeside {
  readonly source: Source;
  readonly before: string;
  readonly after: string;
}

/** Files as repairs leave them, until they are written: those with the findings, and others, such as a list of requirements. */
export class Beside {
  readonly #cwd: string;
  readonly #texts = new Map<string, string>();
  #changed = new Map<string, ChangedBeside>();

  constructor(cwd: string) {
    this.#cwd = cwd;
  }

  /** The files as they are to be: what one repair adds, the next need not. */
  over(files: Files): Files {
    return {
      ...files,
      read: async (uri, limit) => {
        const text = this.#texts.get(uri);
        return text === undefined ? files.read(uri, limit) : new TextEncoder().encode(text);
      },
    };
  }

  /** The text of a file with a finding, which its own source writes. */
  show(uri: string, text: string): void {
    this.#texts.set(uri, text);
  }

  async edit(edits: readonly Edit[]): Promise<void> {
    for (const uri of new Set(edits.map(({ place }) => place.document))) {
      const known = this.#changed.get(uri);
      const source = known?.source ?? fileSource(URI.parse(uri).fsPath, this.#cwd);
      const stored = await source.read();
      const before = this.#texts.get(uri) ?? stored;
      const after = edited(
        before,
        edits.filter(({ place }) => place.document === uri),
      );
      this.#texts.set(uri, after);
      this.#changed.set(uri, { source, before: known?.before ?? before, after });
    }
  }

  /** The stored files count again: they have been written, or will not be. */
  forget(): void {
    this.#texts.clear();
    this.#changed.clear();
  }

  /** What has changed since this was last asked. */
  take(): readonly ChangedBeside[] {
    const changed = [...this.#changed.values()];
    this.#changed = new Map();
    return changed;
  }
}
