/**
 * Builds the library `unpool/statistics`, of which shared/src/statistics/index.ts is the entry, into a folder:
 *   esm/         its modules as they are, with comments and types: a bundler takes only what is used of them
 *   esm/vendor/  the functions of other packages that they call
 *   cjs/         all of it in one file, with the same types
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { readableStdlib } from './readable-stdlib.mjs';
import { root } from './setup.mjs';

const source = path.join(root, 'shared/src/statistics');
/** A file in esm/ that ends in .js is an ES module, and does nothing by being imported. */
const MANIFEST = { type: 'module', sideEffects: false };
const FROM = /(?<=^(?:import|export) [^;]*?from )(?<quote>['"])(?<name>.+?)\k<quote>/gm;

/** @returns {Promise<string[]>} the files, relative to `folder`. */
export async function buildLibrary(folder) {
  const modules = await compile();
  const types = reached('index.d.ts', modules);
  const code = reached('index.js', modules);
  const packages = packagesOf(code.values());
  const files = new Map([
    ['LICENSES.txt', licensesOf(packages.keys())],
    ['esm/package.json', `${JSON.stringify(MANIFEST, null, 2)}\n`],
    ...[...code].map(([name, text]) => [`esm/${name}`, withVendor(text, name)]),
    ...['esm', 'cjs'].flatMap((kind) => [...types].map(([name, text]) => [`${kind}/${name}`, text])),
    ...(await bundled({
      entryPoints: [...packages].map(([name, what]) => ({
        in: `${what} from ${name}`,
        out: `esm/vendor/${short(name)}`,
      })),
      chunkNames: 'esm/vendor/[name]-[hash]',
      format: 'esm',
      splitting: true,
    })),
    ...(await bundled({
      entryPoints: [{ in: path.join(source, 'index.ts'), out: 'cjs/index' }],
      format: 'cjs',
      platform: 'node', // names the exports where Node looks for them
    })),
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
  const program = ts.createProgram([path.join(source, 'index.ts')], {
    ...options,
    types: [],
    noEmit: false,
    declaration: true,
    rewriteRelativeImportExtensions: true,
    rootDir: source,
    outDir: source,
  });
  const modules = new Map();
  const { diagnostics } = program.emit(undefined, (file, text) => {
    // TypeScript gives the imports of code its new names, those of types not.
    modules.set(
      nameIn(source, file),
      text.replace(FROM, (from) => from.replace(/\.ts(?=['"])/, '.js')),
    );
  });
  const [first] = diagnostics;
  if (first) throw new Error(`${first.file?.fileName}: ${ts.flattenDiagnosticMessageText(first.messageText, '\n')}`);
  return modules;
}

/** The modules that one needs, itself included: of others it has only types, or is only a type. */
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

/** The packages that are imported, and what of each: `{ default }` or `{ one, other }`. */
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

/** A module that takes from vendor/ what it imports from packages. */
function withVendor(text, name) {
  const folder = path.posix.relative(path.posix.dirname(name), 'vendor');
  const place = folder.startsWith('.') ? folder : `./${folder}`;
  return text.replace(FROM, (from, quote, of) =>
    of.startsWith('.') ? from : `${quote}${place}/${short(of)}.js${quote}`,
  );
}

/** What esbuild makes of the entries, by name. */
async function bundled(options) {
  const { build } = await import('esbuild');
  const { outputFiles } = await build({
    absWorkingDir: root,
    outdir: source, // where nothing is written to
    bundle: true,
    write: false,
    target: 'es2022',
    legalComments: 'linked', // in files beside: there are more of them than of code
    logLevel: 'warning',
    plugins: [packageExports, readableStdlib],
    ...options,
  });
  return outputFiles.map((file) => [nameIn(source, file.path), tidy(file.text)]);
}

/** Entries such as `{ bisectRight } from d3-array`. */
const packageExports = {
  name: 'package-exports',
  setup(build) {
    build.onResolve({ filter: /^\{/ }, ({ path }) => ({ path, namespace: 'package-exports' }));
    build.onLoad({ filter: /./, namespace: 'package-exports' }, ({ path }) => {
      const [what, name] = path.split(' from ');
      return { contents: `export ${what} from '${name}';`, resolveDir: source };
    });
  },
};

/** Names files of packages as they are in a clean clone, and leaves out imports of nothing. */
function tidy(text) {
  return text.replace(/^(\/\/ |)\S*(?=node_modules\/@?\w)/gm, '$1').replace(/^import "[^"]+";\n/gm, '');
}

/** The licences of the packages; many have the same. */
function licensesOf(packages) {
  const namesOf = new Map();
  for (const name of packages) {
    const text = readFileSync(path.join(root, 'node_modules', name, 'LICENSE'), 'utf8').trim();
    namesOf.set(text, [...(namesOf.get(text) ?? []), name]);
  }
  return [...namesOf].map(([text, names]) => `${names.join(', ')}\n\n${text}\n`).join('\n\n');
}

function nameIn(folder, file) {
  return path.relative(folder, file).replaceAll('\\', '/');
}

function short(name) {
  return name.replace('@stdlib/math-base-special-', '');
}
