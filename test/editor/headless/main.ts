import fs from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { launchChromium } from './chromium.ts';
import { type CommandLine, parseCommandLine } from './command-line.ts';
import { startControl } from './control.ts';
import { createLifetime, type Lifetime } from './lifetime.ts';
import { debug, printConsole, verbose } from './log.ts';
import { provision } from './provision.ts';
import { manageExtensions, startServer } from './server.ts';
import { serveAsDevelopmentExtension } from './web-extension.ts';

const TIME_LIMIT_SECONDS = 1800;
const PATIENCE_MS = 180_000; // for a picture or an answer of the page, on a busy machine
const screenshots = path.join(path.dirname(fileURLToPath(import.meta.url)), '../../../.vscode-test/screenshots');

/** Does what the command line asks, as `code` would, and exits with the status of the test run. */
export async function main(args: readonly string[]): Promise<void> {
  const commandLine = parseCommandLine(args);
  provision();
  if (commandLine.management.length) process.exit(manage(commandLine));
  if (!commandLine.testsPath) {
    console.error('This stand-in for VS Code runs tests (--extensionTestsPath) and installs extensions, nothing else.');
    process.exit(2);
  }
  const lifetime = createLifetime();
  try {
    await runTests(commandLine, commandLine.testsPath, lifetime);
  } catch (error) {
    console.error(error);
    await lifetime.end(1);
  }
}

function manage({ management, extensions, userData }: CommandLine): number {
  const fallback = path.join(os.tmpdir(), 'vscode-headless-profile');
  return manageExtensions(management, extensions ?? path.join(fallback, 'extensions'), userData ?? fallback);
}

async function runTests(commandLine: CommandLine, testsPath: string, lifetime: Lifetime): Promise<void> {
  let page: Page | undefined;
  const root = commandLine.developmentPaths[0] ?? path.dirname(testsPath);
  const control = await startControl(root, screenshots, () => page, lifetime);
  const authority = await startServer(
    {
      extensions: commandLine.extensions,
      settings: userSettings(commandLine.userData),
      testDriver: true,
      environment: { EDITOR_TEST_CONTROL: control },
      ...(verbose && { onOutput: (text: string) => process.stderr.write(text) }),
    },
    lifetime,
  );
  debug('server', authority);

  const browser = await launchChromium(commandLine.web ? ['--disable-features=LocalNetworkAccessChecks'] : []);
  lifetime.defer(() => browser.close());
  page = await (await browser.newContext({ viewport: { width: 1280, height: 800 } })).newPage();
  page.setDefaultTimeout(PATIENCE_MS);
  page.on('pageerror', (error) => debug('page error', error.message));
  page.on('crash', () => {
    console.error('The page crashed.');
    lifetime.end(4);
  });
  await connectAutomation(page, lifetime);
  stopAfter(TIME_LIMIT_SECONDS, page, lifetime);

  const tests = resolveModule(testsPath);
  if (commandLine.web) await serveAsDevelopmentExtension(page, authority, control, path.relative(root, tests));
  await page.goto(address(authority, commandLine, tests), { waitUntil: 'commit' });
}

/** VS Code calls these two in the page when they exist: it is how its own tests run. */
async function connectAutomation(page: Page, lifetime: Lifetime): Promise<void> {
  await page.exposeFunction('codeAutomationLog', printConsole);
  await page.exposeFunction('codeAutomationExit', (code: number) => {
    lifetime.end(code);
  });
}

function stopAfter(seconds: number, page: Page, lifetime: Lifetime): void {
  setTimeout(async () => {
    const file = path.join(screenshots, 'time-limit.png');
    console.error(`No result after ${seconds} s; see ${file}`);
    await page.screenshot({ path: file }).catch(() => undefined);
    await lifetime.end(124);
  }, seconds * 1000).unref();
}

/** The page's address: what to open, and as "payload" what the command line says. */
function address(
  authority: string,
  { target, developmentPaths, disableExtensions, web }: CommandLine,
  tests: string,
): string {
  const remote = (file: string) => `vscode-remote://${authority}${encodeURI(file)}`; // a code-server page uses its own host as the authority
  const payload: [string, string][] = [['skipWelcome', 'true']];
  if (disableExtensions) payload.push(['disableExtensions', 'true']);
  if (!web) {
    for (const folder of developmentPaths) payload.push(['extensionDevelopmentPath', remote(folder)]);
    payload.push(['extensionTestsPath', remote(tests)]);
  }
  const query = new URLSearchParams({ payload: JSON.stringify(payload) });
  if (target) query.set(target.endsWith('.code-workspace') ? 'workspace' : 'folder', target);
  else query.set('ew', 'true');
  return `http://${authority}/?${query}`;
}

function userSettings(userData: string | undefined): Record<string, unknown> {
  const file = userData && path.join(userData, 'User/settings.json');
  return file && fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, 'utf8')) : {};
}

/** ".../suite/index" names a file that exists. */
function resolveModule(file: string): string {
  return createRequire(import.meta.url).resolve(file);
}
