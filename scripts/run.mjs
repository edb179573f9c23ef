/** Runs programs so that nothing of them is left behind: each in its own process group, with a time limit. */
import { spawn } from 'node:child_process';

const windows = process.platform === 'win32';
const GRACE_MS = 8000; // for a program to clean up after itself
const running = new Set();

/**
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, seconds?: number, echo?: boolean }} [options]
 *   `seconds`: time limit, none by default; `echo`: show the output as it comes (default).
 * @returns {Promise<{ code: number, output: string }>} 124 after the time limit, 127 where the command cannot be started.
 */
export function run(command, args, { cwd, env, seconds, echo = true } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      ...(cwd && { cwd }),
      ...(env && { env }),
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: !windows,
      shell: windows && command === 'npm', // npm is a .cmd file there
    });
    running.add(child);
    const seen = [];
    const keep = (stream) => (chunk) => {
      seen.push(chunk);
      if (echo) stream.write(chunk);
    };
    child.stdout.on('data', keep(process.stdout));
    child.stderr.on('data', keep(process.stderr));
    let late = false;
    const timer =
      seconds &&
      setTimeout(() => {
        late = true;
        console.error(`${command} ${args.join(' ')}: no end after ${seconds} s, stopped`);
        stop(child);
      }, seconds * 1000);
    const settle = (code) => {
      clearTimeout(timer);
      kill(child, 'SIGKILL'); // what the program itself left running
      running.delete(child);
      resolve({ code: late ? 124 : code, output: Buffer.concat(seen).toString() });
    };
    child.on('error', (error) => {
      console.error(`${command} cannot be started: ${error.message}`);
      settle(127);
    });
    child.on('close', (code) => settle(code ?? 1));
  });
}

function kill(child, signal) {
  try {
    if (windows) child.kill(signal);
    else if (child.pid) process.kill(-child.pid, signal);
  } catch {
    // It has ended already.
  }
}

function stop(child) {
  kill(child, 'SIGTERM');
  setTimeout(() => running.has(child) && kill(child, 'SIGKILL'), GRACE_MS).unref();
}

for (const [signal, code] of Object.entries({ SIGINT: 130, SIGTERM: 143, SIGHUP: 129 })) {
  process.on(signal, () => {
    for (const child of running) stop(child);
    setInterval(() => running.size === 0 && process.exit(code), 20);
  });
}
