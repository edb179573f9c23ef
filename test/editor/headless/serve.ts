/** VS Code in the browser with an extension installed: `serve.ts FOLDER VSIX`; until it is stopped. */
import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createLifetime } from './lifetime.ts';
import { provision } from './provision.ts';
import { manageExtensions, startServer } from './server.ts';

const [folder, vsix] = process.argv.slice(2);
if (!folder || !vsix) throw new Error('usage: serve.ts FOLDER VSIX');

provision();
const lifetime = createLifetime();
const temporary = fs.mkdtempSync(path.join(os.tmpdir(), 'editor-serve-'));
lifetime.defer(() => fs.rmSync(temporary, { recursive: true, force: true }));
const extensions = path.join(temporary, 'extensions');
const status = manageExtensions(['--install-extension', path.resolve(vsix)], extensions, path.join(temporary, 'data'));
if (status !== 0) await lifetime.end(status);

const token = randomBytes(16).toString('hex'); // whoever opens the page may run programs: only who is given the address
const authority = await startServer({ extensions, token }, lifetime);
const address = new URL(`http://${authority}/`);
address.searchParams.set('tkn', token);
address.searchParams.set('folder', path.resolve(folder));
console.log(`Open in a browser on this machine (Ctrl-C ends it):\n  ${address}`);
