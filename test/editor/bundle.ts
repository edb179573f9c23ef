import { readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { build, stop } from 'esbuild';

/** Bundles the suites for the node or the web extension host; gives the file that runs them. */
export async function bundleSuites(root: string, web: boolean): Promise<string> {
  const suite = path.join(root, 'test/editor/suite');
  const out = path.join(root, '.vscode-test/suite', web ? 'web' : 'node');
  rmSync(out, { recursive: true, force: true });
  if (web) {
    const outfile = path.join(out, 'index.js');
    await build({
      entryPoints: [path.join(suite, 'index-web.ts')],
      outfile,
      bundle: true,
      platform: 'browser',
      format: 'cjs',
      target: 'es2022',
      external: ['vscode'],
      alias: { 'node:assert/strict': path.join(suite, 'assert-web.ts') },
      // mocha's file for browsers would take the place of what the bundle exports, if it saw a "module".
      define: { global: 'globalThis', module: 'undefined' },
      sourcemap: 'inline',
      logLevel: 'warning',
    });
    await stop();
    return outfile;
  }
  const tests = readdirSync(suite).filter((name) => name.endsWith('.test.ts'));
  await build({
    entryPoints: ['index.ts', ...tests].map((name) => path.join(suite, name)),
    outdir: out,
    outExtension: { '.js': '.cjs' },
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    external: ['vscode', 'mocha'],
    sourcemap: 'inline',
    logLevel: 'warning',
  });
  await stop(); // its service would idle beside the tests
  return path.join(out, 'index.cjs');
}
