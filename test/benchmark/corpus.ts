import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { isMadeByMachine } from '../../server/src/languages/typescript/made-by-machine.ts';
import type { Language } from './language.ts';
import { createRandom } from './random.ts';

/** Files of one language in one folder. */
export interface Corpus {
  readonly language: Language;
  readonly name: string;
  readonly folder: string;
  /** Relative to the folder. */
  readonly files: readonly string[];
  readonly lines: number;
}

/** Tests are no code that people run, and the other folders are skipped by the programs that are compared. */
const LEFT_OUT = new Set([
  ...['test', 'tests', 'idle_test', 'site-packages', '__pycache__'],
  ...['venv', '.venv', 'node_modules', '.git', 'dist', '__tests__'],
]);

const SOURCES: Readonly<Record<Language, RegExp>> = {
  python: /\.py$/,
  typescript: /(?<!\.d|[.-]min|\.bundle)\.[cm]?[jt]sx?$/,
};

/** Packages whose sources people can read; our own lockfile says their versions. */
const PACKAGES = [
  ...['@azure/msal-browser', '@azure/msal-common', '@azure/msal-node', '@uwdata/flechette', '@vscode/vsce', 'ajv'],
  ...['cheerio', 'commander', 'diff', 'hyparquet', 'js-yaml', 'jsonc-parser', 'jszip', 'markdown-it', 'mocha'],
  ...['node-fetch', 'pako', 'semver', 'undici', 'vscode-jsonrpc', 'vscode-languageclient', 'vscode-languageserver'],
];
/** Larger ones are bundles. */
const MOST_BYTES = 300_000;

/** Copies the Python files of the folders into `target`, so that every program sees the same ones. */
export function copyCorpus(folders: readonly string[], target: string): Corpus {
  const chosen = folders.length ? folders : [standardLibrary()];
  const name = folders.length
    ? folders.map((folder) => path.basename(folder)).join(', ')
    : 'the Python standard library';
  const parts = chosen.map((folder, index) => ({ folder, as: chosen.length > 1 ? String(index) : '' }));
  return copyAll(name, 'python', parts, target, () => true);
}

/**
 * The same with the TypeScript and JavaScript of this project and of packages: what people wrote of it. Not of the server:
 * its tables and tests are full of the words for which a file is analysed.
 */
export function copyTypeScript(root: string, target: string): Corpus {
  const own = ['client', 'shared', 'scripts'].map((name) => ({ folder: path.join(root, name), as: name }));
  const packages = PACKAGES.map((name) => ({ folder: path.join(root, 'node_modules', name), as: `packages/${name}` }));
  const isWritten = (file: string) => statSync(file).size < MOST_BYTES && !isMadeByMachine(readFileSync(file, 'utf8'));
  return copyAll('this project and packages', 'typescript', [...own, ...packages], target, isWritten);
}

interface Part {
  readonly folder: string;
  /** Its folder in the corpus. */
  readonly as: string;
}

function copyAll(
  name: string,
  language: Language,
  parts: readonly Part[],
  target: string,
  isMeant: (file: string) => boolean,
): Corpus {
  const files: string[] = [];
  for (const { folder, as } of parts)
    for (const file of sourceFiles(folder, SOURCES[language])) {
      const from = path.join(folder, file);
      if (!isMeant(from)) continue;
      copy(from, path.join(target, as, file));
      files.push(path.join(as, file));
    }
  if (files.length === 0)
    throw new Error(`there is nothing to read in ${parts.map(({ folder }) => folder).join(', ')}`);
  return corpus(name, language, target, files.sort());
}

/** Files drawn by the seed until they have so many lines; all of them where there are no more. */
export function subset(from: Corpus, lines: number, target: string): Corpus {
  if (from.lines <= lines) return from;
  const files: string[] = [];
  let total = 0;
  for (const file of createRandom(1).shuffled(from.files)) {
    if (total >= lines) break;
    total += countLines(path.join(from.folder, file));
    copy(path.join(from.folder, file), path.join(target, file));
    files.push(file);
  }
  return corpus(`a fixed part of ${from.name}`, from.language, target, files.sort());
}

function standardLibrary(): string {
  const script = 'import sysconfig; print(sysconfig.get_path("stdlib"))';
  return execFileSync('python3', ['-c', script], { encoding: 'utf8' }).trim();
}

function sourceFiles(folder: string, isSource: RegExp, below = ''): string[] {
  return readdirSync(path.join(folder, below), { withFileTypes: true }).flatMap((entry) => {
    const inside = path.join(below, entry.name);
    if (entry.isDirectory()) return LEFT_OUT.has(entry.name) ? [] : sourceFiles(folder, isSource, inside);
    return entry.isFile() && isSource.test(entry.name) ? [inside] : [];
  });
}

function corpus(name: string, language: Language, folder: string, files: readonly string[]): Corpus {
  const lines = files.reduce((sum, file) => sum + countLines(path.join(folder, file)), 0);
  return { name, language, folder, files, lines };
}

function countLines(file: string): number {
  return readFileSync(file).reduce((count, byte) => (byte === 10 ? count + 1 : count), 0);
}

function copy(from: string, to: string): void {
  mkdirSync(path.dirname(to), { recursive: true });
  copyFileSync(from, to);
}
