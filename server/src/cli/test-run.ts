import type { Io } from './io.ts';

export interface Outcome {
  readonly status: number;
  readonly out: string;
  readonly err: string;
}

/** Runs a command in a folder, in this process and without colour: its exit status, and what it wrote. */
export async function runIn(
  folder: string,
  command: (args: readonly string[], io: Io) => Promise<number>,
  args: readonly string[],
  stdin = '',
): Promise<Outcome> {
  let out = '';
  let err = '';
  const status = await command(args, {
    cwd: folder,
    status() {},
    color: false,
    write(text) {
      out += text;
    },
    error(text) {
      err += text;
    },
    readStdin: async () => stdin,
  });
  return { status, out, err };
}
