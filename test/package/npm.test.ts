import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import vm from 'node:vm';
import * as esbuild from 'esbuild';
import ts from 'typescript';
import * as source from '../../shared/src/statistics/index.ts';
import { goldenColumns, goldenSamples } from '../golden/golden.ts';
import { assertPrinted, examples } from './examples.ts';

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '../..');

const CONTENTS = [
  /^(package\.json|README\.md|CHANGELOG\.md|LICENSE)$/,
  /^dist\/(cli|check-worker|typescript)\.cjs$/,
  /^dist\/(web-tree-sitter|tree-sitter-python)\.wasm$/,
  /^dist\/rules\/[a-z-]+\.md$/,
  /^schemas\/unpool(-evidence)?\.schema\.json$/,
  /^dist\/statistics\/LICENSES\.txt$/,
  /^dist\/statistics\/esm\/package\.json$/,
  /^dist\/statistics\/esm\/(library\/)?[a-z-]+\.js$/,
  /^dist\/statistics\/esm\/vendor\/(betainc|betaincinv|erfc|erfcinv|gammainc|d3-array|chunk-\w+)\.js(\.LEGAL\.txt)?$/,
  /^dist\/statistics\/cjs\/index\.js(\.LEGAL\.txt)?$/,
  /^dist\/statistics\/(esm|cjs)\/(library\/)?[a-z-]+\.d\.ts$/,
];

/** Bytes of minified code that a page loads for one function, and for all: the whole of @stdlib is ten times as large. */
const MOST_BYTES = { wilson: 8_000, postStratified: 10_000, permutationTest: 13_000, ppiMean: 90_000, '*': 166_000 };

