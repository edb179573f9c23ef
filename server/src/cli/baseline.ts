import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { visible } from '@unpool/shared/data/visible.ts';
import { atLeast } from '../provenance/origins.ts';
import { type BaselineEntry, BaselineError, readEntries, writeEntries } from './baseline-file.ts';
import type { Io } from './io.ts';
import type { CheckOptions } from './options.ts';
import { openOutput } from './output.ts';
import { fileMessage } from './problems.ts';
import type { CheckedFinding, CheckedSource } from './report.ts';
import { shownPath } from './source.ts';
import { UsageError } from './usage.ts';
import { count } from './words.ts';

/** As many findings that are gone are named; the rest is counted. */
const MOST_NAMED = 5;

/**
 * The findings that a project started with, so that only new ones are shown. In memory their paths are as they are
 * shown: relative to the working directory.
 */
export class Baseline {
  readonly #name: string;
  readonly #file: string;
  readonly #cwd: string;
  readonly #entries: readonly BaselineEntry[];
  /** Of what was checked in this run, to its end. */
  readonly #checked = new Set<string>();
  readonly #found: BaselineEntry[] = [];

  private constructor(name: string, cwd: string, entries: readonly BaselineEntry[]) {
    this.#name = name;
    this.#file = resolve(cwd, name);
    this.#cwd = cwd;
    const folder = dirname(this.#file);
    this.#entries = entries.map((entry) => ({ ...entry, path: shownPath(resolve(folder, entry.path), cwd) }));
  }

  /** Throws a UsageError; where there is no such file, the baseline is empty if it is `new`. */
  static async read(name: string, cwd: string, absent: 'refused' | 'new'): Promise<Baseline> {
    const file = resolve(cwd, name);
    if (!existsSync(file)) {
      if (absent === 'new') return new Baseline(name, cwd, []);
      throw new UsageError(`there is no baseline ${name}; "unpool check --write-baseline ${name}" writes one.`);
    }
    try {
      return new Baseline(name, cwd, readEntries(await readFile(file, 'utf8')));
    } catch (error) {
      const at = error instanceof BaselineError ? `:${error.line}:${error.column}` : '';
      throw new UsageError(`${name}${at}: ${fileMessage(error)}.`);
    }
  }

  /** Ids by path. */
  known(): ReadonlyMap<string, ReadonlySet<string>> {
    const known = new Map<string, Set<string>>();
    for (const { path, id } of this.#entries) known.set(path, (known.get(path) ?? new Set()).add(id));
    return known;
  }

  /** Notes what there is now. */
  note({ path, findings, known, problem, warning }: CheckedSource): void {
    if (problem) return;
    // what could not be read may hold findings still
    if (!warning) this.#checked.add(path);
    for (const found of [...findings, ...known]) this.#found.push(entryOf(found, path));
  }

  /** What this run would have found, were it still there; its file may be gone, too. */
  gone({ rules, minConfidence }: CheckOptions): readonly BaselineEntry[] {
    const found = new Set(this.#found.map(key));
    const isAsked = ({ id, confidence }: BaselineEntry) =>
      [...rules].some((rule) => id.startsWith(`${rule}-`)) && atLeast(confidence, minConfidence ?? 'likely');
    return this.#entries.filter((entry) =>
      this.#checked.has(entry.path)
        ? isAsked(entry) && !found.has(key(entry))
        : !existsSync(resolve(this.#cwd, entry.path)),
    );
  }

  /** Says which findings are gone; nothing where none is. */
  goneText(options: CheckOptions): string {
    const gone = this.gone(options);
    if (gone.length === 0) return '';
    const named = gone.slice(0, MOST_NAMED).map(({ path, code }) => `  ${visible(path)}: ${visible(code)}\n`);
    const more = gone.length > MOST_NAMED ? `  and ${gone.length - MOST_NAMED} more\n` : '';
    const what = `${count(gone.length, 'finding')} of ${this.#name} ${gone.length === 1 ? 'is' : 'are'} no longer there`;
    return `${what}; --write-baseline ${this.#name} takes ${gone.length === 1 ? 'it' : 'them'} out:\n${named.join('')}${more}`;
  }

  /** Replaces the file: what is there now, and what this run did not look for. Returns how that changed it. */
  write(options: CheckOptions, io: Io): string {
    const gone = new Set(this.gone(options).map(key));
    const found = new Set(this.#found.map(key));
    const before = new Set(this.#entries.map(key));
    const kept = this.#entries.filter((entry) => !gone.has(key(entry)) && !found.has(key(entry)));
    const folder = dirname(this.#file);
    const entries = [...kept, ...this.#found].map((entry) => ({
      ...entry,
      path: shownPath(resolve(this.#cwd, entry.path), folder),
    }));
    const output = openOutput(this.#name, io);
    output.io.write(writeEntries(entries));
    output.finish();
    const added = [...found].filter((entry) => !before.has(entry)).length;
    return `${count(entries.length, 'finding')} in ${this.#name} (${added} new, ${gone.size} gone)`;
  }
}

function entryOf({ id, finding, sourceLine }: CheckedFinding, path: string): BaselineEntry {
  return { path, id, confidence: finding.confidence, code: sourceLine.trim() };
}

function key({ path, id }: BaselineEntry): string {
  return `${path}\n${id}`;
}
