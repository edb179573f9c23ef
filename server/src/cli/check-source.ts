import type { Finding } from '@unpool/shared/protocol/finding.ts';
import { URI } from 'vscode-uri';
import type { Analyser, Analysis } from '../analysis.ts';
import { contentsDataFile } from '../check/contents-data-file.ts';
import type { Check } from '../check/in-worker.ts';
import { EvidenceStore } from '../evidence/evidence-store.ts';
import { isNotebook, languageOf } from '../languages/language-of.ts';
import { isMadeByMachine } from '../languages/typescript/made-by-machine.ts';
import { PooledFiles } from '../numbers/pooled-files.ts';
import { directDisk } from '../workspace/disk.ts';
import { nodeFiles } from '../workspace/node-files.ts';
import { readOnce } from '../workspace/read-once.ts';
import { createWorkspace } from '../workspace/stored.ts';
import { asFolder } from '../workspace/uri.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { Beside } from './beside.ts';
import { diskConfigurations, diskPlaces } from './configurations.ts';
import { Describer } from './describe.ts';
import { sourceDocument } from './document.ts';
import type { CheckOptions } from './options.ts';
import { type FileProblem, fileMessage } from './problems.ts';
import { type Repaired, repair } from './repair.ts';
import type { CheckedFinding, CheckedSource, RepairedSource } from './report.ts';
import { type Source, shownPath, writeTogether } from './source.ts';
import { StoredCells } from './stored-cells.ts';
import { choiceWarning, type FileWarning, generatedFile, unreadWarning } from './warnings.ts';

export type CreateAnalyser = (workspace: Workspace) => Promise<Analyser>;

/** What checks need that is the same for every source; plain data, so that a thread can be told. */
export interface CheckSettings {
  readonly options: CheckOptions;
  readonly cwd: string;
  /** Absolute paths of what is taken for the workspace: imports and data are looked for in it. */
  readonly folders: readonly string[];
  /** Absolute paths of what may be read beside the sources; the same wherever in a repository the command is run. */
  readonly readable: readonly string[];
  /** Ids of the findings that are in the baseline, by the path of their file. */
  readonly known: ReadonlyMap<string, ReadonlySet<string>>;
  /** Paths, as shown, of the sources that were named themselves. */
  readonly named: ReadonlySet<string>;
  /** Also parse what nothing can be found in, to tell what of it cannot be read. */
  readonly parsesAll: boolean;
}

/** Reads and analyses sources one after the other; lets go of each, so that memory does not grow with their number. */
export class Checker {
  readonly #settings: CheckSettings;
  readonly #workspace: Workspace;
  readonly #analyser: Analyser;
  readonly #beside: Beside;

  private constructor(settings: CheckSettings, workspace: Workspace, analyser: Analyser, beside: Beside) {
    this.#settings = settings;
    this.#workspace = workspace;
    this.#analyser = analyser;
    this.#beside = beside;
  }

  static async create(settings: CheckSettings, createAnalyser: CreateAnalyser): Promise<Checker> {
    const configurations = diskConfigurations(settings.options.config, settings.cwd);
    const folders = settings.folders.map(folderUri);
    const readable = settings.readable.map(folderUri);
    const beside = new Beside(settings.cwd);
    const stored = nodeFiles(() => readable, directDisk);
    const files = beside.over(settings.options.fix === 'no' ? readOnce(stored) : stored);
    const pooled = new PooledFiles(files, () => folders, countHere);
    const workspace = createWorkspace(
      () => folders,
      () => undefined, // nothing is open
      files,
      configurations,
      new EvidenceStore(diskPlaces(files)),
      (subject, document) => pooled.of(subject, document),
    );
    return new Checker(settings, workspace, await createAnalyser(workspace), beside);
  }

  async *check(sources: readonly Source[]): AsyncGenerator<CheckedSource> {
    // while the one before is analysed; a repair of that may change it
    const readsAhead = this.#settings.options.fix === 'no';
    let reading: Promise<string> | undefined;
    for (const [index, source] of sources.entries()) {
      const text = reading ?? source.read();
      reading = readsAhead ? startReading(sources[index + 1]) : undefined;
      yield await this.#checkSource(source, text);
    }
  }

  async #checkSource(source: Source, reading: Promise<string>): Promise<CheckedSource> {
    try {
      const text = await reading;
      const { analysis, analysed, repaired: after } = await this.#analyse(source, text);
      const repaired = after.count > 0 ? await this.#finish(source, text, after) : null;
      const stored = isNotebook(source.uri) ? new StoredCells(analysed) : null;
      const findings = await this.#findings(analysis, stored, source);
      const isNew = ({ id }: CheckedFinding) => !this.#isKnown(source, id);
      const known = findings.filter((finding) => !isNew(finding));
      const { path } = source;
      const warning = this.#isUnread(source, text)
        ? generatedFile(path)
        : (unreadWarning(path, analysis, stored) ?? this.#choice(source, analysis));
      return { path, findings: findings.filter(isNew), known, repaired, problem: null, warning };
    } catch (error) {
      this.#beside.forget();
      return unchecked({ path: source.path, message: fileMessage(error) });
    }
  }