describe('the npm package', () => {
  const temporary = fs.mkdtempSync(path.join(os.tmpdir(), 'npm-test-'));
  const app = path.join(temporary, 'app');
  const installed = path.join(app, 'node_modules/unpool');
  after(() => fs.rmSync(temporary, { recursive: true, force: true }));

  before('is packed, and installed without a network', () => {
    fs.mkdirSync(app);
    fs.writeFileSync(path.join(app, 'package.json'), '{ "private": true }\n');
    npm(root, ['pack', '--pack-destination', temporary]);
    const [tarball] = fs.readdirSync(temporary).filter((name) => name.endsWith('.tgz'));
    npm(app, ['install', '--offline', '--no-audit', '--no-fund', path.join(temporary, tarball!)]);
  });

  it('holds what runs in a terminal and the library, and nothing else', () => {
    const files = listFiles(installed);
    assert.deepEqual(
      files.filter((file) => !CONTENTS.some((pattern) => pattern.test(file))),
      [],
    );
    for (const pattern of CONTENTS) {
      assert.ok(
        files.some((file) => pattern.test(file)),
        `nothing is like ${pattern}`,
      );
    }
    const [modules, ...types] = [/^dist\/statistics\/esm\/(.*)\.js$/, /\/esm\/(.*)\.d\.ts$/, /\/cjs\/(.*)\.d\.ts$/].map(
      (pattern) => files.flatMap((file) => pattern.exec(file)?.[1] ?? []),
    );
    assert.deepEqual(types[0], types[1]);
    const own = modules!.filter((name) => !name.startsWith('vendor/'));
    assert.ok(own.every((name) => fs.existsSync(path.join(root, `shared/src/statistics/${name}.ts`))));
  });

  it('needs no other package', () => {
    assert.deepEqual(
      fs.readdirSync(path.join(app, 'node_modules')).filter((name) => !name.startsWith('.')),
      ['unpool'],
    );
  });

  it('has a page with an example of every function', () => {
    const names = examples.map(({ name }) => name);
    assert.deepEqual(names.toSorted(), Object.keys(source).toSorted());
  });

  for (const [kind, extension, load] of [
    ['esm', 'mjs', 'await import'],
    ['cjs', 'cjs', 'require'],
  ] as const) {
    it(`runs the examples of its page (${kind})`, () => {
      const names = examples.map(({ name, code }) => {
        const file = `${name}.${extension}`;
        fs.writeFileSync(path.join(app, file), esbuild.transformSync(code, { loader: 'ts', format: kind }).code);
        return file;
      });
      const lines = names.map((name) => `console.log('@'); ${load}('./${name}');`);
      fs.writeFileSync(path.join(app, `all.${extension}`), lines.join('\n'));
      const { stdout, stderr, status } = run(app, process.execPath, [`all.${extension}`]);
      assert.equal(status, 0, stderr);
      const printed = stdout.split('@\n').slice(1);
      for (const [i, example] of examples.entries()) {
        assertPrinted(example, printed[i]!);
      }
    });
  }

  it('computes what the sources compute', () => {
    const library: typeof source = createRequire(path.join(app, 'main.js'))('unpool/statistics');
    const [real, synthetic] = goldenSamples('unpaired_score.csv', 'score');
    const options = { margin: 0.05, covariates: [{ real, synthetic }] };
    assert.deepEqual(library.compareSamples(real, synthetic, options), source.compareSamples(real, synthetic, options));
    const [labels, scores] = goldenColumns('judge_score.csv', ['human', 'judge']);
    const pick = (values: readonly string[], labelled: boolean) =>
      values.filter((_, i) => (labels![i] !== '') === labelled).map(Number);
    const judged = { human: pick(labels!, true), judge: pick(scores!, true), unlabelled: pick(scores!, false) };
    assert.deepEqual(library.checkJudge(judged), source.checkJudge(judged));
    const tails = { alpha: 1e-9 };
    assert.deepEqual(library.wilson(3, 1000, tails), source.wilson(3, 1000, tails));
    assert.deepEqual(library.meanInterval([1, 2, 4], tails), source.meanInterval([1, 2, 4], tails));
  });

  describe('has types', () => {
    const { ESNext, CommonJS, Node16, NodeNext } = ts.ModuleKind;
    const { Bundler, Node10, Node16: AsNode16, NodeNext: AsNodeNext } = ts.ModuleResolutionKind;
    const old = { ignoreDeprecations: '6.0' };
    for (const [name, module, moduleResolution, extension, more] of [
      ['nodenext, ES module', NodeNext, AsNodeNext, 'mts', {}],
      ['nodenext, CommonJS', NodeNext, AsNodeNext, 'cts', {}],
      ['node16, ES module', Node16, AsNode16, 'mts', {}],
      ['node16, CommonJS', Node16, AsNode16, 'cts', {}],
      ['bundler', ESNext, Bundler, 'ts', {}],
      ['node10', CommonJS, Node10, 'ts', old],
    ] as const) {
      it(`for moduleResolution ${name}`, () => {
        const files = examples.map(({ name, code }) => write(`${name}.${extension}`, code));
        const careless = write(`careless.${extension}`, CARELESS);
        const options: ts.CompilerOptions = { module, moduleResolution, ...more };
        const errors = typeErrors([...files, write('console.d.ts', CONSOLE), careless], options);
        // Who does not ask whether an estimate was refused is told so.
        assert.equal(errors.length, 1, errors.join('\n'));
        assert.match(errors[0]!, /careless.*'estimate' does not exist on type .*Refused/s);
      });
    }

    it('that say what each function is for', () => {
      const file = write('all.mts', "export * from 'unpool/statistics';");
      const program = ts.createProgram([file], { ...STRICT, module: NodeNext, moduleResolution: AsNodeNext });
      const checker = program.getTypeChecker();
      const module = checker.getSymbolAtLocation(program.getSourceFile(file)!)!;
      for (const name of Object.keys(source)) {
        const symbol = checker.getExportsOfModule(module).find((one) => one.name === name)!;
        const shown = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
        assert.ok(ts.displayPartsToString(shown.getDocumentationComment(checker)).length > 40, name);
      }
    });
  });

  for (const [name, most] of Object.entries(MOST_BYTES)) {
    it(`takes ${most / 1000} KB of a page at most for ${name}`, async () => {
      const contents =
        name === '*' ? "export * from 'unpool/statistics'" : `export { ${name} } from 'unpool/statistics'`;
      const { outputFiles } = await esbuild.build({
        stdin: { contents, resolveDir: app },
        bundle: true,
        minify: true,
        platform: 'browser', // which has no module of Node's
        format: 'iife',
        globalName: 'bundled',
        legalComments: 'none',
        write: false,
      });
      const { text, contents: bytes } = outputFiles[0]!;
      assert.ok(bytes.length < most, `${bytes.length} bytes`);
      const page = vm.createContext({}, { codeGeneration: { strings: false, wasm: false } });
      vm.runInContext(text, page);
      if (name === 'wilson') {
        assert.equal(vm.runInContext('bundled.wilson(45, 60).ci[0]', page), source.wilson(45, 60).ci[0]);
      }
    });
  }

  describe('has a command line', () => {
    const unpool = (...args: string[]) => {
      const script = path.join(app, 'node_modules/.bin/unpool');
      return process.platform === 'win32' ? run(app, `${script}.cmd`, args) : run(app, script, args);
    };
    const { version } = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8'));

    it('that tells its version', () => {
      assert.equal(unpool('--version').stdout.trim(), `unpool ${version}`);
    });

    it('that reads CSV, Parquet and Arrow', () => {
      for (const name of ['table.csv', 'zstd.parquet', 'lz4.feather']) {
        const file = path.join(root, 'test/data', name);
        const { stdout, stderr } = unpool(
          'compare',
          file,
          file,
          '--value',
          'score',
          '--margin',
          '1',
          '--format',
          'json',
        );
        assert.equal(JSON.parse(stdout || '{}').kind, 'compare', stderr);
      }
    });

    it('that checks files, also in threads', () => {
      const code =
        'import pandas as pd\nscore = pd.concat([pd.read_csv("real.csv"), pd.read_csv("synthetic.csv")])["s"].mean()\n';
      for (const name of ['one.py', 'two.py', 'three.py']) {
        fs.writeFileSync(path.join(app, name), code);
      }
      const { stdout, stderr, status } = unpool(
        'check',
        '--jobs',
        '2',
        '--format',
        'json',
        'one.py',
        'two.py',
        'three.py',
      );
      assert.equal(stdout.match(/"naive-pooling"/g)?.length, 3, stderr);
      assert.equal(status, 1);
      assert.match(unpool('explain', 'naive-pooling').stdout, /pooling/);
    });

    it('that is the language server of other editors', async () => {
      const server = spawn(process.execPath, [path.join(installed, 'dist/cli.cjs'), 'lsp', '--stdio']);
      const params = { processId: null, rootUri: null, capabilities: {} };
      const message = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'initialize', params });
      server.stdin.write(`Content-Length: ${message.length}\r\n\r\n${message}`);
      const [answer] = await once(server.stdout, 'data');
      server.kill();
      assert.match(String(answer), /^Content-Length/);
    });
  });

  function write(name: string, text: string): string {
    const file = path.join(app, name);
    fs.writeFileSync(file, text);
    return file;
  }
});

