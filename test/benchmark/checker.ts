import path from 'node:path';
import { atLeast, atMost } from './bars.ts';
import { type BesideCheck, measureBesideCheck } from './beside-check.ts';
import { measureCommandLine, type Throughput } from './command-line.ts';
import { copyCorpus, subset } from './corpus.ts';
import { type EditLatency, measureEdits } from './edit-latency.ts';
import { measureNotebook } from './notebook-latency.ts';
import type { Options } from './options.ts';
import type { Part } from './part.ts';
import { installTools } from './python-tools.ts';
import { quantile } from './quantile.ts';
import { parseOnly } from './reference.ts';
import { startServer } from './server.ts';
import { shown, table } from './table.ts';
import { generateWorkspace, type Workspace } from './workspace.ts';

const root = path.resolve(import.meta.dirname, '../..');
const cli = path.join(root, 'dist/cli.cjs');
const bundle = path.join(root, 'dist/server.cjs');

export const FULL: Size = {
  repetitions: 3,
  edits: 200,
  notebookEdits: 50,
  besideEdits: 400,
  rows: 1_000_000,
  lines: Number.POSITIVE_INFINITY,
};
export const QUICK: Size = {
  repetitions: 2,
  edits: 30,
  notebookEdits: 10,
  besideEdits: 100,
  rows: 1_000_000,
  lines: 20_000,
};
export interface Size {
  readonly repetitions: number;
  readonly edits: number;
  readonly notebookEdits: number;
  readonly besideEdits: number;
  /** Of the check that runs while edits are made. */
  readonly rows: number;
  readonly lines: number;
}

const SLOW_LINES = 20_000;
const REFERENCE_PARSES = 60;

async function commandLine(options: Options, size: Size, scratch: string): Promise<Throughput[]> {
  const all = copyCorpus(options.folders, path.join(scratch, 'corpus'));
  const corpus = subset(all, size.lines, path.join(scratch, 'small-corpus'));
  const part = subset(corpus, SLOW_LINES, path.join(scratch, 'part'));
  const tools = options.quick ? [] : installTools(path.join(root, '.vscode-test/benchmark'));
  const results = await measureCommandLine(cli, corpus, part, tools, size.repetitions, scratch);
  showCommandLine(results, size.repetitions);
  if (tools.some(({ slow }) => slow) && part !== corpus)
    console.log(`The slow ones got ${shown(part.files.length)} files (seed 1), and are compared by line.`);
  return results;
}

export function showCommandLine(results: readonly Throughput[], repetitions: number): void {
  const { corpus } = results[0]!;
  console.log(`\nCold command line: ${shown(corpus.files.length)} files, ${corpus.name}, medians of ${repetitions}`);
  const head = ['', 'files', 'lines', 'CPU s', 'wall s', 'lines per CPU s', 'CPU × parse only', 'peak MB'];
  const rows = results.map((result) => [
    result.name,
    shown(result.corpus.files.length),
    shown(result.corpus.lines),
    shown(result.cpu, 2),
    shown(result.wall, 2),
    shown(result.linesPerCpuSecond),
    shown(result.ratio, 2),
    shown(result.peak),
  ]);
  console.log(table(head, rows));
}

async function server(size: Size, scratch: string) {
  const workspace = generateWorkspace(path.join(scratch, 'workspace'), 'python');
  const running = await startServer(bundle, workspace.folder);
  const edits = await measureEdits(running, workspace, size.edits);
  const notebook = await measureNotebook(running, workspace.folder, size.notebookEdits);
  const memory = running.memory();
  await running.stop();
  const fresh = await startServer(bundle, workspace.folder);
  const besideCheck = await measureBesideCheck(fresh, workspace, size.besideEdits, size.rows);
  await fresh.stop();
  const parse = parseEdited(workspace, scratch);
  showServer(edits, parse, [row('notebook of 20 cells: edit → last publication', notebook.edit, parse)]);
  console.log(`Memory of the server after it: ${shown(memory.now)} MB, at the most ${shown(memory.peak)} MB`);
  showBesideCheck(besideCheck);
  return { edits, notebook, besideCheck, memory, parse };
}

