import { SEVERITIES } from '@unpool/shared/protocol/finding.ts';
import { URI } from 'vscode-uri';
import type { Analyser, Analysis } from '../analysis.ts';
import { nodeFiles } from '../workspace/node-files.ts';
import { createWorkspace } from '../workspace/stored.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { diskConfigurations } from './configurations.ts';
import { Describer } from './describe.ts';
import { sourceDocument } from './document.ts';
import type { CheckOptions } from './options.ts';
import { type FileProblem, fileMessage } from './problems.ts';
import { type Repaired, repair } from './repair.ts';
import type { ReportedFinding } from './report.ts';
import { type Source, shownPath } from './source.ts';

export type CreateAnalyser = (workspace: Workspace) => Promise<Analyser>;

/** What checks need that is the same for every source; plain data, so that a thread can be told. */
export interface CheckSettings {
  readonly options: CheckOptions;
  readonly cwd: string;
  /** Absolute paths of what may be read beside the sources. */
  readonly folders: readonly string[];
}

/** What there is to tell of one source; plain data, so that it can come from a thread. */
export interface CheckedSource {
  readonly path: string;
  /** Each with the line that it begins on. */
  readonly findings: readonly { readonly finding: ReportedFinding; readonly sourceLine: string }[];
  readonly repaired: { readonly before: string; readonly after: Repaired } | null;
  /** Why it could not be checked to the end. */
  readonly problem: FileProblem | null;
}

/** Reads and analyses sources one after the other; lets go of each, so that memory does not grow with their number. */
export class Checker {
  readonly #settings: CheckSettings;
  readonly #workspace: Workspace;
  readonly #analyser: Analyser;

  private constructor(settings: CheckSettings, workspace: Workspace, analyser: Analyser) {
    this.#settings = settings;
    this.#workspace = workspace;
    this.#analyser = analyser;
  }

  static async create(settings: CheckSettings, createAnalyser: CreateAnalyser): Promise<Checker> {
    const configurations = diskConfigurations(settings.options.config, settings.cwd);
    const folders = settings.folders.map((folder) => URI.file(folder).toString());
    const workspace = createWorkspace(
      () => folders,
      () => undefined, // nothing is open
      nodeFiles(() => folders),
      configurations,
    );
    return new Checker(settings, workspace, await createAnalyser(workspace));
  }

  async *check(sources: readonly Source[]): AsyncGenerator<CheckedSource> {
    let reading = startReading(sources[0]);
    for (const [index, source] of sources.entries()) {
      const text = reading!;
      reading = startReading(sources[index + 1]); // while this one is analysed
      yield await this.#checkSource(source, text);
    }
  }

  async #checkSource(source: Source, reading: Promise<string>): Promise<CheckedSource> {
    const checked = { path: source.path, findings: [], repaired: null, problem: null };
    try {
      const text = await reading;
      const { analysis, repaired: after } = await this.#analyse(source, text);
      if (after.count > 0 && this.#settings.options.fix === 'write') await source.write(after.text);
      const repaired = after.count > 0 ? { before: text, after } : null;
      return { ...checked, findings: await this.#findings(analysis, source), repaired };
    } catch (error) {
      return { ...checked, problem: { path: source.path, message: fileMessage(error) } };
    }
  }

  /** With `--fix` the analysis is that of the repaired text, else that of the text as it is. */
  async #analyse(source: Source, text: string) {
    const { options } = this.#settings;
    const analyseText = async (current: string): Promise<Analysis> => {
      const document = sourceDocument(source.uri, current);
      const analysis = await this.#analyser.analyse(document, { minConfidence: options.minConfidence });
      if (!analysis) throw new Error('the analysis was cancelled');
      return analysis;
    };
    const first = await analyseText(text);
    if (options.fix === 'no') return { analysis: first, repaired: { text, count: 0 } };
    const { analysis, ...repaired } = await repair(text, first, analyseText, options);
    return { analysis: options.fix === 'write' ? analysis : first, repaired };
  }

  async #findings(analysis: Analysis, source: Source): Promise<CheckedSource['findings']> {
    const { options, cwd } = this.#settings;
    const shown = (uri: string) => (uri === source.uri ? source.path : shownPath(URI.parse(uri).fsPath, cwd));
    const describer = new Describer(analysis, this.#workspace, shown);
    const described = [];
    for (const finding of analysis.findings.filter(({ rule }) => options.rules.has(rule))) {
      const reported = await describer.finding(finding);
      const sourceLine = (await describer.lines(finding.place)).text(reported.line);
      described.push({ finding: reported, sourceLine });
    }
    return described;
  }
}

function startReading(source: Source | undefined): Promise<string> | undefined {
  const reading = source?.read();
  reading?.catch(() => {}); // whoever waits for it is told
  return reading;
}

/** Whether something was found at or above the level that fails a run. */
export function fails({ findings }: CheckedSource, { failOn }: CheckOptions): boolean {
  const level = SEVERITIES.indexOf(failOn);
  return findings.some(({ finding }) => SEVERITIES.indexOf(finding.severity) <= level);
}
