import { decode } from './decode.ts';

/** What a command may touch of the terminal; tests hand in their own. */
export interface Io {
  readonly cwd: string;
  write(text: string): void;
  error(text: string): void;
  /** Shows how far the work is, in a line that whatever comes next takes the place of; '' takes it away. Only on a terminal. */
  status(text: string): void;
  readonly color: boolean;
  readStdin(): Promise<string>;
}

/** Status of a program whose reader went away (128 + SIGPIPE), as in `unpool check . | head`. */
const BROKEN_PIPE = 141;

export function nodeIo(): Io {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? BROKEN_PIPE : 2));
  }
  const showsStatus = process.stderr.isTTY && process.env.TERM !== 'dumb';
  let shown = '';
  const status = (text: string) => {
    if (showsStatus && text !== shown) process.stderr.write(`\r${text}\u001b[K`);
    shown = text;
  };
  const after = (stream: NodeJS.WriteStream) => (text: string) => {
    status('');
    stream.write(text);
  };
  return {
    cwd: process.cwd(),
    write: after(process.stdout),
    error: after(process.stderr),
    status,
    color: wantsColor(process.env, process.stdout.isTTY === true),
    readStdin,
  };
}

/** https://no-color.org and https://force-color.org; a pipe or a dumb terminal gets plain text. */
export function wantsColor(env: NodeJS.ProcessEnv, isTerminal: boolean): boolean {
  if (env.NO_COLOR) return false;
  if (env.FORCE_COLOR) return env.FORCE_COLOR !== '0';
  return isTerminal && env.TERM !== 'dumb';
}

async function readStdin(): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk);
  return decode(Buffer.concat(chunks)).text;
}
