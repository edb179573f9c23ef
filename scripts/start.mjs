/**
 * `npm start`: shows what Unpool does, on the bundled examples, and opens VS Code on them with the extension.
 *   --no-editor  ends after the terminal part
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { build } from './build.mjs';
import { packageExtension } from './package.mjs';
import { run } from './run.mjs';
import { ensureInstalled, root } from './setup.mjs';

const examples = path.join(root, 'examples');
const cli = path.join(root, 'dist/cli.cjs');

/** Runs the command line in examples/, as the examples' README shows it. A status of 1 says that there are findings. */
async function show(title, args) {
  console.log(`\n── ${title}\n$ unpool ${args.join(' ')}\n`);
  const { code } = await run(process.execPath, [cli, ...args], { cwd: examples, seconds: 300 });
  if (code > 1) throw new Error(`unpool ${args[0]} ended with status ${code}`);
}

/** VS Code with a window, where there is one. */
function openDesktop() {
  const display = process.platform !== 'linux' || process.env.DISPLAY || process.env.WAYLAND_DISPLAY;
  if (!display) return false;
  const options = { stdio: 'inherit', shell: process.platform === 'win32' };
  const { status } = spawnSync('code', ['--new-window', `--extensionDevelopmentPath=${root}`, examples], options);
  if (status !== 0) return false;
  console.log('\nVS Code opens on examples/ with the extension.');
  return true;
}

/** VS Code in the browser, until Ctrl-C. */
async function serveBrowser() {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    console.log('\nTo see the examples in an editor, install VS Code with its `code` command and run npm start again.');
    return;
  }
  const temporary = mkdtempSync(path.join(os.tmpdir(), 'unpool-start-'));
  process.on('exit', () => rmSync(temporary, { recursive: true, force: true }));
  const vsix = path.join(temporary, 'unpool.vsix');
  await packageExtension(vsix);
  await run(process.execPath, ['--import', 'tsx', 'test/editor/headless/serve.ts', examples, vsix], { cwd: root });
}

try {
  await ensureInstalled();
  await build({ production: true });
  await show('What Unpool finds in the examples', ['check', '.']);
  const [real, synthetic] = ['human', 'synthetic'].map((origin) => `rag-test-set/${origin}_questions.csv`);
  await show('The check of their data', ['compare', real, synthetic, '--value', 'score']);
  if (!process.argv.includes('--no-editor') && !openDesktop()) await serveBrowser();
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
