import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const here = fileURLToPath(new URL('.', import.meta.url));
const REQUIREMENTS = join(here, 'requirements.txt');
const VENV = join(here, '..', '..', '.vscode-test', 'python');
const NEEDED = 'import imblearn, numpy, pandas, scipy, sklearn';
const windows = process.platform === 'win32';
const SYSTEM = windows ? 'python' : 'python3';

/** A Python with pandas and scikit-learn: the system's, else one of our own, made once. Throws where there is neither. */
export async function findPython(): Promise<string> {
  if (await hasPackages(SYSTEM)) return SYSTEM;
  const own = join(VENV, windows ? 'Scripts/python.exe' : 'bin/python');
  const stamp = join(VENV, 'requirements.txt');
  const wanted = readFileSync(REQUIREMENTS, 'utf8');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted && (await hasPackages(own))) return own;
  try {
    rmSync(VENV, { recursive: true, force: true });
    mkdirSync(VENV, { recursive: true });
    await run(SYSTEM, ['-m', 'venv', VENV]);
    await run(own, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '-r', REQUIREMENTS]);
    writeFileSync(stamp, wanted);
  } catch (error) {
    throw new Error(
      `The corrections are run in Python, and there is none to run them with: "${SYSTEM}" lacks some of the packages in test/python/requirements.txt, and they could not be installed into .vscode-test/python. Install them, or Python 3.10 or newer with venv and pip.\n${(error as Error).message}`,
    );
  }
  return own;
}

const hasPackages = (python: string): Promise<boolean> =>
  run(python, ['-c', NEEDED]).then(
    () => true,
    () => false,
  );

export interface Run {
  readonly out: string;
  /** The traceback; null when it ran to its end. */
  readonly error: string | null;
}

/** Runs scripts one after the other in one Python, each in a namespace of its own, in a folder. */
export async function runScripts(python: string, folder: string, paths: readonly string[]): Promise<readonly Run[]> {
  const { stdout } = await run(python, ['-B', join(here, 'run_scripts.py'), ...paths], {
    cwd: folder,
    maxBuffer: 1e8,
  });
  return JSON.parse(stdout) as Run[];
}
