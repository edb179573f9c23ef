import type { CatalogEntry } from '../entry.ts';
import { namesFrom } from '../methods.ts';

/** Files, as node, Bun, Deno, fs-extra (https://github.com/jprichardson/node-fs-extra) and readers of JSON lines have them. */
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
      '*.readJSONSync',
      'jsonfile.readFile',
      // https://github.com/sindresorhus/load-json-file
      ...namesFrom(['load-json-file'], ['loadJsonFile', 'loadJsonFileSync']),
    ],
    does: { kind: 'reads', from: 0, gives: 'content' },
  },
  { call: ['?.JSON.load', '?.Bun.file', '*.openAsBlob'], does: { kind: 'reads', from: 0, gives: 'content' } },
  {
    call: [
      '*.writeFileSync',
      '*.writeFile',
      '*.writeTextFile',
      '*.writeTextFileSync',
      '*.outputFile',
      '*.outputFileSync',
      '*.writeJson',
      '*.writeJsonSync',
      '*.writeJSON',
      '*.outputJson',
      '*.outputJsonSync',
      '?.Bun.write',
    ],
    does: { kind: 'writes', data: 1, to: 0 },
  },
  { call: ['*.appendFileSync', '*.appendFile'], does: { kind: 'writes', data: 1, to: 0, as: 'lines' } },
  // a stream that is written to is the file
  { call: ['*.createWriteStream'], does: { kind: 'passes', from: 0 } },
  {
    call: ['*.write', '*.end'],
    does: { kind: 'writes', data: 0, to: 'self', as: 'lines' },
  },
  {
    call: ['path.join', 'path.resolve', '*.path.join', '*.path.resolve', 'path/posix.join', 'upath.join'],
    does: { kind: 'joins-path' },
  },
  // `new URL("./eval.yaml", import.meta.url)`
  { call: ['?.URL', '*.fileURLToPath'], does: { kind: 'passes', from: 0, as: 'same' } },
  // `for await (const line of createInterface({ input: createReadStream(path) }))`
  { call: ['readline.createInterface', 'readline/promises.createInterface'], does: { kind: 'passes', from: 'input' } },
  { call: ['*.on', '*.once'], does: { kind: 'calls', function: 1, on: 'self', gives: 'list' } },
  { call: ['*.pipe', '*.readLines'], does: { kind: 'passes', from: 'self' } },
];