  /** With `--fix`, writes what the repairs changed. */
  async #finish(source: Source, before: string, after: Repaired): Promise<RepairedSource> {
    const beside = this.#beside.take();
    if (this.#settings.options.fix === 'write') {
      const others = beside.map(({ source, after }) => ({ source, text: after }));
      await writeTogether([...others, { source, text: after.text }]);
      this.#beside.forget();
    }
    return { before, after, beside: beside.map(({ source: { path }, before, after }) => ({ path, before, after })) };
  }

  /** With `--fix` the analysis is that of the repaired text, else that of the text as it is. */
  async #analyse(source: Source, text: string) {
    const { options, parsesAll } = this.#settings;
    const analyseText = async (current: string): Promise<Analysis> => {
      const document = sourceDocument(source.uri, current);
      const analysis = await this.#analyser.analyse(document, {
        minConfidence: options.minConfidence,
        library: options.fixWith,
        parsesAll,
      });
      if (!analysis) throw new Error('the analysis was cancelled');
      return analysis;
    };
    const first = await analyseText(text);
    if (options.fix === 'no') return { analysis: first, analysed: text, repaired: { text, count: 0, left: 0 } };
    const isOurs = this.#isOurs(source);
    // who imports it is to see it as it is by then
    const again = (current: string): Promise<Analysis> => {
      this.#beside.show(source.uri, current);
      this.#analyser.filesChanged();
      return analyseText(current);
    };
    const { analysis, ...repaired } = await repair(text, first, again, isOurs, options.unsafeFixes, this.#beside);
    if (options.fix === 'diff') return { analysis: first, analysed: text, repaired };
    return { analysis, analysed: repaired.text, repaired };
  }

  #isOurs(source: Source) {
    return ({ rule, id }: Finding) => this.#settings.options.rules.has(rule) && !this.#isKnown(source, id);
  }

  /** Repairs that are asked for, and wait for a choice. */
  #choice(source: Source, analysis: Analysis): FileWarning | null {
    return this.#settings.options.fix === 'no' ? null : choiceWarning(source.path, analysis, this.#isOurs(source));
  }

  /** A folder may well hold such files, but who names one wants to know. */
  #isUnread({ path, uri }: Source, text: string): boolean {
    return this.#settings.named.has(path) && languageOf(uri) === 'typescript' && isMadeByMachine(text);
  }

  #isKnown(source: Source, id: string): boolean {
    return this.#settings.known.get(source.path)?.has(id) ?? false;
  }

  async #findings(analysis: Analysis, stored: StoredCells | null, source: Source): Promise<readonly CheckedFinding[]> {
    const { options, cwd } = this.#settings;
    const chosen = analysis.findings.filter(({ rule }) => options.rules.has(rule));
    if (chosen.length === 0) return [];
    const shown = (uri: string) => (uri === source.uri ? source.path : shownPath(URI.parse(uri).fsPath, cwd));
    const describer = new Describer(analysis, this.#workspace, shown);
    const inStored = stored ? new Describer(analysis, this.#workspace, shown, stored) : describer;
    const described = [];
    for (const finding of chosen) {
      const reported = await describer.finding(finding);
      const sourceLine = (await describer.lines(finding.place)).text(reported.line);
      const inFile = stored ? await inStored.finding(finding) : reported;
      described.push({ id: finding.id, finding: reported, stored: inFile, sourceLine });
    }
    return described;
  }
}

const folderUri = (folder: string): string => asFolder(URI.file(folder).toString());

/** In this thread, which has nothing else to do. What it takes is loaded when a finding first asks. */
const countHere: Check = async (question, { contents = new Map(), signal }) => {
  const { runCheck } = await import('../check/run-check.ts');
  const pause = () => new Promise<void>((resolve) => setImmediate(resolve)); // lets the limit of time come through
  return runCheck(question, contentsDataFile(contents), { pause, ...(signal && { signal }) });
};

function startReading(source: Source | undefined): Promise<string> | undefined {
  const reading = source?.read();
  reading?.catch(() => {}); // whoever waits for it is told
  return reading;
}

/** What is told of a source that could not be checked. */
export function unchecked(problem: FileProblem): CheckedSource {
  return { path: problem.path, findings: [], known: [], repaired: null, problem, warning: null };
}

/** What is told of a path that holds nothing to check. */
export function onlyWarned(warning: FileWarning): CheckedSource {
  return { path: warning.path, findings: [], known: [], repaired: null, problem: null, warning };
}
