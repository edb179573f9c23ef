/** Builds the VSIX: `npm run package [-- FILE]`; by default unpool-VERSION.vsix at the root. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from './build.mjs';
import { run } from './run.mjs';
import { ensureInstalled, root } from './setup.mjs';

/** Builds for production and packages into `file`. */
export async function packageExtension(file) {
  await build({ production: true });
  // The bundles hold every dependency: vsce need not look for any.
  const args = ['node_modules/@vscode/vsce/vsce', 'package', '--no-dependencies', '--out', file];
  const { code, output } = await run(process.execPath, args, { cwd: root, seconds: 300, echo: false });
  if (code !== 0) throw new Error(`vsce ended with status ${code}:\n${output}`);
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  await ensureInstalled();
  const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
  const file = path.resolve(process.argv[2] ?? path.join(root, `unpool-${version}.vsix`));
  await packageExtension(file);
  console.log(`Packaged ${path.relative(process.cwd(), file)}`);
}
