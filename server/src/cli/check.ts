import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { visible } from '@unpool/shared/data/visible.ts';
import { readPages } from './assets.ts';
import { Baseline } from './baseline.ts';
import { Checker, type CheckSettings, type CreateAnalyser, onlyWarned, unchecked } from './check-source.ts';
import { configurationsFor } from './configurations.ts';
import { emptyFolders } from './empty-folders.ts';
import { evidenceProblems } from './evidence-file.ts';
import { githubReporter } from './github.ts';
import { CHECK_HELP } from './help.ts';
import type { Io } from './io.ts';
import { jsonReporter } from './json.ts';
import { junitReporter } from './junit.ts';
import { type CheckOptions, checkOptions, fails } from './options.ts';
import { openOutput } from './output.ts';
import { patchReporter } from './patch.ts';
import type { FileProblem } from './problems.ts';
import type { CheckedSource, Reporter } from './report.ts';
import { repositoryOf } from './repository.ts';
import { sarifReporter } from './sarif.ts';
import { fileSource, shownPath, stdinSource } from './source.ts';
import { Tally } from './tally.ts';
import { textReporter } from './text.ts';
import { checkInThreads, type StartThread } from './threads.ts';
import { walk } from './walk.ts';
import { type FileWarning, Warnings } from './warnings.ts';

/** `unpool check`. Resolves to the exit status: 0 nothing at the fail level, 1 findings, 2 something was unusable. */
export async function checkCommand(
  args: readonly string[],
  io: Io,
  createAnalyser: CreateAnalyser,
  startThread?: StartThread,
): Promise<number> {
  const options = checkOptions(args);
  if (!options) {
    io.write(CHECK_HELP);
    return 0;
  }
  const inputs = await collect(options, io);
  const baseline = await baselineOf(options, io);
  const sources = checkAll(inputs, baseline, options, io, createAnalyser, startThread);
  if (!options.writeBaseline) return report(sources, inputs, baseline, options, io);
  const { unusable, wrong, warnings } = await tellAll(sources, baseline, options, io, () => {});
  io.error(warnings);
  io.write(`${baseline!.write(options, io)}\n`);
  return unusable + wrong > 0 ? 2 : 0;
}

/** Prints what there is to tell of each source. Resolves to the exit status. */
async function report(
  sources: AsyncIterable<CheckedSource>,
  inputs: Inputs,
  baseline: Baseline | null,
  options: CheckOptions,
  io: Io,
): Promise<number> {
  const output = openOutput(options.output, io);
  const reporter = await createReporter(options, output.io);
  const tally = new Tally();
  const { failed, unusable, wrong, warnings } = await tellAll(sources, baseline, options, io, (checked) => {
    reporter.source(checked);
    tally.add(checked);
  });
  const filesChecked = inputs.files.length + Number(inputs.readsStdin) + inputs.problems.length - unusable;
  io.error(warnings);
  reporter.end(filesChecked);
  output.finish();
  if (options.output) io.error(`${tally.line(filesChecked)}, written to ${options.output}\n`);
  if (baseline) io.error(baseline.goneText(options));
  return unusable + wrong > 0 ? 2 : failed ? 1 : 0;
}

interface Told {
  readonly failed: boolean;
  readonly unusable: number;
  /** Mistakes in configurations and evidence. */
  readonly wrong: number;
  /** For standard error. */
  readonly warnings: string;
}

async function tellAll(
  sources: AsyncIterable<CheckedSource>,
  baseline: Baseline | null,
  options: CheckOptions,
  io: Io,
  tell: (checked: CheckedSource) => void,
): Promise<Told> {
  let failed = false;
  let unusable = 0;
  let wrong = 0;
  const warnings = new Warnings();
  for await (const checked of sources) {
    const { findings, problem } = checked;
    tell(checked);
    baseline?.note(checked);
    warnings.add(checked);
    if (problem) io.error(`unpool: ${visible(problem.path)}: ${visible(problem.message)}\n`);
    if (problem?.isConfiguration) wrong++;
    else if (problem) unusable++;
    failed ||= findings.some(({ finding }) => fails(finding, options));
  }
  return { failed, unusable, wrong, warnings: warnings.text() };
}

