/** Measures the command line and the language server; `scripts/bench.mjs` builds them and starts this. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { barRow } from './bars.ts';
import { benchChecker } from './checker.ts';
import { benchData } from './data.ts';
import { readOptions } from './options.ts';
import { shown, table } from './table.ts';
import { benchTypeScript } from './typescript.ts';

const options = readOptions();
const isMeant = (part: 'checker' | 'data') => options.only === undefined || options.only === part;
const load = () => os.loadavg()[0]!;
const before = load();
const scratch = mkdtempSync(path.join(os.tmpdir(), 'unpool-benchmark-'));
try {
  const parts = [
    ...(isMeant('checker') ? [await benchChecker(options, scratch)] : []),
    ...(isMeant('checker') || options.only === 'typescript' ? [await benchTypeScript(options, scratch)] : []),
    ...(isMeant('data') ? [await benchData(options, scratch)] : []),
  ];
  const bars = parts.flatMap((part) => part.bars);
  console.log(
    `\nLoad of the machine: ${shown(before, 1)} before, ${shown(load(), 1)} after, on ${os.cpus().length} cores`,
  );
  console.log(`\n${table(['Bars', 'result', 'bar', ''], bars.map(barRow))}`);
  if (options.output) {
    const results = { quick: options.quick, ...Object.assign({}, ...parts.map((part) => part.results)), bars };
    writeFileSync(options.output, `${JSON.stringify(results, null, 2)}\n`);
  }
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
