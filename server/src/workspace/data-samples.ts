import Papa from 'papaparse';
import { languageOf } from '../languages/language-of.ts';
import { HOLE } from '../provenance/hole.ts';
import { namesOrigin } from '../provenance/names.ts';
import { promptMarks } from '../provenance/prompts.ts';
import { type Turns, turnsIn } from '../provenance/turns.ts';
import { Recent } from '../recent.ts';
import { dataFileUris } from './data-paths.ts';
import { isSettings, type Setting, settingsIn } from './settings-files.ts';
import { folderOf } from './uri.ts';
import type { Workspace } from './workspace.ts';

/** What the first rows of a data file show, or what a text asks for. */
export interface DataSample {
  readonly columns: readonly string[];
  /** Different entries of the columns that may tell real from synthetic rows. */
  readonly origins: ReadonlyMap<string, ReadonlySet<string>>;
  /** Columns by which several rows are of one prompt; null where the rows show none. */
  readonly turns: Turns | null;
  /** Instructions for a judge that are kept in a file. */
  readonly prompt?: string;
  /** What a program is told there, where it names models. */
  readonly settings?: Setting;
}

const SAMPLE_BYTES = 100_000;
const MAX_FILES = 20;
const MAX_KEPT = 200;
/** Milliseconds for which a sample is believed: nobody tells when a data file changes. */
const FRESH = 3000;

/** Is it a kind of file of which a sample is taken? */
export const isSampled = (path: string): boolean => /\.(csv|tsv|jsonl|ndjson)$/i.test(path) || isText(path);

const isText = (path: string): boolean => /\.(txt|md|prompt|j2|jinja2?|tmpl)$/i.test(path);

/** Samples of the data files that code names, read when they are asked for. */
export class DataSamples {
  private readonly workspace: Workspace;
  private readonly read = new Recent<{ readonly at: number; readonly sample: DataSample | null }>(MAX_KEPT);

  constructor(workspace: Workspace) {
    this.workspace = workspace;
  }

  /** @param paths as code in `document` has them */
  async of(paths: Iterable<string>, document: string): Promise<ReadonlyMap<string, DataSample>> {
    const samples = new Map<string, DataSample>();
    // in Python, such a file is opened as any other: what it holds is not followed
    const hasSettings = languageOf(document) === 'typescript';
    const read = [...paths].filter((path) => isSampled(path) || (hasSettings && isSettings(path)));
    for (const path of read.slice(0, MAX_FILES)) {
      for (const uri of urisOf(path, document, this.workspace.folders)) {
        const sample = await this.sample(uri);
        if (!sample) continue;
        samples.set(path, sample);
        break;
      }
    }
    return samples;
  }

  private async sample(uri: string): Promise<DataSample | null> {
    const known = this.read.get(uri);
    if (known && performance.now() - known.at < FRESH) return known.sample;
    const bytes = await this.workspace.readFile(uri, SAMPLE_BYTES).catch(() => undefined);
    const now = bytes ? sampleOf(uri, new TextDecoder().decode(bytes.subarray(0, SAMPLE_BYTES))) : null;
    // the very one, so that nobody takes it for a new one
    const sample = known?.sample && now && isSame(known.sample, now) ? known.sample : now;
    this.read.set(uri, { at: performance.now(), sample });
    return sample;
  }
}

/** A program is started in one of the folders above it; `path.join(__dirname, "eval.yaml")` begins in one that is not known. */
function urisOf(path: string, document: string, folders: readonly string[]): readonly string[] {
  if (!isSettings(path)) return dataFileUris(path, document, folders);
  const top = folders.find((folder) => document.startsWith(`${folder}/`));
  const above: string[] = [];
  for (let folder = folderOf(document); top && folder.length > top.length; folder = folderOf(folder))
    above.push(folder);
  return dataFileUris(path.replace(OF_UNKNOWN_FOLDER, ''), document, [...above, ...folders]);
}

const OF_UNKNOWN_FOLDER = new RegExp(`^${HOLE}/`);

const isSame = (a: DataSample, b: DataSample): boolean => shown(a) === shown(b);
const shown = ({ columns, origins, turns, prompt, settings }: DataSample): string =>
  JSON.stringify([
    prompt,
    settings,
    turns,
    columns,
    Array.from(origins, ([column, entries]) => [column, [...entries]]),
  ]);

function sampleOf(uri: string, text: string): DataSample | null {
  if (isSettings(uri)) return sampleOfSettings(uri, text);
  if (isText(uri)) return sampleOfText(text);
  return /\.(jsonl|ndjson)$/i.test(uri) ? sampleOfLines(text) : sampleOfTable(text);
}

/** Longer than this is a document. */
const MAX_PROMPT = 20_000;

const sampleOfText = (text: string): DataSample | null =>
  text.length < MAX_PROMPT && promptMarks(text) ? { ...OF_NO_ROWS, prompt: text } : null;

function sampleOfSettings(uri: string, text: string): DataSample | null {
  const settings = settingsIn(uri, text);
  return settings === null ? null : { ...OF_NO_ROWS, settings };
}

const OF_NO_ROWS: DataSample = { columns: [], origins: new Map(), turns: null };

function sampleOfTable(text: string): DataSample | null {
  const { data } = Papa.parse<string[]>(text.replace(/^\uFEFF/, ''), { skipEmptyLines: true });
  const [header, ...rows] = data;
  if (!header) return null;
  const columns = header.map((name) => name.trim());
  return shownBy(columns, (column) => rows.map((row) => row[columns.indexOf(column)]));
}

function sampleOfLines(text: string): DataSample | null {
  const rows: Record<string, unknown>[] = [];
  for (const line of text.split('\n')) {
    try {
      const row: unknown = JSON.parse(line);
      if (typeof row === 'object' && row !== null && !Array.isArray(row)) rows.push(row as Record<string, unknown>);
    } catch {
      // the last line is cut, and a broken one says nothing
    }
  }
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  if (columns.length === 0) return null;
  return shownBy(columns, (column) => rows.map((row) => row[column]));
}

const shownBy = (columns: readonly string[], read: Read): DataSample => ({
  columns,
  origins: entries(columns, read),
  turns: turnsShown(columns, read),
});

type Read = (column: string) => readonly unknown[];

/** Is there one that was asked in several turns? */
function turnsShown(columns: readonly string[], read: Read): Turns | null {
  const turns = turnsIn(columns);
  if (!turns) return null;
  const [items, numbers] = [read(turns.item), read(turns.turn)];
  const first = new Map<unknown, unknown>();
  const isAgain = items.some((item, i) => {
    if (!first.has(item)) first.set(item, numbers[i]);
    return first.get(item) !== numbers[i];
  });
  return isAgain ? turns : null;
}

/** More different entries than this, and the column tells something else. */
const MAX_ENTRIES = 12;

function entries(columns: readonly string[], read: Read) {
  const found = new Map<string, ReadonlySet<string>>();
  for (const column of columns.filter(namesOrigin)) {
    const different = new Set(
      read(column)
        .filter((entry) => entry !== undefined && entry !== '')
        .map(String),
    );
    if (different.size <= MAX_ENTRIES) found.set(column, different);
  }
  return found;
}
