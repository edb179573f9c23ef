/** Makes `npm start` and `npm test` work in a clean clone: this file may use nothing but Node itself. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { run } from './run.mjs';

export const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const INSTALL_SECONDS = 1800;

/** Installs the pinned dependencies when they are absent or not the ones that package-lock.json names. */
export async function ensureInstalled() {
  const reason = staleness();
  if (!reason) return;
  console.log(`Installing the dependencies (${reason}); the first time this takes a few minutes …`);
  // No dependency needs its install scripts: the platform binaries (esbuild, biome) are packages of their own.
  const { code } = await run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    env: { ...process.env, npm_config_global: undefined, npm_config_location: undefined }, // as "npm install -g" says it
    seconds: INSTALL_SECONDS,
  });
  if (code !== 0) throw new Error(`npm ci ended with status ${code}`);
}

/** Why an install is needed, or null. Compares contents, not times: a checkout changes times only. */
function staleness() {
  const installed = packages(path.join(root, 'node_modules/.package-lock.json')); // npm writes it when an install is complete
  if (!installed) return 'none are there';
  const wanted = packages(path.join(root, 'package-lock.json')) ?? {};
  for (const [place, entry] of Object.entries(wanted)) {
    if (!place.startsWith('node_modules/') || entry.optional || entry.devOptional || entry.link) continue;
    if (installed[place]?.version !== entry.version)
      return `${place.slice('node_modules/'.length)} is not at ${entry.version}`;
  }
  return null;
}

function packages(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).packages : null;
}
