import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../cli/repository.ts';

const FOLDER = join(ROOT, '.vscode-test/editors');
const MARK = join(FOLDER, 'complete');
const PACKAGES = ['neovim', 'emacs-nox', 'elpa-eglot'];

export interface Program {
  readonly command: string;
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
}

export interface Editors {
  readonly neovim: Program;
  readonly emacs: Program;
  readonly emacsclient: Program;
}

/**
 * The Neovim and the Emacs of the machine; where one is missing, that of its Debian package, unpacked into a folder of
 * our own: so it needs no root, and the machine stays as it is. Throws where it cannot be had.
 */
export function findEditors(): Editors {
  const machine = { neovim: program('nvim'), emacs: program('emacs'), emacsclient: program('emacsclient') };
  const hasNeovim = runsNeovim(machine.neovim);
  const hasEmacs = runsEmacs(machine.emacs);
  if (hasNeovim && hasEmacs) return machine;
  try {
    if (!existsSync(MARK)) unpackPackages();
    const own = unpacked();
    const neovim = hasNeovim ? machine.neovim : own.neovim;
    const { emacs, emacsclient } = hasEmacs ? machine : own;
    if (!runsNeovim(neovim)) throw new Error('The unpacked Neovim does not start.');
    if (!runsEmacs(emacs)) throw new Error('The unpacked Emacs does not start, or has no Eglot.');
    return { neovim, emacs, emacsclient };
  } catch (error) {
    throw new Error(
      `The page on other editors is tested in Neovim and Emacs, and they could not be had. Install Neovim (0.7 or newer) and Emacs with Eglot; on Debian: apt install ${PACKAGES.join(' ')}\n${(error as Error).message}`,
    );
  }
}

const program = (command: string, args: readonly string[] = [], env: NodeJS.ProcessEnv = {}): Program => ({
  command,
  args,
  env,
});

const runsNeovim = (neovim: Program) => runs(neovim, '--version');
const runsEmacs = (emacs: Program) =>
  runs(emacs, '--batch', '--funcall', 'package-initialize', '--eval', "(require 'eglot)");

function runs({ command, args, env }: Program, ...more: readonly string[]): boolean {
  const options = { env: { ...process.env, NVIM_LOG_FILE: '/dev/null', ...env }, timeout: 60_000 };
  return spawnSync(command, [...args, ...more], options).status === 0;
}

/** apt works on lists and a cache of our own, and installs nothing. */
function unpackPackages(): void {
  console.error('Unpacking Neovim and Emacs from Debian; once, about 50 MB to download …');
  rmSync(FOLDER, { recursive: true, force: true });
  const apt = join(FOLDER, 'apt');
  for (const folder of ['lists/partial', 'cache/archives/partial']) mkdirSync(join(apt, folder), { recursive: true });
  const settings = [
    `Dir::State::lists=${apt}/lists`,
    `Dir::Cache=${apt}/cache`,
    'Debug::NoLocking=true',
    'APT::Sandbox::User=root', // another could not write here
  ].flatMap((setting) => ['-o', setting]);
  succeed('apt-get', '-qq', ...settings, 'update');
  const wanted = ['--download-only', '--yes', '--no-install-recommends', ...PACKAGES];
  succeed('apt-get', '-qq', ...settings, 'install', ...wanted);
  const archives = join(apt, 'cache/archives');
  for (const name of readdirSync(archives).filter((file) => file.endsWith('.deb'))) {
    succeed('dpkg', '-x', join(archives, name), join(FOLDER, 'root'));
  }
  rmSync(apt, { recursive: true });
  // where Emacs looks for its packages; Debian compiles them to there
  const lisp = join(FOLDER, 'root/usr/share/emacs/site-lisp');
  if (existsSync(lisp)) symlinkSync('elpa-src', join(lisp, 'elpa'));
  writeFileSync(MARK, '');
}

function succeed(command: string, ...args: readonly string[]): void {
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    env: { ...process.env, LC_ALL: 'C.UTF-8', DEBIAN_FRONTEND: 'noninteractive' },
    encoding: 'utf8',
    timeout: 600_000,
  });
  if (error || status !== 0) throw new Error(error?.message ?? `${command} ended with ${status}: ${stdout}${stderr}`);
}

/** The programs believe that they lie in /usr: the environment tells them where they are. */
function unpacked(): Editors {
  const usr = join(FOLDER, 'root/usr');
  const only = (folder: string, name: RegExp) => {
    const found = existsSync(join(usr, folder)) ? readdirSync(join(usr, folder)).find((file) => name.test(file)) : null;
    return join(usr, folder, found ?? 'missing');
  };
  const env = { LD_LIBRARY_PATH: only('lib', /-linux-gnu/) };
  const data = only('share/emacs', /^\d/);
  const own = only(join('libexec/emacs', data.split('/').at(-1)!), /-linux-gnu/);
  const emacs = {
    ...env,
    EMACSLOADPATH: `${usr}/share/emacs/site-lisp:${data}/lisp`,
    EMACSDATA: `${data}/etc`,
    EMACSDOC: `${data}/etc`,
    EMACSPATH: own,
  };
  return {
    neovim: program(`${usr}/bin/nvim`, [], { ...env, VIMRUNTIME: `${usr}/share/nvim/runtime` }),
    emacs: program(`${usr}/bin/emacs-nox`, ['--dump-file', `${own}/emacs.pdmp`], emacs),
    emacsclient: program(`${usr}/bin/emacsclient.emacs`),
  };
}
