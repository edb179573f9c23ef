import path from 'node:path';
import { atLeast, atMost, type Bar } from './bars.ts';
import { makeTables, measurePermutations, measureTables, type PermutationTime, type TableTime } from './data-files.ts';
import type { Options } from './options.ts';
import type { Part } from './part.ts';
import { installScientific } from './python-tools.ts';
import { shown, table } from './table.ts';

const root = path.resolve(import.meta.dirname, '../..');
const cli = path.join(root, 'dist/cli.cjs');

const FULL = { rows: 1_000_000, repetitions: 3, permutations: 10_000 };
const QUICK = { rows: 100_000, repetitions: 1, permutations: 10_000 };

/** `unpool compare` on large tables, and permutation tests of small samples, beside NumPy, SciPy and pandas. */
export async function benchData({ quick, python: given }: Options, scratch: string): Promise<Part> {
  const python = given ?? installScientific(path.join(root, '.vscode-test/benchmark'));
  if (python === undefined) return { results: {}, bars: [] };
  const { rows, repetitions, permutations } = quick ? QUICK : FULL;
  makeTables(python, scratch, rows);
  const tables = await measureTables(cli, python, scratch, rows, repetitions);
  const permuted = await measurePermutations(python, scratch, permutations, repetitions);
  showTables(tables, repetitions);
  showPermutations(permuted);
  return { results: { tables, permuted }, bars: [...tables.map(tableBar), ...permuted.map(permutationBar)] };
}

const ratio = ({ unpool, python }: TableTime): number => unpool.cpu / python.cpu;

function tableBar(time: TableTime): Bar {
  return atMost(`check of a ${time.format} table`, ratio(time), time.format === 'csv' ? 2.5 : 1, '× Python, CPU');
}

function permutationBar({ statistic, unpool, scipy }: PermutationTime): Bar {
  return atLeast(`permutation test, ${statistic}`, scipy / unpool, 5, '× as fast as SciPy');
}

function showTables(times: readonly TableTime[], repetitions: number): void {
  console.log(`\nThe check of a table with an origin column, end to end, medians of ${repetitions}`);
  const head = ['', 'rows', 'CPU s', 'wall s', 'peak MB', 'Python: CPU s', 'wall s', 'peak MB', 'CPU × Python'];
  const used = ({ cpu, wall, peak }: TableTime['unpool']) => [shown(cpu, 2), shown(wall, 2), shown(peak)];
  const rows = times.map((time) => [
    time.format,
    shown(time.rows),
    ...used(time.unpool),
    ...used(time.python),
    shown(ratio(time), 2),
  ]);
  console.log(table(head, rows));
}

function showPermutations(times: readonly PermutationTime[]): void {
  console.log('\nPermutation tests of 200 against 2,000 values; CPU seconds');
  const rows = times.map(({ statistic, permutations, unpool, scipy, numpy }) => [
    statistic,
    shown(permutations),
    shown(unpool, 3),
    shown(scipy, 3),
    shown(numpy, 3),
    shown(scipy / unpool, 1),
    shown(numpy / unpool, 1),
  ]);
  console.log(table(['', 'permutations', 'Unpool', 'SciPy', 'NumPy, in arrays', 'SciPy ×', 'NumPy ×'], rows));
}
