import { availableParallelism } from 'node:os';
import path from 'node:path';
import type { Corpus } from './corpus.ts';
import type { Tool } from './python-tools.ts';
import { median } from './quantile.ts';
import { parseOnly } from './reference.ts';
import { runMeasured, type Usage } from './usage.ts';

export interface Throughput {
  readonly name: string;
  readonly corpus: Corpus;
  /** Medians: seconds, MB. */
  readonly cpu: number;
  readonly wall: number;
  readonly peak: number;
  readonly linesPerCpuSecond: number;
  /** CPU time a line, over that of the reference on all lines. */
  readonly ratio: number;
}

interface Contestant {
  readonly name: string;
  readonly corpus: Corpus;
  run(): Promise<Usage>;
}

/** Of one program, when it may use more than one. */
const THREADS = Math.max(2, availableParallelism());

/** Cold runs over the corpus, one after the other and in turns, so that what else the machine does hits all alike. */
export async function measureCommandLine(
  cli: string,
  corpus: Corpus,
  part: Corpus,
  tools: readonly Tool[],
  repetitions: number,
  scratch: string,
): Promise<Throughput[]> {
  const contestants: Contestant[] = [
    { name: 'unpool check --jobs 1', corpus, run: () => check(cli, 1, corpus, scratch) },
    { name: 'parse only', corpus, run: async () => parseOnly(absolute(corpus), corpus.language, scratch) },
    { name: `unpool check --jobs ${THREADS}`, corpus, run: () => check(cli, THREADS, corpus, scratch) },
    ...tools.map((tool) => {
      const files = tool.slow ? part : corpus;
      return { name: tool.name, corpus: files, run: () => runTool(tool, files, scratch) };
    }),
  ];
  const runs = new Map<string, Usage[]>(contestants.map(({ name }) => [name, []]));
  for (let i = 0; i < repetitions; i++) for (const { name, run } of contestants) runs.get(name)!.push(await run());
  const medians = contestants.map(({ name, corpus: files }) => {
    const of = (key: keyof Usage) => median(runs.get(name)!.map((usage) => usage[key]));
    return { name, corpus: files, cpu: of('cpu'), wall: of('wall'), peak: of('peak') };
  });
  const perLine = ({ cpu, corpus: { lines } }: { cpu: number; corpus: Corpus }) => cpu / lines;
  const reference = perLine(medians[1]!);
  return medians.map((usage) => ({
    ...usage,
    linesPerCpuSecond: 1 / perLine(usage),
    ratio: perLine(usage) / reference,
  }));
}

const absolute = ({ folder, files }: Corpus) => files.map((file) => path.join(folder, file));

async function check(cli: string, jobs: number, corpus: Corpus, scratch: string): Promise<Usage> {
  const run = await runMeasured([process.execPath, cli, 'check', '--jobs', String(jobs), '.'], corpus.folder, scratch);
  const files = Number(/^(?:No|\d+) findings?\b.* in (\d+) files?$/m.exec(run.out)?.[1]);
  if (files !== corpus.files.length)
    throw new Error(`unpool check says it looked at ${files} of ${corpus.files.length} files. ${run.error}`);
  return run;
}

async function runTool(tool: Tool, corpus: Corpus, scratch: string): Promise<Usage> {
  const run = await runMeasured(tool.command(corpus.files), corpus.folder, scratch);
  if (!tool.succeeded(run.status)) throw new Error(`${tool.name} ended with status ${run.status}: ${run.error}`);
  return run;
}
