/**
 * `npm run bench [-- FOLDER...]`: speed and memory of the command line and the language server, beside a bare parse and
 * the usual Python linters, and of the check of data files, beside NumPy, SciPy and pandas. Without folders, the command
 * line reads the Python standard library. Needs Linux and Python 3.
 *   --quick        a small corpus, few repetitions, no linters: about a minute
 *   --only PART    checker, of it typescript alone, or data
 *   --python FILE  a Python with NumPy, SciPy, pandas (and pyarrow, for Parquet); by default one is installed
 *   --output FILE  writes the results as JSON too
 */
import { build } from './build.mjs';
import { run } from './run.mjs';
import { ensureInstalled, root } from './setup.mjs';

try {
  await ensureInstalled();
  await build({ production: true });
  const args = ['--import', 'tsx', 'test/benchmark/main.ts', ...process.argv.slice(2)];
  const { code } = await run(process.execPath, args, { cwd: root, seconds: 3600 });
  process.exitCode = code;
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
