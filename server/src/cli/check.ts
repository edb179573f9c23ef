import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { type CheckedSource, Checker, type CheckSettings, type CreateAnalyser, fails } from './check-source.ts';
import { configurationsFor } from './configurations.ts';
import { CHECK_HELP } from './help.ts';
import type { Io } from './io.ts';
import { jsonReporter } from './json.ts';
import { type CheckOptions, checkOptions } from './options.ts';
import { patchReporter } from './patch.ts';
import type { FileProblem } from './problems.ts';
import type { Reporter } from './report.ts';
import { fileSource, shownPath, stdinSource } from './source.ts';
import { textReporter } from './text.ts';
import { checkInThreads, type StartThread } from './threads.ts';
import { walk } from './walk.ts';

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
  const report = reporter(options, io);
  for (const problem of [...inputs.configurationProblems, ...inputs.problems]) tell(problem, report, io);
  let failed = false;
  let unusable = inputs.problems.length;
  for await (const checked of checkAll(inputs, options, io, createAnalyser, startThread)) {
    const { path, repaired, findings, problem } = checked;
    if (repaired) report.repaired(path, repaired.before, repaired.after);
    for (const { finding, sourceLine } of findings) report.finding(finding, sourceLine);
    if (problem) tell(problem, report, io);
    if (problem) unusable++;
    failed ||= fails(checked, options);
  }
  report.end(inputs.files.length + Number(inputs.readsStdin) + inputs.problems.length - unusable);
  return unusable + inputs.configurationProblems.length > 0 ? 2 : failed ? 1 : 0;
}

interface Inputs {
  readonly readsStdin: boolean;
  /** Absolute paths, in the order in which they are told of. */
  readonly files: readonly string[];
  readonly folders: readonly string[];
  readonly problems: readonly FileProblem[];
  /** What is wrong in configurations. */
  readonly configurationProblems: readonly FileProblem[];
}

async function collect(options: CheckOptions, { cwd }: Io): Promise<Inputs> {
  const named = options.paths.filter((path) => path !== '-');
  const walked = await walk(named, cwd, options.ignoreFiles);
  const configured = await configurationsFor(walked, options, cwd);
  return {
    readsStdin: named.length < options.paths.length,
    files: configured.files,
    folders: [...named.map((path) => resolve(cwd, path)), cwd],
    problems: walked.problems.map(({ path, message }) => ({ path: shownPath(path, cwd), message })),
    configurationProblems: configured.problems,
  };
}

/** A thread costs a start, and its own view of the workspace: a few files are sooner done without. */
const FILES_PER_THREAD = 100;

async function* checkAll(
  { readsStdin, files, folders }: Inputs,
  options: CheckOptions,
  io: Io,
  createAnalyser: CreateAnalyser,
  startThread: StartThread | undefined,
): AsyncGenerator<CheckedSource> {
  const settings: CheckSettings = { options, cwd: io.cwd, folders };
  const jobs = options.jobs ?? Math.min(availableParallelism(), Math.ceil(files.length / FILES_PER_THREAD));
  // repairs are made one after the other, since a file may be read for the sake of another
  if (startThread && jobs > 1 && !readsStdin && options.fix !== 'write') {
    yield* checkInThreads(files, jobs, settings, startThread);
    return;
  }
  const checker = await Checker.create(settings, createAnalyser);
  const stdin = readsStdin ? [stdinSource(io, options.stdinFilename)] : [];
  yield* checker.check([...stdin, ...files.map((file) => fileSource(file, io.cwd))]);
}

function reporter(options: CheckOptions, io: Io): Reporter {
  if (options.fix === 'diff') return patchReporter(io);
  return options.format === 'json' ? jsonReporter(io) : textReporter(io);
}

function tell(problem: FileProblem, report: Reporter, io: Io): void {
  report.problem(problem);
  io.error(`unpool: ${problem.path}: ${problem.message}\n`);
}
