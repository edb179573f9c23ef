import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { createRandom } from './random.ts';

/** Python files in one folder. */
export interface Corpus {
  readonly name: string;
  readonly folder: string;
  /** Relative to the folder. */
  readonly files: readonly string[];
  readonly lines: number;
}

/** Tests are no code that people run, and the other folders are skipped by the programs that are compared. */
const LEFT_OUT = new Set([
  ...['test', 'tests', 'idle_test', 'site-packages', '__pycache__'],
  ...['venv', '.venv', 'node_modules', '.git'],
]);

/** Copies the Python files of the folders into `target`, so that every program sees the same ones. */
export function copyCorpus(folders: readonly string[], target: string): Corpus {
  const chosen = folders.length ? folders : [standardLibrary()];
  const name = folders.length
    ? folders.map((folder) => path.basename(folder)).join(', ')
    : 'the Python standard library';
  const files: string[] = [];
  for (const [index, folder] of chosen.entries())
    for (const file of pythonFiles(folder)) {
      const copied = path.join(...(chosen.length > 1 ? [String(index)] : []), file);
      copy(path.join(folder, file), path.join(target, copied));
      files.push(copied);
    }
  if (files.length === 0) throw new Error(`there is no Python file in ${chosen.join(', ')}`);
  return corpus(name, target, files.sort());
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
  return corpus(`a fixed part of ${from.name}`, target, files.sort());
}

function standardLibrary(): string {
  const script = 'import sysconfig; print(sysconfig.get_path("stdlib"))';
  return execFileSync('python3', ['-c', script], { encoding: 'utf8' }).trim();
}

function pythonFiles(folder: string, below = ''): string[] {
  return readdirSync(path.join(folder, below), { withFileTypes: true }).flatMap((entry) => {
    const inside = path.join(below, entry.name);
    if (entry.isDirectory()) return LEFT_OUT.has(entry.name) ? [] : pythonFiles(folder, inside);
    return entry.isFile() && entry.name.endsWith('.py') ? [inside] : [];
  });
}

function corpus(name: string, folder: string, files: readonly string[]): Corpus {
  const lines = files.reduce((sum, file) => sum + countLines(path.join(folder, file)), 0);
  return { name, folder, files, lines };
}

function countLines(file: string): number {
  return readFileSync(file).reduce((count, byte) => (byte === 10 ? count + 1 : count), 0);
}

function copy(from: string, to: string): void {
  mkdirSync(path.dirname(to), { recursive: true });
  copyFileSync(from, to);
}
