import { format } from 'node:util';

export const verbose = process.env.VSCODE_HEADLESS_VERBOSE !== undefined;

/** What a VS Code without network, sign-in and native modules says about that. */
const NOISE = [
  /Could not locate the bindings file|build\/Release\/watchdog/,
  /^\[(AgentHost|ChatModel|ChatSession|AccountPolicy|Service Worker|reconnection-grace|UserDataSync|DefaultAccount|chat-stt)/,
  /^Creat(ing|ion) |^Resolv(ing|ed) connection|^Updating additional|^Loading development extension/,
  /^Timed out waiting for auth|^getaddrinfo |open-vsx\.org|^No search provider registered|^ChatSessionStore/,
];

/** Prints what the page or the extension host wrote to its console. */
export function printConsole(type: string, args: readonly unknown[]): void {
  const text = format(...args);
  if (!verbose && NOISE.some((noise) => noise.test(text))) return;
  (type === 'error' || type === 'warn' ? process.stderr : process.stdout).write(`${text}\n`);
}

export function debug(...args: unknown[]): void {
  if (verbose) console.error(`[headless ${(performance.now() / 1000).toFixed(2)} s]`, ...args);
}
