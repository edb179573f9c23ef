import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Lifetime } from './lifetime.ts';
import { host } from './provision.ts';

export interface ServerOptions {
  /** Defaults to a private one, empty at first. */
  readonly extensions?: string | undefined;
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Asked of whoever opens the page; without one, everybody on this machine may. */
  readonly token?: string;
  /** For a test run: honours extensionDevelopmentPath and extensionTestsPath in the page's address. */
  readonly testDriver?: boolean;
  readonly environment?: Readonly<Record<string, string>>;
  readonly port?: number;
  readonly onOutput?: (text: string) => void;
}

const QUIET_SETTINGS = {
  'workbench.startupEditor': 'none',
  'workbench.enableExperiments': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'chat.disableAIFeatures': true,
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'git.enabled': false,
  'npm.fetchOnlinePackageInfo': false,
  'workbench.reduceMotion': 'on',
  'editor.cursorBlinking': 'solid',
};

/** Starts a VS Code server with a private profile on the loopback interface; gives `host:port`. */
export async function startServer(options: ServerOptions, lifetime: Lifetime): Promise<string> {
  const profile = fs.mkdtempSync(path.join(os.tmpdir(), 'vscode-headless-'));
  lifetime.defer(() => fs.rmSync(profile, { recursive: true, force: true, maxRetries: 5 }));
  const userData = path.join(profile, 'data/data/User');
  const temporary = path.join(profile, 't'); // its sockets go there
  for (const directory of [userData, temporary]) fs.mkdirSync(directory, { recursive: true });
  fs.writeFileSync(path.join(userData, 'settings.json'), JSON.stringify({ ...QUIET_SETTINGS, ...options.settings }));

  const args = [
    path.join(host.server, 'out/server-main.js'),
    ...['--host', '127.0.0.1', '--port', String(options.port ?? 0)],
    ...(options.token ? ['--connection-token', options.token] : ['--without-connection-token']),
    ...['--accept-server-license-terms', '--telemetry-level', 'off', '--disable-workspace-trust'],
    ...(options.testDriver ? ['--enable-smoke-test-driver', '--builtin-extensions-dir', host.extensions] : []),
    ...['--server-data-dir', path.join(profile, 'data')],
    ...['--extensions-dir', options.extensions ?? path.join(profile, 'extensions')],
  ];
  const server = spawn(host.node, args, {
    env: { ...outsideEnvironment(), ...options.environment, TMPDIR: temporary },
    detached: true, // its own process group: extension hosts, language servers and terminals end with it
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  lifetime.defer(() => stop(server));
  return `127.0.0.1:${await listeningPort(server, options, lifetime)}`;
}

function listeningPort(server: ChildProcess, options: ServerOptions, lifetime: Lifetime): Promise<number> {
  return new Promise((resolve, reject) => {
    let output = '';
    const read = (chunk: Buffer) => {
      options.onOutput?.(chunk.toString());
      output = (output + chunk).slice(-20_000);
      const [, port] = /Extension host agent listening on (\d+)/.exec(output) ?? [];
      if (port) resolve(Number(port));
    };
    server.stdout?.on('data', read);
    server.stderr?.on('data', read);
    server.on('error', reject);
    server.on('exit', (code, signal) => {
      if (lifetime.ending) return;
      console.error(`The VS Code server ended (${code ?? signal}):\n${output}`);
      lifetime.end(3);
    });
  });
}

function stop(server: ChildProcess): Promise<void> {
  const killGroup = () => {
    try {
      if (server.pid) process.kill(-server.pid, 'SIGKILL');
    } catch {
      // Nothing of it is left.
    }
  };
  return new Promise((resolve) => {
    const stopped = () => {
      killGroup();
      resolve();
    };
    if (server.exitCode !== null || server.signalCode !== null) return stopped();
    server.once('exit', stopped);
    server.kill();
    setTimeout(killGroup, 3000).unref();
  });
}

/** Installs or lists extensions as `code` does without opening a window; gives its exit status. */
export function manageExtensions(args: readonly string[], extensions: string, userData: string): number {
  const command = [path.join(host.server, 'out/server-main.js'), ...args, '--extensions-dir', extensions];
  const options = ['--server-data-dir', userData, '--accept-server-license-terms'];
  const { status } = spawnSync(host.node, [...command, ...options], { env: outsideEnvironment(), stdio: 'inherit' });
  return status ?? 1;
}

/** The environment without what a VS Code around this process says about itself. */
function outsideEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(VSCODE_|ELECTRON_)/.test(name)));
}
