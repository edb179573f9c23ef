import path from 'node:path';
import { parseArgs } from 'node:util';

const PARTS = ['checker', 'typescript', 'data'] as const;

export interface Options {
  /** A small corpus, few repetitions, no Python tools. */
  readonly quick: boolean;
  /** Where the results are written as JSON. */
  readonly output: string | undefined;
  /** Of which part: the checker, of it TypeScript alone, or the check of data files; by default all. */
  readonly only: (typeof PARTS)[number] | undefined;
  /** A Python with NumPy, SciPy and pandas; by default one is installed. */
  readonly python: string | undefined;
  /** Of the corpus; none: the Python standard library. */
  readonly folders: readonly string[];
}

export function readOptions(): Options {
  const { values, positionals } = parseArgs({
    options: {
      quick: { type: 'boolean' },
      output: { type: 'string' },
      only: { type: 'string' },
      python: { type: 'string' },
    },
    allowPositionals: true,
  });
  const only = PARTS.find((part) => part === values.only);
  if (only === undefined && values.only !== undefined) throw new Error(`--only takes ${PARTS.join(', ')}`);
  return {
    only,
    python: values.python,
    quick: values.quick === true,
    output: values.output === undefined ? undefined : path.resolve(values.output),
    folders: positionals.map((folder) => path.resolve(folder)),
  };
}
