/**
 * Builds the library `unpool/statistics`, of which shared/src/statistics/index.ts is the entry, into a folder:
 *   esm/         its modules as they are, with comments and types: a bundler takes only what is used of them
 *   esm/vendor/  the functions of other packages that they call
 *   cjs/         all of it in one file, with the same types
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { readableStdlib } from './readable-stdlib.mjs';
import { root } from './setup.mjs';

const source = path.join(root, 'shared/src/statistics');
/** In ES modules a file that ends in .js is one; and none does anything by being imported. */
const MANIFEST = { type: 'module', sideEffects: false };
const FROM = /(?<=^(?:import|export) [^;]*?from )(?<quote>['"])(?<name>.+?)\k<quote>/gm;

/** @returns {Promise<string[]>} the files, relative to `folder`. */
export async function buildLibrary(folder) {
  const modules = await compile();
  const types = reached('index.d.ts', modules);
  const code = reached('index.js', modules);
  const bundler = await import('esbuild');
  const options = {
    absWorkingDir: root,
    bundle: true,
    target: 'es2022',
    legalComments: 'linked', // in a file beside: there are more of them than of code
    write: false,
    logLevel: 'warning',
  };
  const common = await bundler.build({
    ...options,
    entryPoints: [path.join(source, 'index.ts')],
    outdir: path.join(folder, 'cjs'),
    format: 'cjs',
    platform: 'node', // names the exports so that Node finds them
    plugins: [readableStdlib],
  });
  const vendor = await bundler.build({
    ...options,
    entryPoints: [...packagesOf(code.values())].map(([name, names]) => ({
      in: `${names} from ${name}`,
      out: short(name),
    })),
    outdir: path.join(folder, 'esm/vendor'),
    format: 'esm',
    splitting: true,
    plugins: [exported, readableStdlib],
  });
  const files = new Map([
    ['esm/package.json', `${JSON.stringify(MANIFEST, null, 2)}\n`],
    ...[...code].map(([name, text]) => [`esm/${name}`, withVendor(text, name)]),
    ...['esm', 'cjs'].flatMap((kind) => [...types].map(([name, text]) => [`${kind}/${name}`, text])),
    ...[...common.outputFiles, ...vendor.outputFiles].map((file) => [
      path.relative(folder, file.path),
      tidy(file.text),
    ]),
  ]);
  for (const [name, text] of files) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), text);
  }
  return [...files.keys()];
}

/** The modules as JavaScript and as types, by their names relative to the source. */
async function compile() {
  const { default: ts } = await import('typescript');
  const { config } = ts.readConfigFile(path.join(root, 'tsconfig.json'), ts.sys.readFile);
  const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, root);
  const emit = {
    noEmit: false,
    declaration: true,
    rewriteRelativeImportExtensions: true,
    rootDir: source,
    outDir: source,
  };
  const program = ts.createProgram([path.join(source, 'index.ts')], { ...options, ...emit, types: [] });
  const modules = new Map();
  const { diagnostics } = program.emit(undefined, (file, text) => {
    // In types, TypeScript leaves the names of its own files.
    modules.set(
      path.posix.relative(source, file),
      text.replace(FROM, (from) => from.replace(/\.ts(?=['"])/, '.js')),
    );
  });
  const [first] = diagnostics;
  if (first) throw new Error(`${first.file?.fileName}: ${ts.flattenDiagnosticMessageText(first.messageText, '\n')}`);
  return modules;
}

/** The modules that one needs, itself included: others only had types for it. */
function reached(entry, modules) {
  const names = new Set([entry]);
  for (const name of names) {
    for (const { groups: from } of modules.get(name).matchAll(FROM)) {
      const next = path.posix.join(path.posix.dirname(name), from.name);
      if (from.name.startsWith('.')) names.add(name.endsWith('.d.ts') ? next.replace(/\.js$/, '.d.ts') : next);
    }
  }
  return new Map([...names].map((name) => [name, modules.get(name)]));
}

/** The packages that are imported, and what of each: `default` or `{ one, other }`. */
function packagesOf(texts) {
  const packages = new Map();
  for (const text of texts) {
    for (const [, what, name] of text.matchAll(/^import (.+?) from ["']([^."'].*?)["']/gm)) {
      const names = packages.get(name) ?? new Set();
      for (const one of what.startsWith('{') ? what.slice(1, -1).split(',') : ['default']) names.add(one.trim());
      packages.set(name, names);
    }
  }
  return new Map([...packages].map(([name, names]) => [name, `{ ${[...names].join(', ')} }`]));
}

/** Entries such as `{ bisectRight } from d3-array`. */
const exported = {
  name: 'exported',
  setup(build) {
    build.onResolve({ filter: /^\{/ }, ({ path }) => ({ path, namespace: 'exported' }));
    build.onLoad({ filter: /./, namespace: 'exported' }, ({ path }) => {
      const [names, name] = path.split(' from ');
      return { contents: `export ${names} from '${name}';`, resolveDir: source };
    });
  },
};

/** A module with what it imports from packages taken from vendor/. */
function withVendor(text, name) {
  const folder = path.posix.relative(path.posix.dirname(name), 'vendor');
  const place = folder.startsWith('.') ? folder : `./${folder}`;
  return text.replace(FROM, (from, quote, of) =>
    of.startsWith('.') ? from : `${quote}${place}/${short(of)}.js${quote}`,
  );
}

/** Names sources as they are in a clean clone, and imports no module for nothing. */
function tidy(text) {
  return text.replace(/^(\/\/ |)\S*(?=node_modules\/@?\w)/gm, '$1').replace(/^import "[^"]+";\n/gm, '');
}

function short(name) {
  return name.replace('@stdlib/math-base-special-', '');
}
