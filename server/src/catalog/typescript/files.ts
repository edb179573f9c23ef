import type { CatalogEntry } from '../entry.ts';

/** Files, as node, Bun, Deno and readers of CSV have them. */
export const files: readonly CatalogEntry[] = [
  {
    call: [
      '*.readFileSync',
      '*.readFile',
      '*.readTextFile',
      '*.readTextFileSync',
      '*.createReadStream',
      '*.readJson',
      '*.readJsonSync',
      '*.readJSON',
    ],
    does: { kind: 'reads', from: 0, gives: 'content' },
  },
  { call: ['?.JSON.load', '?.Bun.file'], does: { kind: 'reads', from: 0, gives: 'content' } },
  {
    call: [
      '*.writeFileSync',
      '*.writeFile',
      '*.writeTextFile',
      '*.writeTextFileSync',
      '*.outputFile',
      '*.writeJson',
      '*.writeJsonSync',
      '*.outputJson',
    ],
    does: { kind: 'writes', data: 1, to: 0 },
  },
  { call: ['*.appendFileSync', '*.appendFile'], does: { kind: 'writes', data: 1, to: 0, as: 'lines' } },
  { call: ['path.join', 'path.resolve', '*.path.join', '*.path.resolve'], does: { kind: 'joins-path' } },
];