/** Milliseconds to parse and walk the edited file. */
export interface Reference {
  readonly cpu: number;
  readonly wall: number;
}

export function parseEdited({ language, evaluation }: Workspace, scratch: string): Reference {
  const parses = Array.from({ length: REFERENCE_PARSES }, () => evaluation.file);
  const { perFile } = parseOnly(parses, language, scratch);
  return { cpu: perFile.cpu * 1000, wall: perFile.wall * 1000 };
}

function row(name: string, times: readonly number[], parse: Reference): string[] {
  const quantiles = [0.5, 0.95, 1].map((q) => shown(quantile(times, q), 1));
  return [name, shown(times.length), ...quantiles, shown(quantile(times, 0.5) / parse.wall, 1)];
}

export function showServer(edits: EditLatency, parse: Reference, more: readonly string[][]): void {
  console.log(
    `\nLanguage server: 1,000 lines with ${edits.findings} findings in a workspace of 200 files; milliseconds`,
  );
  const rows = [
    row('edit → diagnostics', edits.edit, parse),
    row('the same after a pause in typing', edits.paused, parse),
    ['CPU time of an edit', shown(edits.edit.length), shown(edits.cpu, 1), '', '', shown(edits.cpu / parse.cpu, 1)],
    ['parse only, time', shown(REFERENCE_PARSES), shown(parse.wall, 1), '', '', '1.0'],
    ['parse only, CPU time', shown(REFERENCE_PARSES), shown(parse.cpu, 1), '', '', '1.0'],
    ...more,
  ];
  console.log(table(['', 'times', 'p50 or mean', 'p95', 'max', '× parse only'], rows));
}

const P95 = 0.95;
const slowdown = ({ alone, beside }: BesideCheck): number => quantile(beside, P95) / quantile(alone, P95);

function showBesideCheck({ rows, alone, beside, checks }: BesideCheck): void {
  console.log(`\nEdits while a check of ${shown(rows)} rows runs in the same server; milliseconds`);
  const row = (name: string, times: readonly number[]) => [
    name,
    shown(times.length),
    ...[0.5, P95, 1].map((q) => shown(quantile(times, q), 1)),
  ];
  const all = [
    row('edit → diagnostics, alone', alone),
    row('the same beside the check', beside),
    row('a check', checks),
  ];
  console.log(table(['', 'times', 'p50', 'p95', 'max'], all));
}

/** The command line on a corpus, beside a bare parse and the usual linters; the language server on a generated workspace. */
export async function benchChecker(options: Options, scratch: string): Promise<Part> {
  const size = options.quick ? QUICK : FULL;
  const throughput = await commandLine(options, size, scratch);
  const { edits, notebook, besideCheck, memory, parse } = await server(size, scratch);
  const commandLines = throughput.map(({ corpus: { name, files, lines }, ...rest }) => ({
    ...rest,
    corpus: { name, files: files.length, lines },
  }));
  return {
    results: { commandLines, edits, notebook, besideCheck, memory, parse },
    bars: [
      atLeast('command line', throughput[0]!.linesPerCpuSecond, 40_000, 'lines per CPU s'),
      atMost('edit → diagnostics, p50', quantile(edits.edit, 0.5), 40, 'ms'),
      atMost('edit → diagnostics, p95', quantile(edits.edit, 0.95), 100, 'ms'),
      atMost('edit beside a check of 1,000,000 rows, p95', slowdown(besideCheck), 2, '× without'),
      atMost('notebook edit, p95', quantile(notebook.edit, 0.95), 100, 'ms'),
      atMost('memory of the server', memory.peak, 200, 'MB'),
    ],
  };
}
