import manifest from '../../../package.json' with { type: 'json' };
import { HELP, LSP_HELP } from './help.ts';
import type { Io } from './io.ts';
import { hint, UsageError } from './usage.ts';

type Command = (args: readonly string[], io: Io) => Promise<number>;

/** Each loads only what it needs: `explain` has no use for the parsers. */
const COMMANDS: Readonly<Record<string, Command>> = {
  async check(args, io) {
    const { checkCommand } = await import('./check.ts');
    return checkCommand(args, io, async (workspace) => {
      const [{ createAnalyser }, { assets }] = await Promise.all([import('../analyser.ts'), import('./assets.ts')]);
      return createAnalyser(workspace, assets);
    });
  },
  async explain(args, io) {
    const { explainCommand } = await import('./explain.ts');
    return explainCommand(args, io);
  },
  async compare(args, io) {
    const { compareCommand } = await import('./compare.ts');
    return compareCommand(args, io);
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

/** Runs the command line's arguments (those after the program's name). Resolves to the exit status; never rejects. */
export async function run(args: readonly string[], io: Io): Promise<number> {
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
    return await command(rest, io);
  } catch (error) {
    io.error(`unpool: ${error instanceof Error ? error.message : error}\n`.replace(/\n+$/, '\n'));
    return 2;
  }
}
