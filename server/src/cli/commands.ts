import { setFlagsFromString } from 'node:v8';
import manifest from '../../../package.json' with { type: 'json' };
import type { CreateAnalyser } from './check-source.ts';
import { HELP, LSP_HELP } from './help.ts';
import type { Io } from './io.ts';
import type { StartThread } from './threads.ts';
import { hint, UsageError } from './usage.ts';

type Command = (args: readonly string[], io: Io, startThread?: StartThread) => Promise<number>;

const createAnalyser: CreateAnalyser = async (workspace) => {
  const [{ createAnalyser: create }, { assets }] = await Promise.all([import('../analyser.ts'), import('./assets.ts')]);
  return create(workspace, assets);
};

/**
 * V8 optimises a function after it ran for some milliseconds: of a program that ends in seconds, that takes a third of
 * the processor's time. By a flag that these versions of Node know: V8 prints an error for one that it does not know.
 */
function optimiseLater(): void {
  if (Number.parseInt(process.versions.node, 10) <= 24) setFlagsFromString('--interrupt-budget=1000000');
}

/** Each loads only what it needs: `explain` has no use for the parsers. */
const COMMANDS: Readonly<Record<string, Command>> = {
  async check(args, io, startThread) {
    optimiseLater();
    const { checkCommand } = await import('./check.ts');
    return checkCommand(args, io, createAnalyser, startThread);
  },
  async config(args, io) {
    const { configCommand } = await import('./config.ts');
    return configCommand(args, io);
  },
  async explain(args, io) {
    const { explainCommand } = await import('./explain.ts');
    return explainCommand(args, io);
  },
  async compare(args, io) {
    const { compareCommand } = await import('./compare.ts');
    return compareCommand(args, io);
  },
  async evidence(args, io) {
    const { evidenceCommand } = await import('./evidence.ts');
    return evidenceCommand(args, io);
  },
  async tasks(args, io) {
    const { tasksCommand } = await import('./tasks.ts');
    return tasksCommand(args, io);
  },
  async simulate(args, io) {
    const { simulateCommand } = await import('./simulate.ts');
    return simulateCommand(args, io);
  },
  async judge(args, io) {
    const { judgeCommand } = await import('./judge.ts');
    return judgeCommand(args, io);
  },
  async lsp(args, io) {
    if (args.includes('--help')) {
      io.write(LSP_HELP);
      return 0;
    }
    if (args.join(' ') !== '--stdio') throw new UsageError('the language server is started with "unpool lsp --stdio".');
    await import('../node.ts');
    return new Promise(() => {}); // the server ends the process when its editor says so, or is gone
  },
};

/**
 * Runs the command line's arguments (those after the program's name), in this thread when no other can be started.
 * Resolves to the exit status; never rejects.
 */
export async function run(args: readonly string[], io: Io, startThread?: StartThread): Promise<number> {
  const [name, ...rest] = args;
  try {
    if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
      io.write(HELP);
      return name === undefined ? 2 : 0;
    }
    if (name === '--version' || name === '-V') {
      io.write(`unpool ${manifest.version}\n`);
      return 0;
    }
    const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
    if (!command) throw new UsageError(`there is no command "${name}".${hint(name, Object.keys(COMMANDS))}\n${HELP}`);
    return await command(rest, io, startThread);
  } catch (error) {
    io.error(`unpool: ${error instanceof Error ? error.message : error}\n`.replace(/\n+$/, '\n'));
    return 2;
  }
}

/** What a thread that `startThread` started does. */
export async function serve(): Promise<void> {
  const { serveChecks } = await import('./threads.ts');
  await serveChecks(createAnalyser);
}
