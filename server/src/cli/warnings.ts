import { visible } from '@unpool/shared/data/visible.ts';
import type { Finding, Place } from '@unpool/shared/protocol/finding.ts';
import type { Analysis } from '../analysis.ts';
import type { Language } from '../flow/program.ts';
import { repairsOf } from '../repair.ts';
import type { SourceDocument } from '../workspace/document.ts';
import { Lines } from './lines.ts';
import type { CheckedSource } from './report.ts';
import type { StoredCells } from './stored-cells.ts';
import { shown } from './text.ts';
import { count } from './words.ts';

/** What somebody should know of a path that was checked as far as that goes; it does not change the exit status. */
export interface FileWarning {
  readonly path: string;
  readonly message: string;
  /** Null where it is about the whole. */
  readonly at: { readonly cell: number | null; readonly line: number; readonly column: number } | null;
  /** The same in the file as it is stored: that of a notebook is in its JSON. */
  readonly storedAt: { readonly line: number; readonly column: number } | null;
}

/** What of a source was left out since it cannot be read; null where all was read. One warning, however many places. */
export function unreadWarning(
  path: string,
  { document, unread }: Analysis,
  stored: StoredCells | null,
): FileWarning | null {
  const [first, ...more] = unread;
  if (!first) return null;
  const text = document.units.find(({ cell }) => cell === first.cell)?.text ?? '';
  const { line, column, endLine } = new Lines(text).range(first.start, first.end);
  const at = { cell: first.cell, line, column };
  const message = unreadMessage(line, endLine, more, languageName(document));
  return { path, message, at, storedAt: storedPoint(first, stored) ?? at };
}

const NAMES: Readonly<Record<Language, string>> = { python: 'Python', typescript: 'TypeScript', promptfoo: 'YAML' };

const languageName = ({ language, uri }: SourceDocument): string =>
  language === 'typescript' && /\.[cm]?jsx?$/i.test(uri) ? 'JavaScript' : NAMES[language ?? 'python'];

function unreadMessage(line: number, endLine: number, more: readonly Place[], language: string): string {
  const lines = line === endLine ? `line ${line}` : `lines ${line} to ${endLine}`;
  const others = more.length === 0 ? '' : ` and ${count(more.length, 'more place')}`;
  const they = line === endLine && more.length === 0 ? 'it was' : 'they were';
  return `${lines}${others} cannot be read as ${language}, so ${they} not checked; the rest of the file was`;
}

function storedPoint({ cell, start, end }: Place, stored: StoredCells | null) {
  if (!stored || cell === null) return null;
  const { line, column } = stored.range(cell, start, end);
  return { line, column };
}

/** Of something that is not a file with a text. */
export function warningOf(path: string, message: string): FileWarning {
  return { path, message, at: null, storedAt: null };
}

/** Of repairs that nobody chose a library for; null where there are none. */
export function choiceWarning(
  path: string,
  analysis: Analysis,
  isOurs: (finding: Finding) => boolean,
): FileWarning | null {
  const waiting = analysis.findings.filter(
    (finding) => isOurs(finding) && repairsOf(analysis, finding).some(({ needsChoice }) => needsChoice),
  );
  if (waiting.length === 0) return null;
  const message = `${path}: ${count(waiting.length, 'finding')} can be repaired with one of several libraries, and nobody says which: choose by --fix-with, or by [fix] in the configuration`;
  return warningOf(path, message);
}

/** Of a file that was named, and whose name says that its code is not read. */
export const unreadFile = (path: string): FileWarning =>
  warningOf(
    path,
    /\.ts$/i.test(path)
      ? `${path} declares types, so it was not checked`
      : `${path} is what a build made, so it was not checked; check what it is made from`,
  );

/** Of a file that was named, and whose text is none that a person writes. */
export const generatedFile = (path: string): FileWarning =>
  warningOf(
    path,
    `${path} was made by a program, as its first or its long lines tell, so it was not checked; check what it is made from`,
  );

/** For who is shown the place in the file as it is stored. */
export function storedText({ message, at }: FileWarning): string {
  return at === null || at.cell === null ? message : `cell ${at.cell}, ${message}`;
}

/** As many are told one by one on standard error, and as annotations; the rest is counted. */
const MOST_TOLD = 10;

/** Keeps the first few of a run, so that a folder of templates does not flood a terminal. */
export class Warnings {
  readonly #first: FileWarning[] = [];
  #count = 0;

  add({ warning }: CheckedSource): void {
    if (!warning) return;
    this.#count++;
    if (this.#first.length < MOST_TOLD) this.#first.push(warning);
  }

  get first(): readonly FileWarning[] {
    return this.#first;
  }

  /** For standard error. */
  text(): string {
    const more = this.#count - this.#first.length;
    const last = more > 0 ? `unpool: and ${count(more, 'more warning')}; --format json has them all\n` : '';
    return `${this.#first.map((warning) => `unpool: warning: ${warningText(warning)}\n`).join('')}${last}`;
  }
}

/** With its place, for people. */
export function warningText({ path, message, at }: FileWarning): string {
  return at ? `${shown(path, at.cell)}:${at.line}:${at.column}: ${visible(message)}` : visible(message);
}
