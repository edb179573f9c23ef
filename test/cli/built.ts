import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const BUILD = join(import.meta.dirname, '../../scripts/build.mjs');

let folder: string | undefined;

/** The command line as a bundle: built when a test first asks for it, removed when the last has run. */
export function builtCommand(): string {
  if (folder === undefined) {
    const made = mkdtempSync(join(tmpdir(), 'unpool-dist-'));
    process.on('exit', () => rmSync(made, { recursive: true }));
    execFileSync(process.execPath, [BUILD, '--into', made]);
    folder = made;
  }
  return join(folder, 'cli.cjs');
}

/** Puts the command `unpool` into a folder. */
export function putCommand(into: string): void {
  mkdirSync(into, { recursive: true });
  writeFileSync(join(into, 'unpool'), `#!/bin/sh\nexec node ${JSON.stringify(builtCommand())} "$@"\n`, { mode: 0o755 });
}
