import path from 'node:path';
import { parseArgs } from 'node:util';

export interface Options {
  /** A small corpus, few repetitions, no Python tools. */
  readonly quick: boolean;
  /** Where the results are written as JSON. */
  readonly output: string | undefined;
  /** Of the corpus; none: the Python standard library. */
  readonly folders: readonly string[];
}

export function readOptions(): Options {
  const { values, positionals } = parseArgs({
    options: { quick: { type: 'boolean' }, output: { type: 'string' } },
    allowPositionals: true,
  });
  return {
    quick: values.quick === true,
    output: values.output === undefined ? undefined : path.resolve(values.output),
    folders: positionals.map((folder) => path.resolve(folder)),
  };
}