const CARELESS = `import { ppiMean } from 'unpool/statistics';
const { estimate } = ppiMean({ human: [1], judge: [1], unlabelled: [1] });
export const half: number = estimate / 2;
`;

const CONSOLE = 'declare const console: { log(...values: unknown[]): void };\n';

const STRICT: ts.CompilerOptions = {
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  skipLibCheck: false,
  noEmit: true,
  target: ts.ScriptTarget.ES2022,
  lib: ['lib.es2022.d.ts'],
  types: [],
};

function typeErrors(files: readonly string[], options: ts.CompilerOptions): readonly string[] {
  const program = ts.createProgram(files, { ...STRICT, ...options });
  return ts
    .getPreEmitDiagnostics(program)
    .map(({ file, messageText }) => `${file?.fileName}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`);
}

function npm(cwd: string, args: readonly string[]): void {
  const { status, stderr } = run(cwd, 'npm', args);
  assert.equal(status, 0, stderr);
}

function run(cwd: string, command: string, args: readonly string[]) {
  const shell = process.platform === 'win32' && command !== process.execPath; // scripts are .cmd files there
  return spawnSync(command, args, { cwd, encoding: 'utf8', shell, timeout: 120_000 });
}

function listFiles(folder: string): string[] {
  return fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .sort();
}
