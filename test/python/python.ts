import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const here = fileURLToPath(new URL('.', import.meta.url));
const windows = process.platform === 'win32';
const SYSTEM = windows ? 'python' : 'python3';

/** What code is run with. */
export interface Packages {
  /** The file that names them, and whoever needs it, for a message. */
  readonly requirements: string;
  readonly for: string;
  /** Modules that they bring. */
  readonly modules: readonly string[];
  /** The folder below `.vscode-test` that they are installed into. */
  readonly folder: string;
}

const BASE: Packages = {
  requirements: join(here, 'requirements.txt'),
  for: 'The corrections are run in Python',
  modules: ['imblearn', 'numpy', 'pandas', 'scipy', 'sklearn'],
  folder: 'python',
};

/** A Python with packages: the system's, else one of our own, made once. Throws where there is neither. */
export async function findPython(packages = BASE): Promise<string> {
  const { requirements, modules, folder } = packages;
  if (await hasModules(SYSTEM, modules)) return SYSTEM;
  const venv = join(here, '..', '..', '.vscode-test', folder);
  const own = join(venv, windows ? 'Scripts/python.exe' : 'bin/python');
  const stamp = join(venv, 'requirements.txt');
  const wanted = readFileSync(requirements, 'utf8');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted && (await hasModules(own, modules))) return own;
  try {
    rmSync(venv, { recursive: true, force: true });
    mkdirSync(venv, { recursive: true });
    await run(SYSTEM, ['-m', 'venv', venv]);
    await run(own, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '-r', requirements]);
    writeFileSync(stamp, wanted);
  } catch (error) {
    throw new Error(
      `${packages.for}, and there is none to run them with: "${SYSTEM}" lacks some of the packages in ${requirements}, and they could not be installed into .vscode-test/${folder}. Install them, or Python 3.10 or newer with venv and pip.\n${(error as Error).message}`,
    );
  }
  return own;
}

const hasModules = (python: string, modules: readonly string[]): Promise<boolean> =>
  run(python, ['-c', `import ${modules.join(', ')}`]).then(
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
