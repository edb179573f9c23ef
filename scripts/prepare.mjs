/**
 * What npm runs before it packs this folder, so that the package can also be installed from its repository, as
 * pre-commit does. "npm install -g" of a repository does not install what the build needs: then this does.
 */
import { build } from './build.mjs';
import { ensureInstalled } from './setup.mjs';

await ensureInstalled();
await build({ production: true });
