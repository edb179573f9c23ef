import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { energyDistance } from '../../shared/src/statistics/energy-distance.ts';
import { ksStatistic } from '../../shared/src/statistics/ks-statistic.ts';
import { type LabelStatistic, permutationTest } from '../../shared/src/statistics/permutation-test.ts';
import { pool } from '../../shared/src/statistics/pool.ts';
import { median } from './quantile.ts';
import { runMeasured, type Usage } from './usage.ts';

/** The check of one table, by Unpool and by Python: medians. */
export interface TableTime {
  readonly format: string;
  readonly rows: number;
  readonly unpool: Usage;
  readonly python: Usage;
}

/** CPU seconds of permutation tests. */
export interface PermutationTime {
  readonly statistic: 'ks' | 'energy';
  readonly permutations: number;
  readonly unpool: number;
  /** One by one through `permutation_test`, and all labels at once in arrays. */
  readonly scipy: number;
  readonly numpy: number;
}

/** Relative difference of what both find. */
const TOLERANCE = 1e-6;

const script = (name: string) => path.join(import.meta.dirname, name);

export function makeTables(python: string, folder: string, rows: number): void {
  execFileSync(python, [script('make_tables.py'), folder, String(rows)], { stdio: ['ignore', 'inherit', 'inherit'] });
}

/** In turns, so that what else the machine does hits both alike; that both find the same is checked. */
export async function measureTables(
  cli: string,
  python: string,
  folder: string,
  rows: number,
  repetitions: number,
): Promise<TableTime[]> {
  const files = ['table.csv', 'table.parquet'].filter((file) => existsSync(path.join(folder, file)));
  const times: TableTime[] = [];
  for (const file of files) {
    const runs: { unpool: Usage; python: Usage }[] = [];
    for (let i = 0; i < repetitions; i++) {
      const columns = ['--origin', 'origin', '--value', 'score', '--format', 'json'];
      const ours = await runMeasured([process.execPath, cli, 'compare', file, ...columns], folder, folder);
      const result = JSON.parse(ours.out || ours.error);
      const splits = String(result.omnibus.permutations.count);
      const theirs = await runMeasured([python, script('check_table.py'), file, splits], folder, folder);
      if (theirs.status !== 0) throw new Error(`check_table.py failed: ${theirs.error}`);
      assertAlike(result, JSON.parse(theirs.out));
      runs.push({ unpool: ours, python: theirs });
    }
    const middle = (who: 'unpool' | 'python'): Usage => {
      const of = (key: keyof Usage) => median(runs.map((run) => run[who][key]));
      return { cpu: of('cpu'), wall: of('wall'), peak: of('peak') };
    };
    times.push({ format: path.extname(file).slice(1), rows, unpool: middle('unpool'), python: middle('python') });
  }
  return times;
}

// biome-ignore lint/suspicious/noExplicitAny: the JSON of two programs
function assertAlike({ shift, omnibus }: any, python: any): void {
  const pairs: [name: string, ours: number, theirs: number][] = [
    ['95 % interval', shift.ci95[0], python.shift.ci95[0]],
    ['90 % interval', shift.ci90[1], python.shift.ci90[1]],
    ['KS', omnibus.ks.statistic, python.ks],
    ['energy', omnibus.energy.statistic, python.energy],
    ['Wasserstein', omnibus.wasserstein.statistic, python.wasserstein],
    ['Mann-Whitney', omnibus.mannWhitney.p, python.mannWhitney],
    ['Brown-Forsythe', omnibus.brownForsythe.p, python.brownForsythe],
    ['Brunner-Munzel', omnibus.brunnerMunzel.p, python.brunnerMunzel],
  ];
  for (const [name, ours, theirs] of pairs) {
    if (!(Math.abs(ours - theirs) <= TOLERANCE * Math.abs(theirs)))
      throw new Error(`${name}: Unpool finds ${ours}, Python ${theirs}`);
  }
}

/** 200 against 2,000 values. */
export async function measurePermutations(
  python: string,
  folder: string,
  permutations: number,
  repetitions: number,
): Promise<PermutationTime[]> {
  const values = (name: string) =>
    Float64Array.from(
      readFileSync(path.join(folder, `${name}.csv`), 'utf8')
        .trim()
        .split('\n')
        .slice(1),
      Number,
    );
  const pooled = pool(values('real'), values('synthetic'));
  const statistics = { ks: ksStatistic, energy: energyDistance };
  const byPython = JSON.parse(
    (await runMeasured([python, script('permute.py'), folder, String(permutations)], folder, folder)).out,
  );
  return (['ks', 'energy'] as const).map((statistic) => ({
    statistic,
    permutations,
    unpool: median(
      Array.from({ length: repetitions }, () => cpuOf(() => permute(pooled, statistics[statistic], permutations))),
    ),
    scipy: byPython.scipy[statistic].cpu,
    numpy: byPython.numpy[statistic].cpu,
  }));
}

function permute(pooled: ReturnType<typeof pool>, statistic: LabelStatistic, repetitions: number): void {
  const steps = permutationTest(pooled, (one, marked) => [statistic(one, marked)], { repetitions, seed: 1 });
  while (steps.next().done !== true);
}

function cpuOf(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}