async function baselineOf({ baseline, writeBaseline }: CheckOptions, { cwd }: Io): Promise<Baseline | null> {
  if (writeBaseline !== null) return Baseline.read(writeBaseline, cwd, 'new');
  return baseline === null ? null : Baseline.read(baseline, cwd, 'refused');
}

interface Inputs {
  readonly readsStdin: boolean;
  /** Absolute paths, in the order in which they are told of. */
  readonly files: readonly string[];
  /** Paths, as shown, of the sources that were named themselves. */
  readonly named: ReadonlySet<string>;
  readonly folders: readonly string[];
  readonly readable: readonly string[];
  readonly problems: readonly FileProblem[];
  /** What is wrong in configurations and evidence. */
  readonly configurationProblems: readonly FileProblem[];
  readonly warnings: readonly FileWarning[];
}

async function collect(options: CheckOptions, { cwd }: Io): Promise<Inputs> {
  const named = options.paths.filter((path) => path !== '-');
  const walked = await walk(named, cwd, options.ignoreFiles);
  const configured = await configurationsFor(walked, options, cwd);
  const readsStdin = named.length < options.paths.length;
  const folders = [...named.map((path) => resolve(cwd, path)), cwd];
  const readable = [...folders, ...folders.map(repositoryOf).filter((root) => root !== null)];
  const sources = [...configured.files, ...(readsStdin ? [resolve(cwd, options.stdinFilename ?? 'stdin.py')] : [])];
  return {
    readsStdin,
    files: configured.files,
    named: new Set([...walked.named, ...(readsStdin ? sources.slice(-1) : [])].map((file) => shownPath(file, cwd))),
    folders,
    readable: [...new Set(readable)],
    problems: walked.problems.map(({ path, message }) => ({ path: shownPath(path, cwd), message })),
    configurationProblems: [...configured.problems, ...(await evidenceProblems(sources, readable, cwd))],
    warnings: emptyFolders(named, walked, configured.files, cwd),
  };
}

/** A thread costs a start, and its own view of the workspace: a few files are sooner done without. */
const FILES_PER_THREAD = 100;

/** Files of which each is parsed, be it only to tell what cannot be: of more, that would cost more than their analysis. */
const MOST_PARSED = 20;

async function* checkAll(
  { readsStdin, files, named, folders, readable, problems, configurationProblems, warnings }: Inputs,
  baseline: Baseline | null,
  options: CheckOptions,
  io: Io,
  createAnalyser: CreateAnalyser,
  startThread: StartThread | undefined,
): AsyncGenerator<CheckedSource> {
  yield* [...configurationProblems, ...problems].map(unchecked);
  yield* warnings.map(onlyWarned);
  const settings: CheckSettings = {
    ...{ options, cwd: io.cwd, named, folders, readable },
    known: baseline?.known() ?? new Map(),
    parsesAll: files.length <= MOST_PARSED,
  };
  const jobs = options.jobs ?? Math.min(availableParallelism(), Math.ceil(files.length / FILES_PER_THREAD));
  // repairs are made one after the other, since a file may be read, or changed, for the sake of another
  if (startThread && jobs > 1 && !readsStdin && options.fix === 'no') {
    yield* checkInThreads(files, jobs, settings, startThread);
    return;
  }
  const checker = await Checker.create(settings, createAnalyser);
  const stdin = readsStdin ? [stdinSource(io, options.stdinFilename)] : [];
  yield* checker.check([...stdin, ...files.map((file) => fileSource(file, io.cwd))]);
}

async function createReporter(options: CheckOptions, io: Io): Promise<Reporter> {
  if (options.fix === 'diff') return patchReporter(io);
  switch (options.format) {
    case 'text':
      return textReporter(io);
    case 'json':
      return jsonReporter(io);
    case 'sarif':
      return sarifReporter(io, await readPages());
    case 'github':
      return githubReporter(io);
    case 'junit':
      return junitReporter(io, options);
  }
}
