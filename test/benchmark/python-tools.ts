import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** A program that Unpool's command line is compared with. */
export interface Tool {
  readonly name: string;
  /** It gets a part of the corpus only. */
  readonly slow: boolean;
  command(files: readonly string[]): readonly string[];
  /** Whether an exit status says that it did its work, findings or not. */
  succeeded(status: number): boolean;
}

const VERSIONS = { flake8: '7.3.0', pylint: '4.0.4', pyright: '1.1.414' };

const SCIENTIFIC = ['numpy==2.2.6', 'pandas==2.3.3', 'scipy==1.15.3', 'pyarrow==26.0.1'];

const INSTALL_MINUTES = 5;

/** Installs the tools, once, into `folder`. Those that cannot be had are left out, with a line that says so. */
export function installTools(folder: string): Tool[] {
  mkdirSync(folder, { recursive: true });
  const { flake8, pylint, pyright } = VERSIONS;
  const python = path.join(folder, 'python/bin/python');
  const tools: Tool[] = [];
  const linters = [`flake8==${flake8}`, `pylint==${pylint}`];
  const hasLinters = installed(linters, folder, () => {
    install('python3', ['-m', 'venv', path.join(folder, 'python')]);
    install(python, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', ...linters]);
  });
  if (hasLinters)
    tools.push(
      {
        name: `flake8 ${flake8}`,
        slow: false,
        command: (files) => [python, '-m', 'flake8', '--isolated', '--jobs=1', ...files],
        succeeded: (status) => status <= 1,
      },
      {
        name: `pylint ${pylint}`,
        slow: true,
        command: (files) => [python, '-m', 'pylint', '--persistent=n', '--jobs=1', ...files],
        succeeded: (status) => status < 32, // one bit for each kind of message; 32: it was called wrongly
      },
    );
  const hasPyright = installed([`pyright@${pyright}`], folder, () =>
    install('npm', [
      'install',
      '--prefix',
      folder,
      '--ignore-scripts',
      '--no-audit',
      '--no-fund',
      `pyright@${pyright}`,
    ]),
  );
  if (hasPyright)
    tools.push({
      name: `pyright ${pyright}`,
      slow: true,
      command: (files) => [process.execPath, path.join(folder, 'node_modules/pyright/index.js'), ...files],
      succeeded: (status) => status <= 1,
    });
  return tools;
}

/** A Python with what the check of data files is compared with, installed once into `folder`; none where it cannot be had. */
export function installScientific(folder: string): string | undefined {
  mkdirSync(folder, { recursive: true });
  const python = path.join(folder, 'scientific/bin/python');
  const hasAll = installed(SCIENTIFIC, folder, () => {
    install('python3', ['-m', 'venv', path.join(folder, 'scientific')]);
    install(python, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', ...SCIENTIFIC]);
  });
  return hasAll ? python : undefined;
}

/** Whether the packages are there; a file remembers what was installed. */
function installed(packages: readonly string[], folder: string, action: () => void): boolean {
  const names = packages.join(' ');
  const stamp = path.join(folder, `${packages[0]!.replace(/\W.*/, '')}.installed`);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === names) return true;
  console.log(`Installing ${names} …`);
  try {
    action();
    writeFileSync(stamp, names);
    return true;
  } catch (error) {
    console.log(`${names} cannot be installed here and is left out: ${(error as Error).message.split('\n')[0]}`);
    return false;
  }
}

function install(command: string, args: readonly string[]): void {
  execFileSync(command, args, { stdio: ['ignore', 'ignore', 'pipe'], timeout: INSTALL_MINUTES * 60_000 });
}
