/**
 * `npm test`: everything that can be checked on a machine with Node and npm.
 *   --unit-only    no real editor
 *   --editor-only  only the real editor
 *   --slow         the slow suites, and nothing else
 * Closes with what failed, told again, and one line, `N passed, N failed`; the exit status is 0 only when every step
 * succeeded.
 */
import { build } from './build.mjs';
import { run } from './run.mjs';
import { ensureInstalled, root } from './setup.mjs';

const only = process.argv.slice(2);
const isSlow = only.includes('--slow');
const withUnits = !isSlow && !only.includes('--editor-only');
const withEditor = !isSlow && !only.includes('--unit-only');

const MOST_TOLD = 6000; // characters of the failures of a step
const total = { passed: 0, failed: 0 };
const broken = [];
/** What mocha says of failed tests at the end of a step: of a long log often only the end is kept. */
const failures = [];

/** A step that succeeds or not. */
async function step(name, action) {
  console.log(`\n── ${name}`);
  const started = performance.now();
  const ok = await action().catch((error) => {
    console.error(error.message);
    return false;
  });
  if (!ok) broken.push(name);
  console.log(`── ${name}: ${ok ? 'ok' : 'FAILED'}, ${((performance.now() - started) / 1000).toFixed(0)} s`);
  return ok;
}

/** Runs a script, or the program of an installed package, with this Node. */
const node = (args, seconds) => run(process.execPath, args, { cwd: root, seconds });

/** A step that is a mocha run: what passed and failed in it is counted. */
function mochaStep(name, args, seconds) {
  return step(name, async () => {
    const { code, output } = await node(args, seconds);
    const count = (word) => Number(new RegExp(`^\\s*(\\d+) ${word}\\b`, 'm').exec(output)?.[1] ?? 0);
    const failed = count('failing');
    const told = /^\s*\d+ failing\b[\s\S]*/m.exec(output)?.[0];
    if (told) failures.push(`── ${name}\n${told.slice(0, MOST_TOLD)}`);
    total.passed += count('passing');
    total.failed += failed || (code === 0 ? 0 : 1); // a run that broke off is a failure too
    if (code === 0 && count('passing') === 0) throw new Error('no test ran');
    return code === 0;
  });
}

const mocha = (name, args) => mochaStep(name, ['node_modules/mocha/bin/mocha.js', ...args], 2400);
const editor = (name, args) => mochaStep(name, ['--import', 'tsx', 'test/editor/run.ts', ...args], 2000);

await ensureInstalled();
if (withUnits) {
  await step('types', async () => (await node(['node_modules/typescript/bin/tsc', '--noEmit'], 1200)).code === 0);
  await step(
    'format and lint',
    async () => (await node(['node_modules/@biomejs/biome/bin/biome', 'check'], 600)).code === 0,
  );
}
if (isSlow)
  await mocha('fuzzing, coverage, installation and other editors', [
    '--no-config',
    '--import=tsx',
    '--timeout',
    '1800000',
    'test/slow/*.test.ts',
  ]);
const built =
  !isSlow &&
  (await step('build', async () => {
    await build({ production: true });
    return true;
  }));
if (withUnits) {
  await mocha('unit, server and command line', ['--reporter', 'dot']);
  await mocha('corrections run in Python', ['--no-config', '--import=tsx', 'test/python/*.test.ts']);
  await mocha('npm package', ['--no-config', '--import=tsx', '--timeout', '600000', 'test/package/npm.test.ts']);
}
if (withEditor && built) {
  await mocha('VSIX', ['--no-config', '--import=tsx', '--timeout', '600000', 'test/package/vsix.test.ts']);
  await editor('editor', []);
  await editor('editor, web extension host', ['--web']);
}

if (failures.length) console.log(`\n${failures.join('\n')}`);
console.log(broken.length ? `\nFailed: ${broken.join('; ')}` : '\nEverything succeeded.');
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = broken.length ? 1 : 0;
