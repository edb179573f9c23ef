/**
 * Bundles the extension, the server and the command line into dist/, and builds the library.
 *   --production  minified, without source maps (what is published and tested)
 *   --watch       builds again on every change
 *   --into DIR    another folder than dist/
 */
import { chmodSync, copyFileSync, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { buildLibrary } from './library.mjs';
import { root } from './setup.mjs';

const require = createRequire(import.meta.url);
const dist = path.join(root, 'dist');

const node = { platform: 'node', format: 'cjs', target: 'node20' };
// A web extension host evaluates CommonJS, from a file that ends in .js: hence no "type": "module" in the manifest.
const page = { platform: 'browser', format: 'cjs', target: 'es2022' };
const worker = { platform: 'browser', format: 'iife', target: 'es2022' };

const BUNDLES = [
  { from: 'client/src/node.ts', to: 'client.cjs', host: node },
  { from: 'server/src/node.ts', to: 'server.cjs', host: node },
  { from: 'server/src/cli/main.ts', to: 'cli.cjs', host: node, executable: true },
  { from: 'server/src/check/worker-node.ts', to: 'check-worker.cjs', host: node },
  { from: 'client/src/browser.ts', to: 'browser/client.js', host: page },
  { from: 'client/src/webview/report.ts', to: 'browser/report.js', host: worker },
  { from: 'server/src/browser.ts', to: 'browser/server.js', host: worker },
  { from: 'server/src/check/worker-browser.ts', to: 'browser/check-worker.js', host: worker },
  // one chunk for both hosts: Node requires it, a worker runs it as a script of its own
  { from: 'server/src/languages/typescript/lower.ts', to: 'typescript.cjs', host: worker, exports: 'unpoolTypeScript' },
];

/** The folder of `unpool/statistics`. */
const LIBRARY = 'statistics';

/** Read at run time, from beside the bundles. */
function assets() {
  const pages = readdirSync(path.join(root, 'server/src/rules')).filter((name) => name.endsWith('.md'));
  return [
    { from: require.resolve('web-tree-sitter/web-tree-sitter.wasm'), to: 'web-tree-sitter.wasm' },
    { from: require.resolve('tree-sitter-python/tree-sitter-python.wasm'), to: 'tree-sitter-python.wasm' },
    ...pages.map((name) => ({ from: path.join(root, 'server/src/rules', name), to: `rules/${name}` })),
  ];
}

function settings({ from, to, host, executable, exports }, production, folder) {
  return {
    ...host,
    absWorkingDir: root,
    entryPoints: [from],
    outfile: path.join(folder, to),
    bundle: true,
    minify: production,
    sourcemap: production ? false : 'linked',
    metafile: true,
    legalComments: 'none',
    logLevel: 'warning',
    external: ['vscode', ...(host === node ? [] : ['module', 'fs', 'fs/promises', 'path'])], // web-tree-sitter asks for these on Node only
    ...(exports && {
      globalName: exports,
      footer: { js: `if (typeof module === 'object') module.exports = ${exports};` },
    }),
    ...(executable && { banner: { js: '#!/usr/bin/env node' } }),
    // web-tree-sitter finds its files through import.meta.url, which neither output format has: Node takes its CommonJS
    // build, and in a worker the script's own address does. jsonc-parser's CommonJS build cannot be bundled.
    ...(host === node
      ? {
          alias: {
            'web-tree-sitter': require.resolve('web-tree-sitter'),
            'jsonc-parser': require.resolve('jsonc-parser/lib/esm/main.js'),
          },
          define: { 'import.meta.dirname': '__dirname', 'import.meta.filename': '__filename' },
        }
      : {
          define: {
            'import.meta.url': 'self.location.href',
            ...(exports && { process: 'undefined' }), // else the compiler asks Node for what only compiling takes
          },
        }),
    plugins: [exports ? onlyCompiler : withoutTypeScript],
  };
}

/** The TypeScript compiler would add 9 MB and 300 ms to every start: it may come in a chunk of its own only. */
const withoutTypeScript = {
  name: 'without-typescript',
  setup(build) {
    build.onResolve({ filter: /^(typescript|ts-morph)$/ }, ({ path: name, importer, kind }) =>
      kind === 'import-statement' || kind === 'require-call'
        ? { errors: [{ text: `${path.relative(root, importer)} loads ${name} at start-up` }] }
        : undefined,
    );
  },
};

/** Of ts-morph, we take the compiler that it carries: half of its size, and of the time to load it, is the rest. */
const onlyCompiler = {
  name: 'only-compiler',
  setup(build) {
    const compiler = createRequire(require.resolve('ts-morph')).resolve('@ts-morph/common/dist/typescript.js');
    build.onResolve({ filter: /^ts-morph$/ }, () => ({ path: 'ts-morph', namespace: 'only-compiler' }));
    build.onLoad({ filter: /^/, namespace: 'only-compiler' }, () => ({
      contents: `export { default as ts } from ${JSON.stringify(compiler)};`,
      resolveDir: root,
    }));
  },
};

export async function build({ production = false, watch = false, folder = dist } = {}) {
  const esbuild = await import('esbuild');
  const present = BUNDLES.filter(({ from }) => existsSync(path.join(root, from)));
  if (watch) {
    for (const bundle of present) await (await esbuild.context(settings(bundle, production, folder))).watch();
    copyAssets(folder);
    console.log('Watching …');
    return;
  }
  const bundling = present.map((bundle) => esbuild.build(settings(bundle, production, folder)));
  const [library, results] = await Promise.all([
    buildLibrary(path.join(folder, LIBRARY)),
    Promise.allSettled(bundling),
  ]);
  const failed = present.filter((_, i) => results[i].status === 'rejected');
  const copied = copyAssets(folder);
  const missing = BUNDLES.filter((bundle) => !present.includes(bundle));
  if (failed.length) throw new Error(`not built: ${names(failed)}`);
  if (missing.length) throw new Error(`not there to be built: ${names(missing)}`);
  for (const { to, executable } of present) if (executable) chmodSync(path.join(folder, to), 0o755);
  const written = [...present, ...copied].flatMap(({ to }) => (production ? [to] : [to, `${to}.map`]));
  prune([...written, ...library.map((name) => `${LIBRARY}/${name}`)], folder);
}

const names = (bundles) => bundles.map(({ from }) => from).join(', ');

function copyAssets(folder) {
  const list = assets();
  for (const { from, to } of list) {
    mkdirSync(path.dirname(path.join(folder, to)), { recursive: true });
    copyFileSync(from, path.join(folder, to));
  }
  return list;
}

/** Removes what an earlier build left: everything in dist/ is published. */
function prune(outputs, folder) {
  const keep = new Set(outputs.map((to) => path.join(folder, to)));
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const file = path.join(entry.parentPath, entry.name);
    if (entry.isFile() && !keep.has(file)) rmSync(file);
  }
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const started = performance.now();
  const { values } = parseArgs({
    options: { production: { type: 'boolean' }, watch: { type: 'boolean' }, into: { type: 'string', default: dist } },
  });
  const { into, ...options } = values;
  await build({ ...options, folder: path.resolve(into) }).then(
    () => console.log(`Built ${path.relative(root, into)}/ in ${((performance.now() - started) / 1000).toFixed(1)} s`),
    (error) => {
      console.error(`Build failed: ${error.message}`);
      process.exitCode = 1;
    },
  );
}
