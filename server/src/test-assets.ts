import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Assets } from './analysis.ts';

const require = createRequire(import.meta.url);

/** The installed WebAssembly files, for tests. */
export const testAssets: Assets = {
  read(name) {
    const path =
      name === 'web-tree-sitter.wasm'
        ? require.resolve(`web-tree-sitter/${name}`)
        : join(dirname(require.resolve('tree-sitter-python/package.json')), name);
    return readFile(path);
  },
  typescript: () => import('./languages/typescript/lower.ts'),
};
