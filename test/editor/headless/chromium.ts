import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium } from 'playwright-core';
import { cache, host } from './provision.ts';

interface Sparticuz {
  readonly default: { executablePath(bin: string): Promise<string> };
  inflate(archive: string): Promise<string>;
}

/** The Chromium that comes as an npm package, without a window. Close it when done. */
export async function launchChromium(args: readonly string[] = []): Promise<Browser> {
  return chromium.launch({
    ...(await executable()),
    headless: true,
    timeout: 180_000,
    // playwright's own handlers would exit before our clean-up.
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
    args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu', ...args],
  });
}

async function executable(): Promise<{ executablePath: string; env: Record<string, string> }> {
  const directory = path.join(cache, 'chromium');
  fs.mkdirSync(directory, { recursive: true });
  return withTemporaryDirectory(directory, async () => {
    const entry = pathToFileURL(path.join(host.chromium, 'build/index.js')).href;
    const { default: sparticuz, inflate } = (await import(entry)) as Sparticuz;
    const executablePath = await sparticuz.executablePath(path.join(host.chromium, 'bin'));
    const env: Record<string, string> = { ...definedEnvironment(), FONTCONFIG_FILE: writeFontConfiguration(directory) };
    if (!starts(executablePath, env)) {
      // This machine has no libnss3, libnspr4 or libexpat1: the package carries them.
      await inflate(path.join(host.chromium, 'bin/al2023.tar.br'));
      const inherited = env.LD_LIBRARY_PATH;
      env.LD_LIBRARY_PATH = [path.join(directory, 'al2023/lib'), ...(inherited ? [inherited] : [])].join(':');
      if (!starts(executablePath, env)) throw new Error(`Chromium does not start: ${complaint(executablePath, env)}`);
    }
    return { executablePath, env };
  });
}

/** The package unpacks into os.tmpdir() and trusts what is already there: it gets a directory of our own. */
async function withTemporaryDirectory<T>(directory: string, action: () => Promise<T>): Promise<T> {
  const before = process.env.TMPDIR;
  process.env.TMPDIR = directory;
  try {
    return await action();
  } finally {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
  }
}

function starts(executablePath: string, env: NodeJS.ProcessEnv): boolean {
  return spawnSync(executablePath, ['--version'], { env }).status === 0;
}

function complaint(executablePath: string, env: NodeJS.ProcessEnv): string {
  return spawnSync(executablePath, ['--version'], { env, encoding: 'utf8' }).stderr;
}

/** The package's own file names one directory only, and with no font at all the page hangs as soon as an editor opens. */
function writeFontConfiguration(directory: string): string {
  const file = path.join(directory, 'fonts-headless.conf');
  const fonts = [path.join(directory, 'fonts'), '/usr/share/fonts', '/usr/local/share/fonts'];
  const lines = [
    ...fonts.map((font) => `<dir>${font}</dir>`),
    `<cachedir>${path.join(directory, 'fonts-cache')}</cachedir>`,
  ];
  fs.writeFileSync(
    file,
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>${lines.join('')}</fontconfig>`,
  );
  return file;
}

function definedEnvironment(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).filter((pair): pair is [string, string] => pair[1] !== undefined),
  );
}
