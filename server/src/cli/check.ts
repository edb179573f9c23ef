import { resolve } from 'node:path';
import { SEVERITIES } from '@unpool/shared/protocol/finding.ts';
import { URI } from 'vscode-uri';
import type { Analyser, Analysis } from '../analysis.ts';
import { nodeFiles } from '../workspace/node-files.ts';
import { createWorkspace } from '../workspace/stored.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { Describer } from './describe.ts';
import { sourceDocument } from './document.ts';
import { CHECK_HELP } from './help.ts';
import type { Io } from './io.ts';
import { jsonReporter } from './json.ts';
import { type CheckOptions, checkOptions } from './options.ts';
import { patchReporter } from './patch.ts';
import { type FileProblem, fileMessage } from './problems.ts';
import { repair } from './repair.ts';
import type { Reporter } from './report.ts';
import { fileSource, type Source, shownPath, stdinSource } from './source.ts';
import { textReporter } from './text.ts';
import { walk } from './walk.ts';

/** `unpool check`. Resolves to the exit status: 0 nothing at the fail level, 1 findings, 2 something was unusable. */
export async function checkCommand(
  args: readonly string[],
  io: Io,
  createAnalyser: (workspace: Workspace) => Promise<Analyser>,
): Promise<number> {
  const options = checkOptions(args);
  if (!options) {
    io.write(CHECK_HELP);
    return 0;
  }
  const { sources, problems, folders } = await inputs(options, io);
  const workspace = storedWorkspace(folders.map((folder) => URI.file(folder).toString()));
  const run: Run = {
    options,
    io,
    workspace,
    analyser: await createAnalyser(workspace),
    reporter: reporter(options, io),
  };
  for (const problem of problems) tell(problem, run);
  const outcomes: Outcome[] = problems.map(() => 'unusable');
  let reading = startReading(sources[0]);
  for (const [index, source] of sources.entries()) {
    const text = reading!;
    reading = startReading(sources[index + 1]); // while this one is analysed
    outcomes.push(await checkSource(source, text, run));
  }
  run.reporter.end(outcomes.filter((outcome) => outcome !== 'unusable').length);
  return outcomes.includes('unusable') ? 2 : outcomes.includes('failed') ? 1 : 0;
}

type Outcome = 'passed' | 'failed' | 'unusable';

interface Run {
  readonly options: CheckOptions;
  readonly io: Io;
  readonly workspace: Workspace;
  readonly analyser: Analyser;
  readonly reporter: Reporter;
}

async function inputs(options: CheckOptions, io: Io) {
  const named = options.paths.filter((path) => path !== '-');
  const stdin = named.length < options.paths.length ? [stdinSource(io, options.stdinFilename)] : [];
  const { files, problems } = await walk(named, io.cwd, options.ignoreFiles);
  return {
    sources: [...stdin, ...files.map((file) => fileSource(file, io.cwd))],
    problems: problems.map(({ path, message }) => ({ path: shownPath(path, io.cwd), message })),
    folders: [...named.map((path) => resolve(io.cwd, path)), io.cwd],
  };
}

function storedWorkspace(folders: readonly string[]): Workspace {
  const nothingOpen = () => undefined;
  return createWorkspace(
    () => folders,
    nothingOpen,
    nodeFiles(() => folders),
  );
}

function reporter(options: CheckOptions, io: Io): Reporter {
  if (options.fix === 'diff') return patchReporter(io);
  return options.format === 'json' ? jsonReporter(io) : textReporter(io);
}

function startReading(source: Source | undefined): Promise<string> | undefined {
  const reading = source?.read();
  reading?.catch(() => {}); // whoever waits for it is told
  return reading;
}

/** Analyses, reports and lets go of one document, so that memory does not grow with their number. */
async function checkSource(source: Source, reading: Promise<string>, run: Run): Promise<Outcome> {
  try {
    const text = await reading;
    const { analysis, repaired } = await analyse(source, text, run);
    if (repaired.count > 0) {
      if (run.options.fix === 'write') await source.write(repaired.text);
      run.reporter.repaired(source.path, text, repaired);
    }
    return (await reportFindings(analysis, source, run)) ? 'failed' : 'passed';
  } catch (error) {
    tell({ path: source.path, message: fileMessage(error) }, run);
    return 'unusable';
  }
}

/** With `--fix` the analysis is that of the repaired text, else that of the text as it is. */
async function analyse(source: Source, text: string, run: Run) {
  const { options, analyser } = run;
  const analyseText = async (current: string): Promise<Analysis> => {
    const document = sourceDocument(source.uri, current);
    const analysis = await analyser.analyse(document, { minConfidence: options.minConfidence });
    if (!analysis) throw new Error('the analysis was cancelled');
    return analysis;
  };
  const first = await analyseText(text);
  if (options.fix === 'no') return { analysis: first, repaired: { text, count: 0 } };
  const { analysis, ...repaired } = await repair(text, first, analyseText, options);
  return { analysis: options.fix === 'write' ? analysis : first, repaired };
}

/** Whether one of them is at or above the fail level. */
async function reportFindings(analysis: Analysis, source: Source, run: Run): Promise<boolean> {
  const { options, io, workspace, reporter } = run;
  const shown = (uri: string) => (uri === source.uri ? source.path : shownPath(URI.parse(uri).fsPath, io.cwd));
  const describer = new Describer(analysis, workspace, shown);
  let failed = false;
  for (const finding of analysis.findings.filter(({ rule }) => options.rules.has(rule))) {
    const lines = await describer.lines(finding.place);
    reporter.finding(await describer.finding(finding), (line) => lines.text(line));
    failed ||= SEVERITIES.indexOf(finding.severity) <= SEVERITIES.indexOf(options.failOn);
  }
  return failed;
}

function tell(problem: FileProblem, { io, reporter }: Run): void {
  reporter.problem(problem);
  io.error(`unpool: ${problem.path}: ${problem.message}\n`);
}
