import { cpSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { atLeast, atMost } from './bars.ts';
import { FULL, parseEdited, QUICK, showCommandLine, showServer } from './checker.ts';
import { measureCommandLine } from './command-line.ts';
import { copyTypeScript, subset } from './corpus.ts';
import { measureEdits, openFile } from './edit-latency.ts';
import type { Language } from './language.ts';
import type { Options } from './options.ts';
import type { Part } from './part.ts';
import { median, quantile } from './quantile.ts';
import { startServer } from './server.ts';
import { shown, table } from './table.ts';
import { generateWorkspace, type Workspace } from './workspace.ts';

const root = path.resolve(import.meta.dirname, '../..');
const dist = path.join(root, 'dist');
const CHUNK = 'typescript.cjs';
const STARTS = 5;

/** Seconds from the start of the server to the first diagnostics of a file, and the CPU seconds it took: medians. */
interface Start {
  readonly wall: number;
  readonly cpu: number;
}

async function measureStart(bundle: string, workspace: Workspace): Promise<Start> {
  const starts: Start[] = [];
  for (let i = 0; i < STARTS; i++) {
    const began = performance.now();
    const server = await startServer(bundle, workspace.folder);
    await openFile(server, workspace);
    starts.push({ wall: (performance.now() - began) / 1000, cpu: server.cpu() });
    await server.stop();
  }
  return { wall: median(starts.map(({ wall }) => wall)), cpu: median(starts.map(({ cpu }) => cpu)) };
}

/** A server beside which there is no chunk to load: Python alone must do without. */
function withoutChunk(target: string): string {
  for (const name of readdirSync(dist))
    if (name !== CHUNK) cpSync(path.join(dist, name), path.join(target, name), { recursive: true });
  return path.join(target, 'server.cjs');
}

async function measureStarts(workspaces: Readonly<Record<Language, Workspace>>, scratch: string) {
  const alone = await measureStart(withoutChunk(path.join(scratch, 'without-typescript')), workspaces.python);
  const python = await measureStart(path.join(dist, 'server.cjs'), workspaces.python);
  const typescript = await measureStart(path.join(dist, 'server.cjs'), workspaces.typescript);
  const row = (name: string, { wall, cpu }: Start) => [name, shown(wall, 2), shown(cpu, 2)];
  console.log(`\nStart of the server → first diagnostics of a file of 1,000 lines; seconds, medians of ${STARTS}`);
  const rows = [
    row('Python, nothing of TypeScript installed', alone),
    row('Python', python),
    row('TypeScript', typescript),
  ];
  console.log(table(['', 'wall', 'CPU'], rows));
  return { alone, python, typescript };
}

/** The command line on TypeScript and JavaScript, beside a bare parse; the language server on a generated workspace. */
export async function benchTypeScript(options: Options, scratch: string): Promise<Part> {
  const size = options.quick ? QUICK : FULL;
  const all = copyTypeScript(root, path.join(scratch, 'typescript-corpus'));
  const corpus = subset(all, size.lines, path.join(scratch, 'small-typescript-corpus'));
  const throughput = await measureCommandLine(
    path.join(dist, 'cli.cjs'),
    corpus,
    corpus,
    [],
    size.repetitions,
    scratch,
  );
  showCommandLine(throughput, size.repetitions);

  const workspaces = {
    python: generateWorkspace(path.join(scratch, 'python-workspace'), 'python'),
    typescript: generateWorkspace(path.join(scratch, 'typescript-workspace'), 'typescript'),
  };
  const server = await startServer(path.join(dist, 'server.cjs'), workspaces.typescript.folder);
  const edits = await measureEdits(server, workspaces.typescript, size.edits);
  const memory = server.memory();
  await server.stop();
  const parse = parseEdited(workspaces.typescript, scratch);
  showServer(edits, parse, []);
  console.log(`Memory of the server after it: ${shown(memory.now)} MB, at the most ${shown(memory.peak)} MB`);
  const starts = await measureStarts(workspaces, scratch);

  const [check] = throughput;
  const commandLines = throughput.map(({ corpus: { name, files, lines }, ...rest }) => ({
    ...rest,
    corpus: { name, files: files.length, lines },
  }));
  return {
    results: { typescript: { commandLines, edits, memory, parse, starts } },
    bars: [
      atLeast('TypeScript: command line', check!.linesPerCpuSecond, 40_000, 'lines per CPU s'),
      atMost('TypeScript: command line, CPU', check!.ratio, 2, '× parse only'),
      atMost('TypeScript: edit → diagnostics, p50', quantile(edits.edit, 0.5), 40, 'ms'),
      atMost('start with Python, CPU', starts.python.cpu / starts.alone.cpu, 1.2, '× without TypeScript'),
    ],
  };
}
